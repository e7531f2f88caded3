import {people} from '../../kube/people.js';
import {counted, type GivenProposal, type Question, type Snapshot} from '../../model/index.js';
import {points} from '../points.js';

function prefill(snapshot: Snapshot): GivenProposal | undefined {
	if (
		snapshot.read.clusterRoleBindings !== 'complete' ||
		snapshot.read.roleBindings !== 'complete' ||
		snapshot.read.clusterRoles !== 'complete'
	)
		return undefined;
	const {users, groups, administrators} = people(snapshot);
	const all = users.length + groups.length;
	if (all === 0) return undefined;
	const limited = all - administrators.length;
	const evidence = [
		{
			text: `of ${counted(all, 'user or group', 'users and groups')} in bindings, ${administrators.length} may do everything and ${limited} ${limited === 1 ? 'is' : 'are'} limited`,
		},
	];
	return {value: limited === 0 ? 'alladmin' : limited > administrators.length ? 'limited' : 'mixed', basis: 'concluded', evidence};
}

export default {
	id: 'limited-users',
	code: 'Q7',
	text: 'Are people meant to have different rights here?',
	short: 'Different rights for people?',
	why: 'Limits matter only if they hold; if everyone is administrator, each lost login is total loss.',
	options: [
		{
			value: 'limited',
			says: 'yes, most must stay within limits',
			short: 'most limited',
			points: points(0, 0, 4),
			phrase: 'most users must stay within limits',
		},
		{value: 'mixed', says: 'a few must', short: 'a few limited', points: points(0, 0, 2)},
		{value: 'alladmin', says: 'no, everyone is administrator', short: 'all admins', points: points(0, 0, 1)},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 0, 3)},
	],
	prefill,
} satisfies Question;
