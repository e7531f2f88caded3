import {perSnapshot} from '../kube/per-snapshot.js';
import type {Answers, GivenAnswer, GivenProposal, QuestionId, Snapshot} from '../model/index.js';
import {questions} from './questions.js';

/** What the cluster says about the threat model: answers with their evidence, and hints for those that stay open. */
export type Prefill = {
	readonly answers: Answers;
	/** Evidence without an answer. */
	readonly hints: Readonly<Partial<Record<QuestionId, readonly {readonly text: string}[]>>>;
};

/** Asked with every changed answer: a large cluster is looked through once. */
const proposals = perSnapshot(
	(snapshot): ReadonlyMap<QuestionId, GivenProposal | undefined> => new Map(questions.map(({id, prefill}) => [id, prefill?.(snapshot)])),
);

/** `given` (a person's own answers) is never overwritten, and later questions are skipped by it. */
export function prefilled(snapshot: Snapshot, given: Answers = {}): Prefill {
	const answers: Partial<Record<QuestionId, GivenAnswer>> = {...given};
	const hints: Partial<Record<QuestionId, readonly {readonly text: string}[]>> = {};
	const proposed = proposals(snapshot);
	for (const question of questions) {
		if (answers[question.id]) continue;
		const skipped = question.skip?.(answers);
		if (skipped !== undefined) {
			answers[question.id] = {value: skipped, basis: 'concluded', evidence: [{text: 'follows from the other answers'}]};
			continue;
		}
		const proposal = proposed.get(question.id);
		if (!proposal) continue;
		if (proposal.value === undefined) hints[question.id] = proposal.evidence;
		else answers[question.id] = {value: proposal.value, basis: proposal.basis, evidence: proposal.evidence};
	}
	return {answers, hints};
}
