import type {Snapshot} from '../model/index.js';
import {type Account, heldBy} from './account-rights.js';
import {accountOf} from './api-tokens.js';
import {identityMarks} from './cloud-access.js';
import {standingOf} from './platform-workloads.js';
import {bearerKey} from './rbac.js';
import {workloads} from './workloads.js';

/** A service account that names itself, how many unrelated apps run as it, and what it brings them. */
export type SharedAccount = Account & {readonly apps: number; readonly powers: readonly string[]};

export function sharedAccounts(snapshot: Snapshot): readonly SharedAccount[] {
	const apps = new Map<string, Set<string>>();
	for (const workload of workloads(snapshot)) {
		if (standingOf(workload, snapshot).is !== 'judged' || accountOf(workload).name === 'default') continue;
		const key = bearerKey(accountOf(workload));
		const labels = {...workload.podMetadata.labels, ...workload.metadata.labels};
		const {kind, name} = workload.subject;
		const app = labels['app.kubernetes.io/instance'] ?? labels['app.kubernetes.io/part-of'] ?? `${kind} ${name}`;
		apps.set(key, (apps.get(key) ?? new Set()).add(app));
	}
	return (snapshot.items.serviceAccounts ?? []).flatMap(({metadata: {name, namespace = '', annotations = {}}}): SharedAccount[] => {
		const account = {kind: 'ServiceAccount', namespace, name} as const;
		const count = apps.get(bearerKey(account))?.size ?? 0;
		if (count === 0) return [];
		const powers = [
			...(heldBy(snapshot, account).some(({own}) => own) ? ['rights'] : []),
			...(identityMarks.some(key => annotations[key] !== undefined) ? ['an identity in a cloud'] : []),
		];
		return [{...account, apps: count, powers}];
	});
}
