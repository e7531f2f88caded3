import type {Given, Guide, Remediation} from './change.js';
import type {Finding, Inspection} from './finding.js';
import type {ResourceName, Source} from './resources.js';
import type {Snapshot} from './snapshot.js';
import type {Blast, FixKind, Layer, PerThreat, Phase, Severity} from './threat.js';
import type {Answers, QuestionId, ThreatModel} from './threat-model.js';

export type Weight = 0 | 1 | 2 | 3;
export type SeedItem = `N${number}` | `K${number}` | `M${number}` | `T${number}`;

/** Where else the control is described: ids as their publishers write them. */
export type References = {
	readonly cis?: readonly string[];
	readonly eks?: readonly string[];
	readonly gke?: readonly string[];
	readonly aks?: readonly string[];
	readonly nsa?: string;
	readonly podSecurity?: string;
	readonly owasp?: readonly string[];
	readonly microsoft?: readonly string[];
	readonly attack?: readonly string[];
	readonly kubescape?: readonly string[];
	readonly trivy?: readonly string[];
};

export type Attested = 'yes' | 'partly' | 'no' | 'does-not-apply';
/** What a rule may know besides the cluster. A changed answer assesses again; nothing is read again. */
export type Asked = {readonly model: ThreatModel; readonly attested?: Attested};

/** A list is needed whole; of an inner list one suffices. */
export type Needs = readonly [Source | readonly Source[], ...(Source | readonly Source[])[]];

/** One line of the checklist: a file in catalogue/, default export, file name is id. */
export type Control = {
	readonly id: string;
	/** An order of at most 41 characters, without a full stop. */
	readonly title: string;
	readonly layer: Layer;
	readonly phase: Phase;
	readonly severity: Severity;
	readonly blast: Blast;
	readonly threats: PerThreat<Weight>;
	readonly seeds: readonly SeedItem[];
	readonly references: References;
	readonly fix: FixKind;
	/** What an attacker gains where it does not hold. */
	readonly why: string;
	/** What applying the fix may break. */
	readonly risk: string;
	/** Asked where the cluster cannot answer; yes is good. */
	readonly question: string;
	/** The second half of the reason: "pods can ask the node for its cloud credentials". */
	readonly because: string;
	/** How to check it by hand. */
	readonly verify: string;
	/** What the API cannot show, and why. */
	readonly hidden?: string;
	/** Factors by answer: `internet-apps.public` multiplies the score. */
	readonly boosts?: Readonly<Partial<Record<`${QuestionId}.${string}`, number>>>;
	/** Controls whose fix must come first. */
	readonly requires?: readonly string[];
	/** The same, where an answer holds: `cloud-api.node`. */
	readonly requiresWhen?: Readonly<Partial<Record<`${QuestionId}.${string}`, readonly string[]>>>;
	readonly applies?: (model: ThreatModel) => boolean;
	/** The control has no FAIL rule: an attested no is a warning. */
	readonly neverFails?: boolean;
	readonly guide: Guide;
	/** Absent where the API cannot show it. */
	readonly cluster?: {
		/** All of these, complete; otherwise the control is unknown, which is decided outside the control. */
		readonly needs: Needs;
		/** The list that is judged item by item: may be partial; then findings count and a pass does not. */
		readonly over?: ResourceName;
		/** Read where possible; the rule copes without. */
		readonly wants?: readonly Source[];
		readonly inspect: (snapshot: Snapshot, asked: Asked) => Inspection;
		readonly remediate?: (finding: Finding, snapshot: Snapshot, given: Given, asked: Asked) => Remediation;
	};
};

/** A question of the threat model. */
export type Question = {
	readonly id: QuestionId;
	/** Its number in the catalogue: Q1. */
	readonly code: `Q${number}`;
	readonly text: string;
	/** A few words for a line: "Can a stranger reach an app here?". */
	readonly short: string;
	readonly why: string;
	/** In the order of the digits; the last is always `unsure`. */
	readonly options: readonly Option[];
	/** Several options may be ticked; their points add up, or the largest of each threat counts. */
	readonly several?: 'sum' | 'largest';
	/** What counts where nothing of a group is ticked: that half is not sure. */
	readonly untold?: {readonly group: string; readonly points: PerThreat};
	/** The answer that "not sure" stands for where a rule names a condition; absent where none does. */
	readonly unsureAs?: string;
	/** Not asked, with the answer taken instead. */
	readonly skip?: (answers: Answers) => string | undefined;
	/** What is asked instead where other answers leave only a part of it open: some of the options, in words of their own. */
	readonly part?: (answers: Answers) => Pick<Question, 'text' | 'short' | 'options'> | undefined;
	/** What the snapshot suggests. */
	readonly prefill?: (snapshot: Snapshot) => GivenProposal | undefined;
};
export type Option = {
	readonly value: string;
	/** The whole answer as a sentence. */
	readonly says: string;
	/** One to three words for a line. */
	readonly short: string;
	readonly points: PerThreat;
	/** "you run internet-facing apps": the first half of a reason. */
	readonly phrase?: string;
	/** Where several may be ticked: options of one group exclude each other; `alone` excludes every other. */
	readonly group?: string;
};
/** `value` absent: only hints, the question stays open. */
export type GivenProposal = {
	readonly value?: string;
	readonly basis: 'read' | 'concluded' | 'assumed';
	readonly evidence: readonly {readonly text: string}[];
};
