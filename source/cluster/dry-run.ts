import type {Connection} from './connect.js';
import {fieldManager, send, type Write, type Written} from './sending.js';

/** Asks the server what a write would do. Nothing is stored: there is no way to leave `dryRun` out. */
export async function dryRun(connection: Connection, wanted: Write): Promise<Written> {
	if (wanted.method !== 'DELETE') return send(connection, wanted, {fieldManager, fieldValidation: 'Strict', dryRun: 'All'});
	// The API server does not look at the query of a deletion that has a body: said in the query alone, the object would be gone.
	const body = {...wanted.body, apiVersion: 'v1', kind: 'DeleteOptions', dryRun: ['All']};
	return send(connection, {...wanted, body}, {dryRun: 'All'});
}
