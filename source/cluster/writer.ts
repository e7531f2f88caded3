import type {Connection} from './connect.js';
import {fieldManager, send, type Write, type Written} from './sending.js';

/** Changes the cluster. Imported by `apply` and `undo` only. */
export async function write(connection: Connection, wanted: Write): Promise<Written> {
	return send(connection, wanted, wanted.method === 'DELETE' ? {} : {fieldManager, fieldValidation: 'Strict'});
}
