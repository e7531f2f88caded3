import assert from 'node:assert/strict';
import {parseAllDocuments} from 'yaml';
import {targetOf} from '../../../source/change/target.js';
import {listPath} from '../../../source/cluster/paths.js';
import type {JsonObject, Manifest} from '../../../source/model/index.js';
import {readerRole} from '../../../source/report/role.js';
import {clusterRoleBinding, namespace, roleBinding, user} from '../../helpers/manifests.js';

/** Who the test cluster knows: the administrator, the published reader role, and the owner of one namespace. */
export type Role = 'admin' | 'reader' | 'tenant';
export const roles: Record<Role, {readonly user: string; readonly groups: readonly string[]}> = {
	admin: {user: 'test-admin', groups: ['system:masters']},
	reader: {user: 'test-reader', groups: []},
	tenant: {user: 'test-tenant', groups: []},
};
/** The one namespace of the tenant, and what it may do there. */
export type Tenancy = {readonly namespace: string; readonly role: 'admin' | 'edit'};
export const ownNamespace: Tenancy = {namespace: 'tenant', role: 'admin'};

/** What `castellan role` prints, bound to the reader, and the rights of the tenant; in the order in which they are created. */
export function roleObjects(tenancy: Tenancy): readonly Manifest[] {
	const published = parseAllDocuments(readerRole()).map(document => document.toJS() as Manifest);
	const reader = [user(roles.reader.user)];
	const bindings = published.map(({kind, metadata: {name, namespace: where}}) =>
		where === undefined
			? clusterRoleBinding(roles.reader.user, reader, name)
			: withRoleOf(kind, roleBinding(roles.reader.user, reader, name, {namespace: where})),
	);
	const tenant = roleBinding(roles.tenant.user, [user(roles.tenant.user)], tenancy.role, {namespace: tenancy.namespace});
	return [namespace(tenancy.namespace), ...published, ...bindings, tenant];
}

function withRoleOf(kind: string, binding: Manifest): Manifest {
	return {...binding, roleRef: {...(binding['roleRef'] as JsonObject), kind}};
}

/** Path of the list that an object is created in. */
export function pathOf(object: Manifest): string {
	const target = targetOf(object);
	assert.ok(target, `unknown kind ${object.kind}`);
	return listPath(target);
}
