import type {Owner} from './change.js';
import type {Attested, Control} from './control.js';
import type {Evidence, Exemption, Finding, Unknown} from './finding.js';
import type {Statement} from './statements.js';
import type {PerThreat} from './threat.js';

export type Status = 'pass' | 'warn' | 'fail' | 'unknown' | 'not-applicable' | 'waived';
export type Basis = 'observed' | 'inferred' | 'attested';

export type Attestation = {
	/** `not-sure`: asked, and left open; it decides nothing. */
	readonly says: Statement;
	readonly by: string;
	/** RFC 3339 date. */
	readonly at: string;
	readonly note?: string;
};
/** Takes findings away one by one until a date. `object` is namespace/kind/name. */
export type Waiver = {
	readonly control: string;
	readonly check?: string;
	readonly object?: string;
	readonly owner: string;
	readonly reason: string;
	readonly until: string;
};

/** A finding with its stable id and how it can be put right. */
export type AssessedFinding = Finding & {
	readonly id: string;
	readonly fix: 'apply' | 'snippet' | 'ask' | 'guide';
	/** Who keeps the object that the fix changes in Git: the fix is a patch for it. */
	readonly git?: Owner['kind'];
	readonly waivedBy?: Waiver;
	/** The right that this account lacks to send the fix: "patch deployments.apps in shop". */
	readonly lacks?: string;
	/** Who would take a change of the object back: the kind of its owner, where it is known. */
	readonly owner?: Owner['kind'];
};

export type Verdict = {
	readonly control: Control;
	readonly status: Status;
	readonly basis: Basis;
	readonly findings: readonly AssessedFinding[];
	readonly evidence: readonly Evidence[];
	readonly exempt: readonly Exemption[];
	readonly unknown?: Unknown;
	/** Somebody was asked and could not tell: it stays unknown. */
	readonly notSure?: true;
	/** Why it does not apply. */
	readonly notApplicable?: string;
	/** What a person said that differs from what was seen. */
	readonly contradiction?: {readonly attested: Attested; readonly observed: Status};
	readonly waivers: readonly Waiver[];
};

/** The factors of a control's priority, before and after prerequisites lift it. */
export type ScoreParts = {
	/** Part per threat: score/20 × weight/3. */
	readonly parts: PerThreat;
	readonly fit: number;
	readonly impact: number;
	readonly boost: number;
	/** The answers whose factor was used, with it. */
	readonly boosts: readonly {readonly answer: string; readonly factor: number}[];
	readonly ease: number;
	readonly exposure: number;
	readonly state: number;
	/** A critical FAIL was held up to this. */
	readonly floor?: number;
	/** 0 to 100, before lifting. */
	readonly own: number;
};

/** A verdict in its place in the list. */
export type Ranked = {
	readonly verdict: Verdict;
	/** From 1; absent for passes and what does not apply. */
	readonly rank?: number;
	/** 0 to 100, after lifting. */
	readonly score: number;
	readonly parts: ScoreParts;
	/** Ids of controls whose fix must come first, in order, only those that are not settled. */
	readonly after: readonly string[];
	/** Ids of the controls that wait for this one. */
	readonly lifts: readonly string[];
	/** The one-sentence reason, without its rank. */
	readonly reason: string;
};

export type Coverage = {readonly decided: number; readonly applicable: number; readonly all: number};
