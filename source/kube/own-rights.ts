import type {Change, ResourceName, Snapshot} from '../model/index.js';
import {own} from '../model/index.js';
import {qualified, resourceInfo} from './resources.js';

/** A right that some fix asks for. */
export type WriteRight = {readonly verb: Change['action']; readonly group: string; readonly plural: string; readonly namespaced: boolean};

const kinds: Readonly<Record<Change['action'], readonly ResourceName[]>> = {
	patch: [
		'deployments',
		'statefulSets',
		'daemonSets',
		'replicaSets',
		'replicationControllers',
		'cronJobs',
		'services',
		'serviceAccounts',
		'namespaces',
		'roles',
		'roleBindings',
		'clusterRoles',
		'clusterRoleBindings',
	],
	create: [
		'networkPolicies',
		'resourceQuotas',
		'limitRanges',
		'serviceAccounts',
		'roles',
		'roleBindings',
		'clusterRoleBindings',
		'validatingAdmissionPolicies',
		'validatingAdmissionPolicyBindings',
	],
	delete: ['roleBindings', 'clusterRoleBindings'],
};

/** Everything that fixes may ask for. */
export const writeRights: readonly WriteRight[] = (['patch', 'create', 'delete'] as const).flatMap(verb =>
	kinds[verb].map(name => {
		const {group, plural, namespaced} = resourceInfo(name);
		return {verb, group, plural, namespaced};
	}),
);

/** "patch deployments.apps". */
export function rightSays(right: Pick<WriteRight, 'verb' | 'group' | 'plural'>): string {
	return `${right.verb} ${qualified(right)}`;
}

/** The right that this account lacks for one of these changes; undefined where it has them, or where the server did not say. */
export function lackingFor({facts: {rights}}: Snapshot, changes: readonly Change[]): string | undefined {
	if (!rights) return undefined;
	for (const {action, target} of changes) {
		const {group, plural, namespace} = target;
		const asked = writeRights.find(one => one.verb === action && one.group === group && one.plural === plural);
		if (!asked) continue;
		const says = rightSays(asked);
		if (rights.everywhere.includes(says) || rights.unsure.includes(says)) continue;
		if (!asked.namespaced || namespace === undefined) return says;
		const here = own(rights.inNamespace, namespace);
		if (here && !here.includes(says)) return `${says} in ${namespace}`;
	}
	return undefined;
}

/** Whether this account may change anything at all that a fix changes; undefined where the server did not say. */
export function mayWrite({facts: {rights}}: Snapshot): boolean | undefined {
	if (!rights) return undefined;
	if (rights.everywhere.length > 0 || Object.values(rights.inNamespace).some(list => list.length > 0)) return true;
	return rights.whole ? false : undefined;
}
