import control from '../../../source/catalogue/pod-security/psa-enforced.js';
import type {Manifest} from '../../../source/model/index.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {container, deployment, namespace, pod} from '../../helpers/manifests.js';

const label = (level: string, more: Record<string, string> = {}) => ({'pod-security.kubernetes.io/enforce': level, ...more});
const pinned = {'pod-security.kubernetes.io/enforce-version': 'v1.36'};
const privileged = deployment({containers: [container({securityContext: {privileged: true}})]}, {name: 'node-tool'});
/** Flags of an API server without an admission file. */
const apiServer = (flags: readonly string[] = ['--authorization-mode=Node,RBAC']): Manifest =>
	pod(
		{containers: [container({name: 'kube-apiserver', command: ['kube-apiserver', ...flags]})]},
		{name: 'kube-apiserver-cp', namespace: 'kube-system', labels: {component: 'kube-apiserver'}},
	);
const open = 'nothing keeps a pod out that takes over its node';
const kyverno = (name: string, extra: Record<string, unknown> = {}): Manifest => ({
	apiVersion: 'kyverno.io/v1',
	kind: 'ClusterPolicy',
	metadata: {name},
	spec: {
		validationFailureAction: 'Enforce',
		rules: [{name, match: {any: [{resources: {kinds: ['Pod']}}]}, validate: {podSecurity: {level: 'baseline', version: 'latest'}}}],
		...extra,
	},
});

export const cases: Cases = {
	pass: [
		{name: 'baseline in a fixed version', objects: [namespace('shop', label('baseline', pinned)), apiServer()]},
		{name: 'restricted', objects: [namespace('shop', label('restricted', pinned)), apiServer()]},
		{
			name: 'no version where it is not production',
			answers: {environment: 'dev'},
			objects: [namespace('shop', label('baseline')), apiServer()],
		},
		{name: 'namespaces of the system', objects: [namespace('kube-system'), apiServer()], exempt: ['kube-system']},
		{
			name: 'an engine that enforces the whole baseline',
			objects: [namespace(), kyverno('baseline'), apiServer()],
			onlyHere: 'no Kyverno is installed there',
		},
	],
	fail: [
		{name: 'no label', objects: [namespace(), deployment(), apiServer()], says: [open]},
		{name: 'no label and no pods', objects: [namespace(), apiServer()], says: [open]},
		{
			name: 'privileged on purpose',
			objects: [namespace('shop', label('privileged')), apiServer()],
			says: ['says privileged: every pod may start here, also one that takes over its node'],
		},
		{name: 'pods that violate the baseline: warned first', objects: [namespace(), privileged, apiServer()], says: [open], after: 'warn'},
		{
			name: 'an engine that only audits',
			objects: [namespace(), kyverno('baseline', {validationFailureAction: 'Audit'}), apiServer()],
			says: [open],
			onlyHere: 'no Kyverno is installed there',
		},
	],
	warn: [
		{
			name: 'a server whose flags show a file of its own',
			objects: [namespace(), apiServer(['--admission-control-config-file=/etc/kubernetes/admission.yaml'])],
			says: ['no label keeps dangerous pods out; whether the server has a default cannot be seen'],
		},
		{
			name: 'flags that were not read',
			objects: [namespace()],
			says: ['no label keeps dangerous pods out; whether the server has a default cannot be seen'],
		},
		{
			name: 'warned about only',
			objects: [namespace('shop', {'pod-security.kubernetes.io/warn': 'baseline'}), apiServer()],
			says: ['dangerous pods are warned about here, but start all the same'],
		},
		{
			name: 'no fixed version in production',
			answers: {environment: 'prod'},
			objects: [namespace('shop', label('restricted')), apiServer()],
			says: ['enforces restricted, but in no fixed version: an upgrade may refuse pods that run today'],
		},
		{
			name: 'violating pods that are warned about already',
			objects: [namespace('shop', {'pod-security.kubernetes.io/warn': 'baseline'}), privileged, apiServer()],
			says: ['dangerous pods are warned about here, but start all the same'],
			mend: 'by-hand',
		},
		{
			name: 'an engine with a part of the baseline',
			objects: [
				namespace(),
				kyverno('disallow-privileged-containers', {rules: [{name: 'privileged', match: {}, validate: {pattern: {}}}]}),
				apiServer(),
			],
			says: [
				'Kyverno refuses some dangerous pods only; not covered: appArmorProfile, capabilities_baseline, hostNamespaces, hostPathVolumes, hostPorts, hostProbesAndHostLifecycle, procMount, seLinuxOptions, seccompProfile_baseline, sysctls, windowsHostProcess',
			],
			onlyHere: 'no Kyverno is installed there',
		},
	],
	unknown: [
		{
			name: 'a namespace that only objects name',
			code: 'partial',
			objects: [namespace('blog', label('baseline', pinned)), deployment(), apiServer()],
		},
	],
};

upholdsTheLaw(control, cases);
