import type {PolicyRule} from '../../model/index.js';
import {rightsSay, ruleOf} from './rule-text.js';
import {type Asking, allows, singleRights} from './rules.js';

export type ClassId =
	| 'everything'
	| 'escalate'
	| 'bind'
	| 'binding-write'
	| 'impersonate'
	| 'secrets-read'
	| 'token-create'
	| 'token-secret'
	| 'workload-write'
	| 'pod-exec'
	| 'nodes-proxy'
	| 'certificates'
	| 'admission-write'
	| 'api-write'
	| 'node-write'
	| 'volume-create'
	| 'namespace-label'
	| 'system-settings'
	| 'endpoints-write'
	| 'account-write'
	| 'destroy'
	| 'device-admin';

/** Rights that lead to more than they say. */
export type RightClass = {
	readonly id: ClassId;
	/** Leads to full control; the others to secrets or nodes of others. */
	readonly critical: boolean;
	/** After "may": what can be done with it. */
	readonly says: string;
	/** Of each list one suffices. */
	readonly needs: readonly (readonly Asking[])[];
};

const rbac = 'rbac.authorization.k8s.io';
const admission = 'admissionregistration.k8s.io';
/** Id, `!` where critical, what it says, then lists of short rules of which one each must be held. */
const table: readonly (readonly [ClassId, '!' | '', string, ...string[]])[] = [
	['everything', '!', 'do everything', '* *:*'],
	['escalate', '!', 'raise any role', `escalate ${rbac}:roles,clusterroles`],
	['bind', '!', 'give any role to anybody', `bind ${rbac}:roles,clusterroles`],
	['binding-write', '', 'pass its own rights on', `create,update,patch ${rbac}:rolebindings,clusterrolebindings`],
	['impersonate', '!', 'act as somebody else', 'impersonate :users,groups,serviceaccounts'],
	['secrets-read', '!', 'read Secrets', 'get,list,watch :secrets'],
	['token-create', '!', 'make tokens of service accounts', 'create :serviceaccounts/token'],
	['token-secret', '!', 'have tokens written into Secrets and read them', 'create,update,patch :secrets', 'get,list,watch :secrets'],
	[
		'workload-write',
		'!',
		'start pods as any service account',
		'create,update,patch :pods,replicationcontrollers;create,update,patch apps:deployments,daemonsets,statefulsets,replicasets;create,update,patch batch:jobs,cronjobs',
	],
	[
		'pod-exec',
		'',
		'run commands in pods',
		'create,get :pods/exec,pods/attach,pods/portforward,pods/proxy,services/proxy;update,patch :pods/ephemeralcontainers',
	],
	['nodes-proxy', '!', 'run commands in every pod through its node', 'get,create :nodes/proxy'],
	[
		'certificates',
		'',
		'have certificates signed',
		'update,patch certificates.k8s.io:certificatesigningrequests/approval',
		'approve,sign certificates.k8s.io:signers',
	],
	[
		'admission-write',
		'!',
		'change what the API server asks and refuses',
		`create,update,patch,delete ${admission}:validatingwebhookconfigurations,mutatingwebhookconfigurations,validatingadmissionpolicies,validatingadmissionpolicybindings,mutatingadmissionpolicies,mutatingadmissionpolicybindings`,
	],
	[
		'api-write',
		'',
		'put other servers behind the API',
		'create,update,patch apiextensions.k8s.io:customresourcedefinitions;create,update,patch apiregistration.k8s.io:apiservices',
	],
	[
		'node-write',
		'',
		'change nodes and where pods run',
		'update,patch :nodes,nodes/status,pods/status,services/status;create :pods/binding,pods/eviction;delete :pods,nodes',
	],
	['volume-create', '', 'make volumes of directories of nodes', 'create,patch :persistentvolumes'],
	['namespace-label', '', 'relabel namespaces', 'update,patch :namespaces'],
	['system-settings', '', 'change settings of the system', 'update,patch :configmaps'],
	['endpoints-write', '', 'turn traffic elsewhere', 'create,update,patch :endpoints;create,update,patch discovery.k8s.io:endpointslices'],
	['account-write', '', 'change service accounts', 'update,patch :serviceaccounts'],
	['destroy', '', 'delete namespaces, claims and events', 'delete,deletecollection :namespaces,persistentvolumeclaims,events'],
	['device-admin', '', 'claim devices of others', 'create resource.k8s.io:resourceclaims'],
];

/** Single rights of several short rules: `get,list :secrets;create :pods`. */
export function askings(text: string): Asking[] {
	return text.split(';').flatMap(rule => singleRights(ruleOf(rule)));
}

export const rightClasses: readonly RightClass[] = table.map(([id, mark, says, ...needs]) => ({
	id,
	critical: mark === '!',
	says,
	needs: needs.map(askings),
}));

/** Those of some single rights that rules give without naming objects. */
export function heldOf(rules: readonly PolicyRule[], wanted: readonly Asking[]): Asking[] {
	return wanted.filter(asking => rules.some(rule => allows(rule, asking)));
}

/** The classes that rules amount to, though their parts come from several of them. */
export function classesIn(rules: readonly PolicyRule[]): readonly RightClass[] {
	return rightClasses.filter(({needs}) => needs.every(list => list.some(asking => rules.some(rule => allows(rule, asking)))));
}

const shown = 3;

/** After "may": what rules lead to, where they lead to much; else the first of their rights. */
export function maySay(rules: readonly PolicyRule[]): string {
	const found = classesIn(rules).filter(({critical}) => critical);
	if (found[0]?.id === 'everything') return 'do everything';
	if (found.length === 0)
		return rightsSay(rules.flatMap(singleRights).map(asking => (asking.verb === '*' ? {...asking, verb: 'do anything with'} : asking)));
	const rest = found.length > shown ? ` and ${found.length - shown} more such things` : '';
	return `${found
		.slice(0, shown)
		.map(({says}) => says)
		.join(', ')}${rest}`;
}
