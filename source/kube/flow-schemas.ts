import type {FlowSchema, RbacSubject, Snapshot} from '../model/index.js';
import {namespaceKind} from './namespaces.js';

/** Everybody, whom the server's own schema lets pass to /healthz. */
const everybody = new Set(['system:authenticated', 'system:unauthenticated', '*']);

function ofSystem({kind, name, namespace}: RbacSubject, snapshot: Snapshot): boolean {
	if (kind === 'ServiceAccount') return namespace !== undefined && namespaceKind(namespace, snapshot) !== 'application';
	return name.startsWith('system:') && !everybody.has(name) && !name.startsWith('system:serviceaccounts');
}

/** Those who pass every limit on requests beside the system itself. */
export function unlimitedBeside({priorityLevel, forObjects, subjects}: FlowSchema, snapshot: Snapshot): readonly RbacSubject[] {
	return priorityLevel === 'exempt' && forObjects ? subjects.filter(subject => !ofSystem(subject, snapshot)) : [];
}

/** Schemas that let somebody beside the system send as many requests as they like. */
export function unlimitedSchemas(snapshot: Snapshot): readonly {readonly name: string; readonly who: readonly RbacSubject[]}[] {
	return (snapshot.items.flowSchemas ?? [])
		.map(schema => ({name: schema.metadata.name, who: unlimitedBeside(schema, snapshot)}))
		.filter(({who}) => who.length > 0);
}
