import type {Connection} from './connect.js';
import {fieldManager, send, type Write, type Written} from './sending.js';

/** Asks the server what a write would do. Nothing is stored: there is no way to leave `dryRun` out. */
export async function dryRun(connection: Connection, wanted: Write): Promise<Written> {
	const query: Record<string, string> = wanted.method === 'DELETE' ? {} : {fieldManager, fieldValidation: 'Strict'};
	return send(connection, wanted, {...query, dryRun: 'All'});
}
