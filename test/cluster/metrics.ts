import assert from 'node:assert/strict';
import {test} from 'node:test';
import {read} from './local/collected.js';

test('the API server metrics are reduced to the few numbers that rules read', async () => {
	const lines = [
		'# HELP apiserver_audit_event_total x',
		'apiserver_audit_event_total 12',
		'apiserver_audit_level_total{level="Metadata"} 5',
		'apiserver_audit_level_total{level="None"} 7e1',
		'apiserver_authorization_decisions_total{decision="allowed",name="rbac",type="RBAC"} 3',
		'apiserver_authorization_decisions_total{decision="denied",name="rbac",type="RBAC"} 4',
		'apiserver_request_total{user="CANARY"} 1',
		...[
			['to_storage', 'secrets', 'k8s:enc:aescbc:v1:', 'OK'],
			['to_storage', 'secrets', 'CANARY-key:', 'OK'],
			['to_storage', 'secrets', '', 'OK'],
			['to_storage', 'secrets', 'k8s:enc:kms:v2:CANARY:', 'OK'],
			['to_storage', 'secrets', 'k8s:enc:secretbox:v1:', 'Internal'],
			['to_storage', 'configmaps', 'k8s:enc:aesgcm:v1:', 'OK'],
			['from_storage', 'secrets', 'k8s:enc:kms:v1:a:', 'OK'],
		].map(
			([type, resource, prefix, status]) =>
				`apiserver_storage_transformation_operations_total{resource="${resource}",status="${status}",transformation_type="${type}",transformer_prefix="${prefix}"} 2`,
		),
	];
	const {facts} = await read({'/metrics': (_, response) => void response.end(lines.join('\n'))});
	assert.deepEqual(facts.metrics, {
		auditEvents: 12,
		auditLevels: {Metadata: 5, None: 70},
		authorizers: {RBAC: 7},
		secretsEncryptedBy: {aescbc: 2, identity: 2, 'kms-v2': 2},
	});
});
