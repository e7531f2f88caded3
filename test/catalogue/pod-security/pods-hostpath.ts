import assert from 'node:assert/strict';
import {test} from 'node:test';
import control from '../../../source/catalogue/pod-security/pods-hostpath.js';
import {type Cases, snapshotOfCase, upholdsTheLaw, verdictOfCase} from '../../helpers/law.js';
import {container, cronJob, daemonSet, deployment, job, pod} from '../../helpers/manifests.js';

const mounting = (path: string, mount: object = {}, type?: string) => ({
	containers: [container({volumeMounts: [{name: 'files', mountPath: '/files', ...mount}]})],
	volumes: [{name: 'files', hostPath: {path, ...(type !== undefined && {type})}}],
});
const readOnly = {readOnly: true};
const id = 'Deployment/shop/deployment/files';
const empty = {given: {[id]: 'empty'}};
const sensitive = ': a place that decides over the node';
const volume = (name: string, spec: object, annotations: object = {}) => ({
	apiVersion: 'v1',
	kind: 'PersistentVolume',
	metadata: {name, annotations: {...annotations}},
	spec: {capacity: {storage: '1Gi'}, accessModes: ['ReadWriteOnce'], ...spec},
});
const claimRef = {kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data'};
const byLocalPath = {'pv.kubernetes.io/provisioned-by': 'rancher.io/local-path'};

export const cases: Cases = {
	pass: [
		{
			name: 'volumes of other kinds',
			objects: [
				deployment({
					volumes: [
						{name: 'a', emptyDir: {}},
						{name: 'b', configMap: {name: 'settings'}},
					],
				}),
				pod(),
			],
		},
		{
			name: 'calico of the platform',
			objects: [
				daemonSet(
					{...mounting('/etc/cni/net.d'), containers: [container({image: 'docker.io/calico/node:v3.31.0'})]},
					{name: 'calico-node', namespace: 'kube-system'},
				),
			],
			exempt: ['calico-node'],
		},
		{
			name: 'volumes of the local-path provisioner in a lab',
			objects: [volume('pvc-1', {hostPath: {path: '/opt/local-path-provisioner/pvc-1'}, claimRef}, byLocalPath)],
			answers: {'control-plane-owner': 'lab'},
			exempt: ['pvc-1'],
		},
		{name: 'a disk of one node', objects: [volume('disk', {local: {path: '/mnt/disk'}})]},
	],
	fail: [
		{
			name: 'a directory of its own, to write to',
			objects: [deployment(mounting('/var/cache/images'))],
			says: ['volume files lets the pod write to /var/cache/images of its node'],
			mend: empty,
		},
		{
			name: 'a sensitive one, to write to',
			objects: [deployment(mounting('/etc/cron.d'))],
			says: [`volume files lets the pod write to /etc/cron.d of its node${sensitive}`],
			mend: empty,
		},
		{
			name: 'a sensitive one, to read from',
			objects: [deployment(mounting('/', readOnly))],
			says: [`volume files shows / of its node, read-only${sensitive}`],
			mend: empty,
		},
		{
			name: 'a sensitive one, mounted nowhere',
			objects: [deployment({volumes: [{name: 'files', hostPath: {path: '/proc'}}]})],
			says: [`volume files names /proc of its node, mounted nowhere${sensitive}`],
			mend: empty,
		},
		{
			name: 'read by one container, written by another',
			objects: [
				cronJob({
					...mounting('/data', readOnly),
					initContainers: [container({name: 'fill', volumeMounts: [{name: 'files', mountPath: '/files'}]})],
				}),
			],
			says: ['volume files lets the pod write to /data of its node'],
			mend: {given: {'CronJob/shop/cronjob/files': 'empty'}},
		},
		{
			name: 'replaced by a claim',
			objects: [deployment(mounting('/data'))],
			says: ['volume files lets the pod write to /data of its node'],
			mend: {given: {[id]: 'claim/data'}},
			onlyHere: 'a claim is bound by a storage driver',
		},
		{
			name: 'a single file',
			objects: [deployment(mounting('/etc/machine-id', readOnly, 'File'))],
			says: [`volume files shows /etc/machine-id of its node, read-only${sensitive}`],
			mend: 'by-hand',
		},
		{
			name: 'a Job, whose pods cannot be changed',
			objects: [job(mounting('/data'))],
			says: ['volume files lets the pod write to /data of its node'],
			mend: 'by-hand',
		},
		{
			name: 'Windows',
			objects: [deployment({...mounting('C:\\'), os: {name: 'windows'}})],
			says: [`volume files lets the pod write to C:\\ of its node${sensitive}`],
			mend: 'by-hand',
			onlyHere: 'there is no Windows node',
		},
	],
	warn: [
		{
			name: 'a directory of its own, to read from',
			objects: [deployment(mounting('/data', readOnly))],
			says: ['volume files shows /data of its node, read-only'],
			mend: empty,
		},
		{
			name: 'calico in a namespace of an app',
			objects: [
				daemonSet({
					...mounting('/etc/cni'),
					containers: [container({image: 'docker.io/calico/node:v3.31.0', volumeMounts: [{name: 'files', mountPath: '/f'}]})],
				}),
			],
			says: [`volume files lets the pod write to /etc/cni of its node${sensitive}`],
			mend: {given: {'DaemonSet/shop/daemonset/files': 'empty'}},
		},
		{
			name: 'a volume of the cluster',
			objects: [volume('data', {hostPath: {path: '/data'}, claimRef}), volume('free', {hostPath: {path: '/free'}})],
			says: ['gives /data of a node to the holder of claim shop/data', 'gives /free of a node to whoever claims it'],
			mend: 'by-hand',
		},
		{
			name: 'one of the local-path provisioner in no lab',
			objects: [volume('pvc-1', {hostPath: {path: '/opt/local-path-provisioner/pvc-1'}, claimRef}, byLocalPath)],
			answers: {'control-plane-owner': 'managed'},
			says: ['gives /opt/local-path-provisioner/pvc-1 of a node to the holder of claim shop/data'],
			mend: 'by-hand',
		},
	],
	unknown: [
		{name: 'pods read in part, without a finding', objects: [deployment()], unread: {pods: 'partial'}, code: 'partial'},
		{name: 'volumes not read, without a finding', objects: [deployment()], unread: {persistentVolumes: 'absent'}, code: 'partial'},
	],
};

upholdsTheLaw(control, cases);

test('pods-hostpath: it asks what takes the place of a directory, and takes nothing but its answers', () => {
	const one = {name: 'x', objects: [deployment(mounting('/data'))]};
	const [finding] = verdictOfCase(control, one).findings;
	assert.ok(finding);
	assert.equal(finding.fix, 'ask');
	const remedy = control.cluster.remediate(finding, snapshotOfCase(one), {[id]: 'whatever'});
	assert.ok('guide' in remedy && remedy.refused);
});
