import {cloudAccess} from '../../kube/cloud-access.js';
import type {Workload} from '../../kube/workloads.js';
import {counted, type GivenProposal, type Question, type Snapshot} from '../../model/index.js';
import {extentOf, hintsOfPart} from '../in-part.js';
import {points} from '../points.js';

const nameOf = ({subject}: Workload) => `${subject.namespace ?? ''}/${subject.name}`;

function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const extent = extentOf(snapshot, 'serviceAccounts', 'pods');
	if (extent === 'nothing') return undefined;
	const isWhole = extent === 'whole' && snapshot.read.nodes === 'complete';
	const {cloud, accounts, keys, brokers, users: without} = cloudAccess(snapshot);
	// Where something gives out identities that cannot be seen, nobody is known to go through the machine.
	const users = brokers.length > 0 ? [] : without;
	const values = [...(accounts > 0 ? ['workload'] : []), ...(users.length > 0 ? ['node'] : []), ...(keys.length > 0 ? ['static'] : [])];
	if (values.length === 0 && !isWhole) return undefined;
	if (values.length === 0)
		return cloud === undefined
			? {value: 'none', basis: 'concluded', evidence: [{text: 'no node belongs to a cloud, and no cloud account or key was seen'}]}
			: {
					basis: 'read',
					evidence: [{text: `the nodes belong to ${cloud}; ${brokers[0] ?? 'no pod with an account or key of its own was seen'}`}],
				};
	const seen = [
		...(accounts > 0 ? [`${counted(accounts, 'service account')} with a cloud identity`] : []),
		...(users.length > 0 ? [`${users.slice(0, 2).map(nameOf).join(', ')} without an identity of their own`] : []),
		...(keys.length > 0 ? [`keys in the environment of ${keys.slice(0, 2).map(nameOf).join(', ')}`] : []),
	];
	const evidence = [{text: seen.join('; ')}];
	if (!isWhole && keys.length === 0 && users.length === 0) return hintsOfPart(evidence);
	return {value: values.join('+'), basis: values.includes('node') ? 'concluded' : 'read', evidence};
}

export default {
	id: 'cloud-api',
	code: 'Q5',
	text: "How do your containers get at your cloud provider's services?",
	short: 'How do pods reach the cloud?',
	why: 'A hijacked container then becomes a hijacked cloud account.',
	options: [
		{value: 'none', says: 'they do not', short: 'not at all', points: points(0, 0, 0), group: 'alone'},
		{value: 'workload', says: 'each with its own short-lived identity', short: 'own identity', points: points(0, 1, 0)},
		{
			value: 'node',
			says: 'with the rights of the machine they run on',
			short: 'through the node',
			points: points(0, 3, 0),
			phrase: "your pods use the machine's cloud rights",
		},
		{
			value: 'static',
			says: 'with access keys that are stored in the cluster',
			short: 'stored keys',
			points: points(0, 2, 1),
			phrase: 'access keys of your cloud lie in the cluster',
		},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 2, 0), group: 'alone'},
	],
	several: 'largest',
	prefill,
} satisfies Question;
