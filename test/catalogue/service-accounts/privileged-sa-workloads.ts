import control from '../../../source/catalogue/service-accounts/privileged-sa-workloads.js';
import type {JsonObject, Manifest} from '../../../source/model/index.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {
	account,
	clusterRole,
	clusterRoleBinding,
	container,
	daemonSet,
	deployment,
	group,
	pod,
	roleBinding,
	service,
} from '../../helpers/manifests.js';

const rule = (verbs: string[], apiGroup: string, resources: string[]): JsonObject => ({apiGroups: [apiGroup], resources, verbs});
const role = (...rules: JsonObject[]) => clusterRole('law-shop-role', rules);
const secrets = rule(['get', 'list'], '', ['secrets']);
const toWeb = clusterRoleBinding('law-shop-web', [account('web')], 'law-shop-role');
const web = (spec: JsonObject = {}): Manifest => deployment({serviceAccountName: 'web', ...spec}, {name: 'web'});
const open = service('web', {externalIPs: ['203.0.113.7']});
const token = (name = 'web', kind = 'apps/Deployment', answer = 'no') => ({given: {[`${kind}/shop/${name}/token`]: answer}});
const image = (name: string) => ({containers: [container({image: name})]});
const driver = 'registry.k8s.io/sig-storage/csi-provisioner:v5.3.0';
const onNode = (name: string, node: string, spec: JsonObject): Manifest => pod({nodeName: node, ...spec}, {name});
const runsDriver = deployment({serviceAccountName: 'web', ...image(driver)}, {name: 'driver'});
const driverOn = (node: string): Manifest => ({
	...onNode('driver-1', node, {serviceAccountName: 'web', ...image(driver)}),
	metadata: {
		name: 'driver-1',
		namespace: 'shop',
		ownerReferences: [{apiVersion: 'apps/v1', kind: 'Deployment', name: 'driver', uid: 'u', controller: true}],
	},
});
const projected = {
	volumes: [{name: 'token', projected: {sources: [{serviceAccountToken: {path: 'token', expirationSeconds: 3600}}]}}],
	automountServiceAccountToken: false,
};

export const cases: Cases = {
	pass: [
		{name: 'rights in its own namespace', objects: [role(secrets), roleBinding('web', [account('web')], 'law-shop-role'), web()]},
		{name: 'to read what is no secret', objects: [role(rule(['get', 'list'], '', ['pods', 'nodes'])), toWeb, web()]},
		{name: 'powerful, but without a token', objects: [role(secrets), toWeb, web({automountServiceAccountToken: false})]},
		{name: 'powerful, but nothing runs as it', objects: [role(secrets), toWeb]},
		{
			name: 'a known operator',
			objects: [role(secrets), toWeb, web(image('quay.io/jetstack/cert-manager-controller:v1.19.0'))],
			exempt: ['web'],
		},
		{
			name: 'a part of the platform on nodes of its own',
			objects: [role(secrets), toWeb, runsDriver, driverOn('infra'), onNode('app', 'apps', {})],
			exempt: ['driver'],
			onlyHere: 'nodes of these names are not there',
		},
	],
	fail: [
		{
			name: 'where strangers come in',
			objects: [role(secrets), toWeb, web(), open],
			says: ['strangers reach it, and service account shop/web may read Secrets'],
			mend: token(),
		},
		{
			name: 'an app inside, by several rights in several bindings',
			objects: [
				role(rule(['create'], '', ['pods'])),
				toWeb,
				clusterRole('law-shop-more', [
					rule(['*'], 'rbac.authorization.k8s.io', ['clusterroles']),
					rule(['create'], '', ['serviceaccounts/token']),
				]),
				clusterRoleBinding('law-shop-more', [group('system:serviceaccounts:shop')], 'law-shop-more'),
				web(),
			],
			says: [
				'its service account shop/web may raise any role, give any role to anybody, make tokens of service accounts, start pods as any service account',
			],
			mend: token(),
		},
		{
			name: 'everything',
			objects: [clusterRoleBinding('law-shop-web', [account('web')]), web()],
			says: ['its service account shop/web may do everything'],
			mend: token(),
		},
		{
			name: 'where the control plane is at home',
			objects: [role(secrets), roleBinding('law-shop-web', [account('web')], 'law-shop-role', {namespace: 'kube-system'}), web()],
			says: ['its service account shop/web may read Secrets'],
			mend: token(),
		},
		{
			name: 'a token that is mounted on purpose',
			objects: [role(secrets), toWeb, web(projected)],
			says: ['its service account shop/web may read Secrets'],
			mend: 'by-hand',
		},
		{
			name: 'a pod that nothing made',
			objects: [role(secrets), toWeb, pod({serviceAccountName: 'web'})],
			says: ['its service account shop/web may read Secrets'],
			mend: 'by-hand',
		},
		{
			name: 'a powerful account by images of which one is not the operator’s',
			objects: [
				role(secrets),
				toWeb,
				web({containers: [container({image: 'quay.io/jetstack/cert-manager-controller:v1.19.0'}), container({name: 'side'})]}),
			],
			says: ['its service account shop/web may read Secrets'],
			mend: token(),
		},
	],
	warn: [
		{
			name: 'what is not known, in a namespace of a platform',
			objects: [
				role(secrets),
				clusterRoleBinding('law-shop-web', [account('web', 'monitoring')], 'law-shop-role'),
				deployment({serviceAccountName: 'web'}, {name: 'web', namespace: 'monitoring'}),
			],
			says: ['its service account monitoring/web may read Secrets, and it is not known as part of a platform'],
			mend: {given: {'apps/Deployment/monitoring/web/token': 'no'}},
		},
		{
			name: 'a part of the platform that may do everything to its node',
			objects: [role(secrets), toWeb, daemonSet({serviceAccountName: 'web', ...image(driver), hostNetwork: true}, {name: 'driver'})],
			says: ['CSI driver: its service account shop/web may read Secrets, and it breaks Pod Security baseline'],
			mend: token('driver', 'apps/DaemonSet'),
		},
		{
			name: 'a part of the platform among apps',
			objects: [role(secrets), toWeb, runsDriver, driverOn('node-1'), onNode('app', 'node-1', {})],
			says: ['CSI driver: its service account shop/web may read Secrets, and it shares node node-1 with pods of apps'],
			mend: token('driver'),
			onlyHere: 'the pods there are made by controllers',
		},
	],
	unknown: [
		{
			name: 'where a part of the platform runs was not seen',
			objects: [role(secrets), toWeb, runsDriver],
			code: 'partial',
		},
		{
			name: 'who reaches a part of the platform was not seen',
			objects: [role(secrets), toWeb, runsDriver, driverOn('infra')],
			unread: {services: 'absent'},
			code: 'partial',
		},
	],
};

upholdsTheLaw(control, cases);
