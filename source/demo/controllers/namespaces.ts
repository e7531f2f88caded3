import type {ApiObject} from '../api-object.js';
import {serviceAccounts, type World} from '../world.js';
import {createObject} from './replicas.js';

/** What every namespace gets: its default account and the certificate authority. */
export function furnishNamespace(world: World, {metadata: {name}}: ApiObject): boolean {
	const {store} = world;
	if (!store.get(serviceAccounts, name, 'default'))
		createObject(world, '', 'serviceaccounts', name, {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'default'}});
	if (!store.get({group: '', plural: 'configmaps'}, name, 'kube-root-ca.crt'))
		createObject(world, '', 'configmaps', name, {
			apiVersion: 'v1',
			kind: 'ConfigMap',
			metadata: {name: 'kube-root-ca.crt'},
			data: {'ca.crt': 'the demo speaks no TLS'},
		});
	return false;
}
