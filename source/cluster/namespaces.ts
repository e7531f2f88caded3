import {project} from '../kube/keep/index.js';
import {resourceInfo} from '../kube/resources.js';
import {Failure, type Gap, visible} from '../model/index.js';
import type {Connection} from './connect.js';
import type {Served} from './discover.js';
import {shortened} from './failures.js';
import type {Gathering} from './gathering.js';
import {type Listed, type ListOptions, readList} from './lists.js';

/** All namespaces, or the ones that were named: each is then read by itself. */
export async function readNamespaces(
	connection: Connection,
	into: Gathering,
	only: readonly string[] | undefined,
	options: ListOptions,
): Promise<void> {
	const info = resourceInfo('namespaces');
	const served: Served = {info, version: 'v1', plural: info.plural, kind: info.kind};
	if (!only) return into.listed('namespaces', [{served, list: await readList(connection.reader, served, options)}]);
	const lists = await Promise.all(
		only.map(async namespace => ({served, namespace, list: await readOne(connection, namespace, options.signal)})),
	);
	into.listed('namespaces', lists);
}

async function readOne({reader}: Connection, namespace: string, signal?: AbortSignal): Promise<Listed<'namespaces'>> {
	const empty = (reason: Gap['reason'], detail: string): Listed<'namespaces'> => ({items: [], reason, detail: shortened(detail)});
	try {
		const {status, body, message} = await reader.json(`/api/v1/namespaces/${encodeURIComponent(namespace)}`, signal && {signal});
		if (status !== 200)
			return empty(status === 403 ? 'forbidden' : status === 404 ? 'absent' : 'error', message || `the server answered ${status}`);
		const kept = project('namespaces', body);
		return {items: kept ? [kept] : [], detail: visible('')};
	} catch (error) {
		if (signal?.aborted) return empty('stopped', 'stopped');
		if (error instanceof Failure) return empty('error', error.message);
		throw error;
	}
}
