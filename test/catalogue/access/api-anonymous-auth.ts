import control from '../../../source/catalogue/access/api-anonymous-auth.js';
import type {AnonymousProbe} from '../../../source/model/index.js';
import {visible} from '../../../source/model/index.js';
import {type Case, type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {clusterRoleBinding, configMap, container, group, node, pod} from '../../helpers/manifests.js';

const instance = (at: string, ...flags: readonly string[]) =>
	pod(
		{containers: [container({name: 'kube-apiserver', command: ['kube-apiserver', ...flags]})]},
		{name: `kube-apiserver-${at}`, namespace: 'kube-system', labels: {component: 'kube-apiserver'}},
	);
const apiServer = (...flags: readonly string[]) => instance('cp', ...flags);
const health: readonly AnonymousProbe[] = [
	{path: '/livez', status: 200},
	{path: '/version', status: 200},
];
const refused = (path: string): AnonymousProbe => ({
	path,
	status: 403,
	message: visible(`forbidden: User "system:anonymous" cannot get path "${path}"`),
});
const probed = (name: string, probes: readonly AnonymousProbe[], more: Partial<Case> = {}): Case => ({
	name,
	facts: {anonymous: [...health, ...probes]},
	read: ['anonymous'],
	mend: 'by-hand',
	...more,
});
const cluster = '/api/v1/namespaces/kube-public/configmaps/cluster-info';
const active = 'requests without a login are let in as system:anonymous; only roles keep them from everything else';
const kubeadm = configMap('kubeadm-config', {ClusterConfiguration: 'kubernetesVersion: v1.36.1\n'}, {namespace: 'kube-system'});
const off: AnonymousProbe = {path: '/api', status: 401};

export const cases: Cases = {
	pass: [
		probed('closed on both of two', [off], {objects: [instance('a', '--anonymous-auth=false'), instance('b', '--anonymous-auth=0')]}),
		probed('closed but for health', [off]),
		probed('closed but for cluster-info, which kubeadm shows', [off, {path: cluster, status: 200}], {
			objects: [kubeadm],
			exempt: ['API server'],
		}),
		{name: 'off by flag', objects: [apiServer('--anonymous-auth=false')]},
		{name: 'off by flag, as Go reads it', objects: [apiServer('--anonymous-auth=False')]},
		{
			name: 'off on k3s by default',
			objects: [node('a', {metadata: {name: 'a', annotations: {'k3s.io/node-args': '["server"]'}}})],
		},
	],
	fail: [
		probed('lists namespaces for anybody', [refused('/api'), {path: '/api/v1/namespaces', status: 200}], {
			says: ['anybody gets an answer without a login: /api/v1/namespaces'],
		}),
		probed(
			'everything is open',
			[
				{path: '/api', status: 200},
				{path: '/api/v1/namespaces', status: 200},
			],
			{
				objects: [clusterRoleBinding('open', [group('system:unauthenticated')])],
				says: ['anybody gets an answer without a login: /api, /api/v1/namespaces'],
			},
		),
		probed('cluster-info where kubeadm has no part in it', [off, {path: cluster, status: 200}], {
			says: [`anybody gets an answer without a login: ${cluster}`],
		}),
	],
	warn: [
		{
			name: 'the second of two is on',
			objects: [instance('a', '--anonymous-auth=false'), instance('b', '--anonymous-auth=true')],
			says: [active],
			mend: 'by-hand',
		},
		probed('the first of two refused, the second is on', [off], {
			objects: [instance('a', '--anonymous-auth=false'), instance('b', '--anonymous-auth=true')],
			says: [active],
		}),
		probed('one of two refused by name', [refused('/api')], {
			objects: [instance('a', '--anonymous-auth=true'), instance('b')],
			says: [active],
		}),
		probed('refused by name', [refused('/api')], {says: [active]}),
		{name: 'on by default, nobody probed', objects: [apiServer('--profiling=false')], says: [active], mend: 'by-hand'},
		{name: 'on as kubeadm intends', objects: [kubeadm], says: [active], mend: 'by-hand'},
	],
	unknown: [
		{name: 'nobody probed, flags hidden', code: 'hidden', objects: [node()]},
		{name: 'conditions in a file that nobody shows', code: 'hidden', objects: [apiServer('--authentication-config=/etc/a.yaml')]},
		{
			...probed('a refusal that is not of Kubernetes', [{path: '/api', status: 403, message: visible('go away')}]),
			code: 'hidden',
		},
	],
};

upholdsTheLaw(control, cases);
