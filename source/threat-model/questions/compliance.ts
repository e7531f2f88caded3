import {containersOf} from '../../kube/containers.js';
import {repositoryOf} from '../../kube/images.js';
import {workloads} from '../../kube/workloads.js';
import type {GivenProposal, Question, Snapshot} from '../../model/index.js';
import {points} from '../points.js';

const reporters: readonly (readonly [group: string, says: string])[] = [
	['compliance.openshift.io', 'the compliance operator of OpenShift is installed'],
	['aquasecurity.github.io', 'the operator of Trivy is installed, which can report compliance'],
];

function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const benched = workloads(snapshot).find(({podSpec}) =>
		containersOf(podSpec).some(({container}) => /(^|\/)kube-bench$/.test(repositoryOf(container.image ?? ''))),
	);
	const evidence = [
		...reporters.filter(([group]) => snapshot.facts.groups?.includes(group)).map(([, text]) => ({text})),
		...(benched
			? [{text: `${benched.subject.namespace ?? ''}/${benched.subject.name} runs kube-bench, which checks the CIS Benchmark`}]
			: []),
	];
	return evidence.length > 0 ? {basis: 'read', evidence} : undefined;
}

export default {
	id: 'compliance',
	code: 'Q16',
	text: 'Do you have to show compliance with something?',
	short: 'Compliance to show?',
	why: 'Controls that a standard asks for gain a little; no attacker cares.',
	options: [
		{value: 'none', says: 'no', short: 'none', points: points(0, 0, 0), group: 'alone'},
		{value: 'cis', says: 'CIS Benchmark', short: 'CIS Benchmark', points: points(0, 0, 0)},
		{value: 'nsa', says: 'NSA/CISA', short: 'NSA/CISA', points: points(0, 0, 0)},
		{value: 'pci', says: 'PCI DSS', short: 'PCI DSS', points: points(0, 0, 0)},
		{value: 'soc2', says: 'SOC 2', short: 'SOC 2', points: points(0, 0, 0)},
		{value: 'hipaa', says: 'HIPAA', short: 'HIPAA', points: points(0, 0, 0)},
		{value: 'iso27001', says: 'ISO 27001', short: 'ISO 27001', points: points(0, 0, 0)},
		{value: 'stig', says: 'STIG', short: 'STIG', points: points(0, 0, 0)},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 0, 0), group: 'alone'},
	],
	several: 'sum',
	prefill,
} satisfies Question;
