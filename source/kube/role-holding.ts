import type {Role, Snapshot} from '../model/index.js';
import {bearerName, collectors, providerReason} from './rbac.js';
import {bindingsOfRole} from './right-remedy.js';

/** Who holds a role. `provider`: every one of them is a part of a platform. */
export type Holding = {readonly names: readonly string[]; readonly accountsOnly: boolean; readonly provider?: string};

/** By bindings of its own or of roles that collect it. */
export function holdingOf(snapshot: Snapshot, role: Role): Holding {
	const {clusterRoles = []} = snapshot.items;
	const roles = role.metadata.namespace === undefined ? [role, ...collectors(role, clusterRoles)] : [role];
	const holders = roles
		.flatMap(one => bindingsOfRole(snapshot, one))
		.flatMap(({binding, bearers}) => bearers.map(bearer => ({bearer, reason: providerReason(binding, bearer)})));
	const names = [...new Set(holders.map(({bearer}) => bearerName(bearer)))].sort();
	const provider = holders.length > 0 && holders.every(({reason}) => reason !== undefined) ? holders[0]?.reason : undefined;
	return {names, accountsOnly: holders.every(({bearer}) => bearer.kind === 'ServiceAccount'), ...(provider !== undefined && {provider})};
}
