import type {Answers, GivenAnswer, QuestionId, Snapshot} from '../model/index.js';
import {questions} from './questions.js';

/** What the cluster says about the threat model: answers with their evidence, and hints for those that stay open. */
export type Prefill = {
	readonly answers: Answers;
	/** Evidence without an answer. */
	readonly hints: Readonly<Partial<Record<QuestionId, readonly {readonly text: string}[]>>>;
};

/** `given` (a person's own answers) is never overwritten, and later questions may depend on it. */
export function prefilled(snapshot: Snapshot, given: Answers = {}): Prefill {
	const answers: Partial<Record<QuestionId, GivenAnswer>> = {...given};
	const hints: Partial<Record<QuestionId, readonly {readonly text: string}[]>> = {};
	for (const question of questions) {
		if (answers[question.id]) continue;
		const skipped = question.skip?.(answers);
		if (skipped !== undefined) {
			answers[question.id] = {value: skipped, basis: 'concluded', evidence: [{text: 'follows from the other answers'}]};
			continue;
		}
		const proposal = question.prefill?.(snapshot, answers);
		if (!proposal) continue;
		if (proposal.value === undefined) hints[question.id] = proposal.evidence;
		else answers[question.id] = {value: proposal.value, basis: proposal.basis, evidence: proposal.evidence};
	}
	return {answers, hints};
}
