import type {GivenProposal, ResourceName, Snapshot} from '../model/index.js';

/** How much of these lists was read; `nothing` where one of them was not read at all. What is there in a part stands, what is not may lie in the rest. */
export function extentOf({read}: Snapshot, ...lists: readonly ResourceName[]): 'whole' | 'part' | 'nothing' {
	if (lists.some(name => read[name] === undefined)) return 'nothing';
	return lists.every(name => read[name] === 'complete') ? 'whole' : 'part';
}

/** What was seen of a part, without an answer. */
export function hintsOfPart(evidence: GivenProposal['evidence']): GivenProposal {
	return {basis: 'read', evidence: [...evidence, {text: 'the rest was not read'}]};
}
