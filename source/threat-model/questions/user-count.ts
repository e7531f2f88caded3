import {people, tokenHolders} from '../../kube/people.js';
import {counted, type GivenProposal, type Question, type Snapshot} from '../../model/index.js';
import {extentOf, hintsOfPart} from '../in-part.js';
import {points} from '../points.js';

/** OpenShift keeps users of its own, which this account may not list. */
const isHidden = ({read, facts}: Snapshot) => read.openshiftUsers !== 'complete' && facts.groups?.includes('user.openshift.io') === true;

function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const extent = extentOf(snapshot, 'roleBindings');
	if (extent === 'nothing') return undefined;
	const {users, groups} = people(snapshot);
	const programs = tokenHolders(snapshot);
	const mapped = snapshot.facts.settings?.['kube-system/aws-auth'];
	const [awsUsers, awsRoles] = [Number(mapped?.['users'] ?? 0), Number(mapped?.['roles'] ?? 0)];
	const accounts = snapshot.items.openshiftUsers?.length ?? 0;
	const evidence = [
		{
			text: `bindings name ${counted(users.length, 'user')} and ${counted(groups.length, 'group')}${groups.length > 0 ? '; how many people a group holds cannot be seen' : ''}`,
		},
		...(programs.length > 0
			? [{text: `${counted(programs.length, 'service account holds', 'service accounts hold')} a token in a Secret`}]
			: []),
		...(awsUsers + awsRoles > 0 ? [{text: `aws-auth lets ${counted(awsUsers, 'user')} and ${counted(awsRoles, 'role')} of AWS in`}] : []),
		...(accounts > 0 ? [{text: `OpenShift knows ${counted(accounts, 'user')}`}] : []),
	];
	const elsewhere = {text: 'logins that a cloud provider keeps (access entries, IAM) are not counted'};
	// OpenShift knows the users that bindings name, too: the larger number counts.
	const count = Math.max(users.length, accounts) + groups.length + programs.length + awsUsers + awsRoles;
	const value = count > 25 ? 'many' : count > 5 || groups.length + awsRoles > 0 ? 'some' : 'few';
	const isWhole = extent === 'whole' && snapshot.read.clusterRoleBindings === 'complete' && !isHidden(snapshot);
	return isWhole || value === 'many' ? {value, basis: 'concluded', evidence: [...evidence, elsewhere]} : hintsOfPart(evidence);
}

export default {
	id: 'user-count',
	code: 'Q6',
	text: 'How many people and outside programs can log in to the API of the cluster?',
	short: 'How many can log in?',
	why: 'Every login can be lost, phished, or kept by somebody who left.',
	options: [
		{value: 'few', says: 'up to 5', short: 'up to 5', points: points(0, 0, 0)},
		{value: 'some', says: '6 to 25', short: '6 to 25', points: points(0, 0, 2)},
		{value: 'many', says: 'more than 25', short: 'over 25', points: points(0, 0, 4), phrase: 'many people can log in'},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 0, 3)},
	],
	prefill,
} satisfies Question;
