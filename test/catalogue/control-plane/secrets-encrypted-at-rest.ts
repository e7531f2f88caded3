import control from '../../../source/catalogue/control-plane/secrets-encrypted-at-rest.js';
import type {SecretEncryption} from '../../../source/model/index.js';
import {type Case, type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {configMap, container, node, pod} from '../../helpers/manifests.js';

const apiServer = (...flags: readonly string[]) =>
	pod(
		{containers: [container({name: 'kube-apiserver', command: ['kube-apiserver', ...flags]})]},
		{name: 'kube-apiserver-cp', namespace: 'kube-system', labels: {component: 'kube-apiserver'}},
	);
const withFile = apiServer('--encryption-provider-config=/etc/e.yaml');
const without = apiServer('--profiling=false');
const written = (name: string, by: Partial<Record<SecretEncryption, number>>, more: Partial<Case> = {}): Case => ({
	name,
	objects: [withFile],
	facts: {metrics: {secretsEncryptedBy: by}},
	read: ['metrics'],
	mend: 'by-hand',
	...more,
});
const openshift = (encryption?: {readonly type: string}) => ({
	apiVersion: 'config.openshift.io/v1',
	kind: 'APIServer',
	metadata: {name: 'cluster'},
	spec: {...(encryption && {encryption})},
});
const labelled = (key: string) => node('a', {metadata: {name: 'a', labels: {[key]: 'a'}}});
const started = (product: string, ...words: readonly string[]) =>
	node('a', {metadata: {name: 'a', annotations: {[`${product}.io/node-args`]: JSON.stringify(['server', ...words])}}});
const kubeadm = configMap('kubeadm-config', {ClusterConfiguration: 'kubernetesVersion: v1.36.1\n'}, {namespace: 'kube-system'});
const clear = 'secrets lie in etcd in clear';
const cbc = 'secrets are encrypted with AES-CBC, which an attacker who can write to etcd may break';
const byHand = {mend: 'by-hand'} as const;

export const cases: Cases = {
	pass: [
		written('a key service', {'kms-v2': 3}),
		written('a local key that is changed, a person says', {secretbox: 3}, {attested: 'yes'}),
		{name: 'OpenShift changes the key of AES-GCM by itself', objects: [openshift({type: 'aesgcm'})]},
		{name: 'EKS encrypts everything', objects: [labelled('eks.amazonaws.com/nodegroup')], version: 'v1.33.1-eks-1'},
		{name: 'a file that nobody shows, a person says yes', objects: [withFile], attested: 'yes'},
		{name: 'GKE, a person says yes', objects: [labelled('cloud.google.com/gke-nodepool')], attested: 'yes'},
	],
	fail: [
		{name: 'the flag is missing', objects: [without], says: [clear], ...byHand},
		{name: 'the flag is missing in what kubeadm intends', objects: [kubeadm], says: [clear], ...byHand},
		written('identity comes first', {identity: 3}, {says: [clear]}),
		{name: 'k3s without it', objects: [started('k3s')], says: [clear], ...byHand},
		{name: 'OpenShift without it', objects: [openshift()], says: [clear], ...byHand},
	],
	warn: [
		{name: 'the flag is missing in a lab', objects: [without], answers: {'control-plane-owner': 'lab'}, says: [clear], ...byHand},
		written('AES-CBC', {aescbc: 3}, {says: [cbc]}),
		written('AES-CBC beside a key service', {aescbc: 1, 'kms-v2': 3}, {says: [cbc]}),
		written(
			'an old key service',
			{'kms-v1': 3},
			{says: ['secrets are encrypted through KMS v1, which Kubernetes has switched off since 1.29']},
		),
		written(
			'a local key that is never changed, a person says',
			{aesgcm: 3},
			{attested: 'no', says: ['the key that encrypts secrets is not changed regularly, you said']},
		),
		{name: 'k3s with its own key', objects: [started('k3s', '--secrets-encryption')], says: [cbc], ...byHand},
		{name: 'k3s with its own key, switched on as Go reads it', objects: [started('k3s', '--secrets-encryption=1')], says: [cbc], ...byHand},
		{name: 'RKE2 by default', objects: [started('rke2')], says: [cbc], ...byHand},
		{name: 'OpenShift with AES-CBC', objects: [openshift({type: 'aescbc'})], says: [cbc], ...byHand},
	],
	unknown: [
		{...written('a local key, nobody asked', {secretbox: 3}), code: 'hidden'},
		{name: 'a file that nobody shows', code: 'hidden', objects: [withFile]},
		{name: 'GKE, nobody asked', code: 'hidden', objects: [labelled('cloud.google.com/gke-nodepool')]},
		{name: 'an old EKS', code: 'hidden', objects: [labelled('eks.amazonaws.com/nodegroup')], version: 'v1.27.1-eks-1'},
		{name: 'Talos, nobody asked', code: 'hidden', objects: [node('a', {status: {nodeInfo: {osImage: 'Talos (v1.11.0)'}}})]},
		{name: 'neither flags nor metrics', code: 'hidden', objects: [node()]},
	],
};

upholdsTheLaw(control, cases);
