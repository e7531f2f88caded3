import type {Snapshot} from '../model/index.js';
import type {Account} from './account-rights.js';
import type {Workload} from './workloads.js';

/** The service account that a workload's pods run as. */
export function accountOf({subject, podSpec}: Workload): Account {
	return {kind: 'ServiceAccount', namespace: subject.namespace ?? '', name: podSpec.serviceAccountName ?? 'default'};
}

const known = new WeakMap<Snapshot, ReadonlyMap<string, boolean>>();

/** What each service account says about its token, where it says anything. */
function saidByAccounts(snapshot: Snapshot): ReadonlyMap<string, boolean> {
	const before = known.get(snapshot);
	if (before) return before;
	const said = new Map<string, boolean>();
	for (const {metadata, automountServiceAccountToken} of snapshot.items.serviceAccounts ?? []) {
		if (automountServiceAccountToken !== undefined) said.set(`${metadata.namespace ?? ''}/${metadata.name}`, automountServiceAccountToken);
	}
	known.set(snapshot, said);
	return said;
}

/** Whether the pods of a workload get a token for the API: the pod's word, else its account's, else yes. */
export function hasToken(snapshot: Snapshot, workload: Workload): boolean {
	const {podSpec, list} = workload;
	if (podSpec.automountServiceAccountToken !== undefined) return podSpec.automountServiceAccountToken;
	// A pod that runs shows what it was given when it started, whatever its account says now.
	if (list === 'pods' && (podSpec.volumes ?? []).some(({name, kind}) => kind === 'projected' && name.startsWith('kube-api-access-')))
		return true;
	const {namespace, name} = accountOf(workload);
	return saidByAccounts(snapshot).get(`${namespace}/${name}`) ?? true;
}

/** A token of its account that a workload mounts by a volume of its own. */
export function projectsToken({podSpec}: Workload): boolean {
	return (podSpec.volumes ?? []).some(
		({name, sources}) => sources?.includes('serviceAccountToken') && !name.startsWith('kube-api-access-'),
	);
}
