import control from '../../../source/catalogue/access/human-auth-idp.js';
import type {Login} from '../../../source/model/index.js';
import {type Case, type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {configMap, container, node, pod} from '../../helpers/manifests.js';

const apiServer = (...flags: readonly string[]) =>
	pod(
		{containers: [container({name: 'kube-apiserver', command: ['kube-apiserver', ...flags]})]},
		{name: 'kube-apiserver-cp', namespace: 'kube-system', labels: {component: 'kube-apiserver'}},
	);
const oidc = apiServer('--oidc-issuer-url=https://idp.example.org');
const nothing = apiServer('--profiling=false');
const program = (name: string): Login => ({kind: 'program', program: name});
const asked = (name: string, login: Login, more: Partial<Case> = {}, account = 'anna'): Case => ({
	name,
	objects: [oidc],
	facts: {login, self: {name: account, groups: []}},
	read: ['kubeconfig', 'self'],
	mend: 'by-hand',
	...more,
});
const labelled = (key: string) => node('a', {metadata: {name: 'a', labels: {[key]: 'a'}}});
const groups = ['config.openshift.io', 'route.openshift.io'];
const openshift = (name: string, types: readonly string[], more: Partial<Case> = {}): Case => ({
	...asked(name, {kind: 'token'}),
	facts: {groups, login: {kind: 'token'}},
	objects: [
		{
			apiVersion: 'config.openshift.io/v1',
			kind: 'OAuth',
			metadata: {name: 'cluster'},
			spec: {identityProviders: types.map(type => ({name: type.toLowerCase(), type}))},
		},
	],
	...more,
});
const kubeadmin = {apiVersion: 'v1', kind: 'Secret', metadata: {name: 'kubeadmin', namespace: 'kube-system'}};
const past = (login: string) => `an identity provider is set up, but this session logs in past it, with ${login}`;

export const cases: Cases = {
	pass: [
		asked('OIDC, and this session came by it', program('kubectl oidc-login')),
		asked('OIDC by the kubeconfig', {kind: 'oidc'}),
		asked('EKS, with the account of the cloud', program('aws eks'), {objects: [labelled('eks.amazonaws.com/nodegroup')]}),
		asked('a file that nobody shows, but this session came by a provider', program('kubelogin'), {
			objects: [apiServer('--authentication-config=/etc/a.yaml')],
		}),
		asked('no flag, but Pinniped let this session in', program('pinniped'), {objects: [nothing]}),
		asked('an account for emergencies, a person says', {kind: 'certificate'}, {attested: 'yes', exempt: ['this session']}),
		openshift('OpenShift with a provider', ['OpenID', 'HTPasswd']),
		asked('nothing to see, a person says yes', {kind: 'none'}, {objects: [node()], attested: 'yes'}),
	],
	fail: [
		asked(
			'no provider for many people',
			{kind: 'certificate'},
			{
				objects: [nothing],
				answers: {'user-count': 'many'},
				says: ['the API server trusts no identity provider, and more than five people log in'],
			},
		),
		asked(
			'no provider for some people, as kubeadm intends',
			{kind: 'token'},
			{
				objects: [configMap('kubeadm-config', {ClusterConfiguration: 'kubernetesVersion: v1.36.1\n'}, {namespace: 'kube-system'})],
				answers: {'user-count': 'some'},
				says: ['the API server trusts no identity provider, and more than five people log in'],
			},
		),
	],
	warn: [
		asked(
			'no provider for a few people',
			{kind: 'certificate'},
			{
				objects: [nothing],
				answers: {'user-count': 'few'},
				says: ['the API server trusts no identity provider'],
			},
		),
		asked('a client certificate beside OIDC', {kind: 'certificate'}, {says: [past('a client certificate')]}),
		asked('a token beside OIDC', {kind: 'token'}, {says: [past('a token in the kubeconfig')]}),
		asked('a token of a service account', {kind: 'token'}, {says: [past('a token in the kubeconfig')]}, 'system:serviceaccount:shop:ci'),
		asked(
			'a client certificate on AKS',
			{kind: 'certificate'},
			{
				objects: [labelled('kubernetes.azure.com/cluster')],
				says: [past('a client certificate')],
			},
		),
		openshift('OpenShift with a file of passwords', ['HTPasswd'], {says: ['people log in with passwords of a file only (HTPasswd)']}),
		openshift('OpenShift without any', [], {says: ['no identity provider is set up']}),
		{
			...openshift('OpenShift with its first administrator', ['OpenID']),
			objects: [...(openshift('', ['OpenID']).objects ?? []), kubeadmin],
			says: ['the administrator of the installation (kubeadmin) can still log in'],
		},
		openshift('OpenShift by a client certificate', ['OpenID'], {
			facts: {groups, login: {kind: 'certificate'}},
			says: [past('a client certificate')],
		}),
	],
	unknown: [
		{...asked('OIDC, but a machine reads', {kind: 'token-file'}, {}, 'system:serviceaccount:shop:scan'), code: 'hidden'},
		{...asked('OIDC, and a program that nobody knows', program('mylogin')), code: 'hidden'},
		{
			...asked('a file that nobody shows', {kind: 'certificate'}, {objects: [apiServer('--authentication-config=/etc/a.yaml')]}),
			code: 'hidden',
		},
		{...asked('nothing to see', {kind: 'certificate'}, {objects: [node()]}), code: 'hidden'},
		{name: 'OIDC by files', code: 'hidden', objects: [oidc]},
	],
	notApplicable: [asked('a lab', {kind: 'certificate'}, {objects: [nothing], answers: {'control-plane-owner': 'lab'}})],
};

upholdsTheLaw(control, cases);
