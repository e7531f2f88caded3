import {after} from 'node:test';
import {type Connection, type ConnectOptions, connectionTo} from '../../../source/cluster/connect.js';
import type {ClusterEntry, UserEntry} from '../../../source/cluster/kubeconfig-entries.js';

export const token: UserEntry = {name: 'tester', token: 'secret-token'};

/** A connection to a server of this test, as somebody with a token; it never waits between tries. */
export async function connected(
	server: string,
	{cluster, user = token, ...options}: ConnectOptions & {readonly cluster?: Partial<ClusterEntry>; readonly user?: UserEntry} = {},
): Promise<Connection> {
	const connection = await connectionTo(
		{
			context: {name: 'test', cluster: 'test', user: user.name},
			cluster: {name: 'test', server, insecure: false, compressed: true, ...cluster},
			user,
		},
		{env: {}, sleep: async (_, signal) => signal?.throwIfAborted(), ...options},
	);
	after(connection.close);
	return connection;
}
