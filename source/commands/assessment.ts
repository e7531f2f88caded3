import {assess, type Context} from '../assess/assess.js';
import {ranked} from '../assess/rank.js';
import {controls} from '../catalogue/index.js';
import {developmentNamespaces} from '../kube/namespaces.js';
import type {Answers, Attestation, Ranked, Snapshot, ThreatModel, Verdict, Waiver} from '../model/index.js';
import {prefilled} from '../threat-model/prefill.js';
import {threatModel} from '../threat-model/threat-model.js';

export type Assessed = {readonly model: ThreatModel; readonly verdicts: readonly Verdict[]; readonly ranked: readonly Ranked[]};
export type Known = {readonly attestations?: Readonly<Record<string, Attestation>>; readonly waivers?: readonly Waiver[]};

/** Judges a snapshot by these answers. Nothing is read again when an answer changes. */
export function assessed(snapshot: Snapshot, answers: Answers, {attestations, waivers}: Known = {}): Assessed {
	const model = threatModel(answers);
	const context: Context = {model, today: snapshot.takenAt, ...(attestations && {attestations}), ...(waivers && {waivers})};
	const verdicts = assess(controls, snapshot, context);
	return {model, verdicts, ranked: ranked(verdicts, model, {developmentNamespaces: developmentNamespaces(snapshot)})};
}

/** Without a person: what the cluster suggests counts as confirmed, the rest as not sure. */
export function assessedAlone(snapshot: Snapshot, given: Answers = {}, known: Known = {}): Assessed {
	return assessed(snapshot, prefilled(snapshot, given).answers, known);
}
