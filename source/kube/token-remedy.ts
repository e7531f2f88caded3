import type {Finding, Given, Guide, Remediation, Snapshot} from '../model/index.js';
import {patchPodSpec} from './pod-patch.js';
import {subjectKey} from './workloads.js';

/** The API token of a workload taken away. */
export function withoutToken(finding: Finding, snapshot: Snapshot): Remediation {
	return patchPodSpec(finding, snapshot, () => ({automountServiceAccountToken: false}));
}

export type TokenQuestion = {
	readonly proposal: 'yes' | 'no';
	/** What comes of a yes: "it keeps its token". */
	readonly keeps: string;
	/** What to do where it does. */
	readonly guide: Guide;
};

/** The token taken away where a person says that the workload does not call the API; the question until one says. */
export function askedForToken(finding: Finding, patch: Remediation, given: Given, {proposal, keeps, guide}: TokenQuestion): Remediation {
	const id = `${subjectKey(finding.subject)}/token`;
	if (given[id] === 'no') return patch;
	if (given[id] === 'yes') return {guide, refused: 'it needs its token: narrow the rights of its account instead'};
	return {
		asks: [
			{
				id,
				question: `Does ${finding.subject.name} call the Kubernetes API?`,
				kind: 'role',
				proposal,
				options: [
					{value: 'no', says: 'no: take its token away'},
					{value: 'yes', says: `yes: ${keeps}`},
				],
				seen: {text: finding.message},
			},
		],
		snippet: 'automountServiceAccountToken: false\n',
	};
}
