import type {Snapshot} from '../model/index.js';
import type {Account} from './account-rights.js';
import {perSnapshot} from './per-snapshot.js';
import {isTokenVolume} from './token-volume.js';
import type {Workload} from './workloads.js';

/** The service account that a workload's pods run as. */
export function accountOf({subject, podSpec}: Workload): Account {
	return {kind: 'ServiceAccount', namespace: subject.namespace ?? '', name: podSpec.serviceAccountName ?? 'default'};
}

/** What each service account says about its token, where it says anything. */
const saidByAccounts = perSnapshot((snapshot): ReadonlyMap<string, boolean> => {
	const said = new Map<string, boolean>();
	for (const {metadata, automountServiceAccountToken} of snapshot.items.serviceAccounts ?? []) {
		if (automountServiceAccountToken !== undefined) said.set(`${metadata.namespace ?? ''}/${metadata.name}`, automountServiceAccountToken);
	}
	return said;
});

/** Whether the pods of a workload get a token for the API: the pod's word, else its account's, else yes. */
export function hasToken(snapshot: Snapshot, workload: Workload): boolean {
	const {podSpec, list} = workload;
	if (podSpec.automountServiceAccountToken !== undefined) return podSpec.automountServiceAccountToken;
	// A pod that runs shows what it was given when it started, whatever its account says now.
	if (list === 'pods' && (podSpec.volumes ?? []).some(({name, kind}) => kind === 'projected' && isTokenVolume(name))) return true;
	const {namespace, name} = accountOf(workload);
	return saidByAccounts(snapshot).get(`${namespace}/${name}`) ?? true;
}

/** A token of its account that a workload mounts by a volume of its own. */
export function projectsToken({podSpec}: Workload): boolean {
	return (podSpec.volumes ?? []).some(({name, sources}) => sources?.includes('serviceAccountToken') && !isTokenVolume(name));
}
