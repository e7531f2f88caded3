import control from '../../../source/catalogue/detection/audit-logging-enabled.js';
import type {Facts} from '../../../source/model/index.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {container, node, pod} from '../../helpers/manifests.js';

const instance = (at: string, ...flags: readonly string[]) =>
	pod(
		{containers: [container({name: 'kube-apiserver', command: ['kube-apiserver', ...flags]})]},
		{name: `kube-apiserver-${at}`, namespace: 'kube-system', labels: {component: 'kube-apiserver'}},
	);
const apiServer = (...flags: readonly string[]) => instance('cp', ...flags);
const policy = '--audit-policy-file=/etc/kubernetes/audit.yaml';
const log = '--audit-log-path=/var/log/audit.log';
const metrics = (auditEvents: number, auditLevels?: Record<string, number>): Partial<Facts> => ({
	metrics: {auditEvents, ...(auditLevels && {auditLevels})},
});
const openshift = (profile: string) => ({
	apiVersion: 'config.openshift.io/v1',
	kind: 'APIServer',
	metadata: {name: 'cluster'},
	spec: {audit: {profile}},
});
const eks = node('ip-10-0-0-1', {metadata: {name: 'ip-10-0-0-1', labels: {'eks.amazonaws.com/nodegroup': 'a'}}});

export const cases: Cases = {
	pass: [
		{name: 'policy and log', objects: [apiServer(policy, log)]},
		{name: 'policy and webhook', objects: [apiServer(policy, '--audit-webhook-config-file=/etc/w')]},
		{name: 'flags hidden, events counted', objects: [node()], facts: metrics(12), read: ['metrics']},
		{name: 'OpenShift with the default profile', objects: [openshift('Default')]},
		{name: 'EKS, a person says yes', objects: [eks], attested: 'yes'},
	],
	fail: [
		{
			name: 'no policy on the second of two',
			objects: [instance('a', policy, log), instance('b', '--profiling=false')],
			says: ['the API server has no audit policy: nothing is recorded'],
			mend: 'by-hand',
		},
		{
			name: 'two that differ, and a policy that drops everything',
			objects: [instance('a', policy, log), instance('b', policy, log, '--profiling=false')],
			facts: metrics(0, {None: 50}),
			read: ['metrics'],
			says: ['the audit policy drops every request (level None)'],
			mend: 'by-hand',
		},
		{
			name: 'no policy',
			objects: [apiServer('--profiling=false')],
			says: ['the API server has no audit policy: nothing is recorded'],
			mend: 'by-hand',
		},
		{
			name: 'a policy without a place to write',
			objects: [apiServer(policy)],
			says: ['the API server has an audit policy, but writes its log nowhere'],
			mend: 'by-hand',
		},
		{
			name: 'a policy that drops everything',
			objects: [apiServer(policy, log)],
			facts: metrics(0, {None: 50}),
			read: ['metrics'],
			says: ['the audit policy drops every request (level None)'],
			mend: 'by-hand',
		},
		{
			name: 'flags hidden, no event counted',
			objects: [node()],
			facts: metrics(0),
			read: ['metrics'],
			says: ['the API server counted no audit event'],
			mend: 'by-hand',
		},
		{
			name: 'OpenShift with profile None',
			objects: [openshift('None')],
			says: ['the audit profile is None: nothing is recorded'],
			mend: 'by-hand',
		},
		{name: 'EKS, a person says no', objects: [eks], attested: 'no', says: ['nobody can search the audit log, you said'], mend: 'by-hand'},
	],
	warn: [
		{
			name: 'no policy in a lab',
			answers: {'control-plane-owner': 'lab'},
			objects: [apiServer('--profiling=false')],
			says: ['the API server has no audit policy: nothing is recorded'],
			mend: 'by-hand',
		},
	],
	unknown: [
		{name: 'EKS, nobody asked', code: 'hidden', objects: [eks]},
		{name: 'neither flags nor metrics', code: 'hidden', objects: [node()]},
	],
};

upholdsTheLaw(control, cases);
