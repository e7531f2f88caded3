import type {Safe, Target} from '../model/index.js';
import {visible} from '../model/index.js';
import type {Connection} from './connect.js';
import {listPath, objectPath} from './paths.js';
import {warningsSince} from './roll-out.js';

type Data = Readonly<Record<string, unknown>>;
const inner = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? (value as Data)[key] : undefined);

/** What speaks against a change after its roll-out: restarts of its new pods, and warning events, in the cluster's own words. */
export async function troubleSince(connection: Connection, target: Target, since: Date, signal?: AbortSignal): Promise<Safe[]> {
	const [events, restarts] = await Promise.all([
		warningsSince(connection, target, since, signal),
		restartsSince(connection, target, since, signal),
	]);
	return [...(restarts > 0 ? [visible(`its new pods restarted ${restarts === 1 ? 'once' : `${restarts} times`}`)] : []), ...events];
}

async function restartsSince(connection: Connection, target: Target, since: Date, signal?: AbortSignal): Promise<number> {
	if (target.namespace === undefined) return 0;
	const options = signal ? {signal} : {};
	const {status, body} = await connection.reader.json(objectPath(target), options);
	const labels = inner(inner(inner(body, 'spec'), 'selector'), 'matchLabels');
	if (status !== 200 || typeof labels !== 'object' || labels === null) return 0;
	const selector = Object.entries(labels)
		.map(([key, value]) => `${key}=${String(value)}`)
		.join(',');
	const pods = listPath({group: '', version: 'v1', kind: 'Pod', plural: 'pods', namespace: target.namespace, name: ''});
	const found = await connection.reader.json(`${pods}?labelSelector=${encodeURIComponent(selector)}&limit=500`, options);
	const items = inner(found.body, 'items');
	if (found.status !== 200 || !Array.isArray(items)) return 0;
	const counts = (items as unknown[]).flatMap(pod => {
		const created = inner(inner(pod, 'metadata'), 'creationTimestamp');
		const statuses = inner(inner(pod, 'status'), 'containerStatuses');
		if (typeof created !== 'string' || Date.parse(created) < since.getTime() - 2000 || !Array.isArray(statuses)) return [];
		return (statuses as unknown[]).map(one => inner(one, 'restartCount'));
	});
	return counts.reduce<number>((sum, count) => sum + (typeof count === 'number' ? count : 0), 0);
}
