import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fixFiles} from '../source/change/fix-files.js';
import {mergedChanges} from '../source/change/merge-remedies.js';
import {previewOf} from '../source/change/preview.js';
import {simulated} from '../source/change/simulate.js';
import {targetKey, targetOf} from '../source/change/target.js';
import {assessed} from '../source/commands/assessment.js';
import {snapshotOfObjects} from '../source/kube/from-objects.js';
import type {Change, Given, JournalEntry, JsonObject, Manifest, Preview, Remediation} from '../source/model/index.js';
import {report} from '../source/report/json.js';
import {snapshotText} from '../source/report/snapshot.js';
import {table} from '../source/report/table.js';
import {calico, configMap, cronJob, daemonSet, deployment, job, namespace, node, pod, service, statefulSet} from './helpers/manifests.js';

/** Must never be seen outside of the objects that hold it; in base64 too. */
const canary = 'c4n4ry';
const encoded = Buffer.from(canary).toString('base64');
const values = [
	canary,
	`postgres://shop:${canary}@db/shop`,
	`${['-----BEGIN', 'PRIVATE', 'KEY-----'].join(' ')}\n${canary}`,
	`{"password":"${canary}"}`,
];
const lastApplied = {'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({data: {password: encoded}, note: canary})};
const annotations = {
	...lastApplied,
	'example.org/password': canary,
	'example.org/note': `redis://:${canary}@cache`,
	'checksum/config': canary,
	'k3s.io/node-args': `["server","--token","${canary}"]`,
};

const leaky = (name: string): JsonObject => ({
	name,
	image: 'registry.example/app:1',
	command: ['sh', '-c', `PASSWORD=${canary} run --token ${canary} ${values[1]}`],
	args: [`--password=${canary}`, '--api-key', canary, canary, ...values],
	env: [...values.map((value, index) => ({name: `DB_PASSWORD_${index}`, value})), {name: 'PASSWORD', value: canary}],
	livenessProbe: {
		httpGet: {path: '/', port: 80, httpHeaders: [{name: 'Authorization', value: canary}]},
	},
	readinessProbe: {exec: {command: ['curl', '-u', `x:${canary}`]}},
	lifecycle: {preStop: {exec: {command: ['sh', '-c', canary]}}},
	securityContext: {privileged: true, runAsUser: 0, capabilities: {add: ['NET_ADMIN']}},
	volumeMounts: [{name: 'files', mountPath: '/files'}],
});
const spec: JsonObject = {
	hostPID: true,
	hostIPC: true,
	initContainers: [leaky('setup')],
	containers: [leaky('app'), leaky('side')],
	volumes: [
		{name: 'files', hostPath: {path: '/etc'}},
		{name: 'store', csi: {driver: 'x', volumeAttributes: {password: canary}}},
	],
};
const withPodAnnotations = (object: Manifest): Manifest => {
	const {template, ...rest} = object['spec'] as JsonObject & {template: JsonObject};
	return {...object, spec: {...rest, template: {...template, metadata: {...(template['metadata'] as JsonObject), annotations}}}};
};
const data = Object.fromEntries(values.map((value, index) => [`password-${index}`, value]));
const objects: readonly Manifest[] = [
	namespace(),
	{...namespace('own'), metadata: {name: 'own', annotations}},
	calico,
	withPodAnnotations(deployment(spec, {annotations})),
	withPodAnnotations(statefulSet(spec, {annotations})),
	withPodAnnotations(daemonSet(spec, {annotations})),
	cronJob(spec, {annotations}),
	job(spec, {annotations}),
	pod(spec, {annotations}),
	service('web', {}, {annotations}),
	{...node(), metadata: {name: 'node-1', annotations}},
	configMap('settings', {...data, 'app.properties': `db.password=${canary}\nurl=${values[1]}\n`}, {annotations}),
	configMap('kubelet-config', {kubelet: `readOnlyPort: 10255\npassword: ${canary}\n`}, {namespace: 'kube-system', annotations}),
	{
		apiVersion: 'v1',
		kind: 'Secret',
		metadata: {name: 'db', namespace: 'shop', annotations},
		data: {password: encoded},
		stringData: {token: canary},
	},
	{apiVersion: 'v1', kind: 'PersistentVolume', metadata: {name: 'v', annotations}, spec: {hostPath: {path: '/data'}}},
	{
		apiVersion: 'metrics.k8s.io/v1beta1',
		kind: 'PodMetrics',
		metadata: {name: 'pod', namespace: 'shop', annotations},
		containers: [{name: 'app', usage: {memory: '20Mi'}}],
	},
];

function holdsNone(text: string, what: string): void {
	for (const hidden of [canary, encoded]) {
		const at = text.indexOf(hidden);
		assert.ok(at < 0, `${what}: …${text.slice(Math.max(0, at - 120), at + 20)}`);
	}
}

const takenAt = '2026-11-25T12:00:00Z';
const version = {gitVersion: 'v1.36.3', major: 1, minor: 36};
const snapshot = snapshotOfObjects(objects, {takenAt, complete: true, version});
const {model, verdicts, ranked} = assessed(snapshot, {tenancy: {value: 'customers', basis: 'said', evidence: []}});

test('no secret is found in a snapshot', () => holdsNone(snapshotText(snapshot), 'snapshot'));

test('no secret is found in a report, as JSON or as a table', () => {
	const whole = report(snapshot, ranked, model, '1');
	holdsNone(JSON.stringify(whole), 'JSON');
	holdsNone(table(ranked, whole), 'table');
	const plain = whole.controls.find(({id}) => id === 'secrets-not-in-plain-config');
	assert.ok((plain?.findings.length ?? 0) > 50, 'they were all found');
});

/** The change of a remedy, every question answered by its first option. */
function changesOf(remediate: (given: Given) => Remediation): readonly Change[] {
	const first = remediate({});
	const given = 'asks' in first ? Object.fromEntries(first.asks.map(({id, options = []}) => [id, options[0]?.value ?? ''])) : {};
	const remediation = 'asks' in first ? remediate(given) : first;
	holdsNone(JSON.stringify(remediation), 'remedy');
	return 'changes' in remediation ? remediation.changes : [];
}

function previewed(): Preview[] {
	const world = new Map(
		objects.map(object => [targetKey(targetOf(object) as NonNullable<ReturnType<typeof targetOf>>), object as JsonObject]),
	);
	const changes = verdicts.flatMap(({control, findings}) =>
		findings.flatMap(finding => {
			const {remediate} = control.cluster ?? {};
			return remediate ? changesOf(given => remediate(finding, snapshot, given, {model})) : [];
		}),
	);
	return mergedChanges(changes).map(change => {
		const before = world.get(targetKey(change.target));
		const after = simulated(change, before);
		return previewOf({change, ...(before && {before}), ...(after && {after}), warnings: [], computed: 'here'}, snapshot);
	});
}

test('no secret is found in a preview, in what the journal keeps of it, or in the files of a fix', () => {
	const previews = previewed();
	assert.ok(previews.filter(({change}) => change.action === 'patch').length >= 5, 'every leaky workload is changed');
	for (const preview of previews) holdsNone(JSON.stringify(preview), `preview of ${preview.change.target.kind}`);
	for (const {change, inverse, touched} of previews) {
		const entry: JournalEntry = {
			schema: 'castellan.journal/1',
			id: 1,
			group: 1,
			controls: [],
			change,
			...(inverse && {inverse}),
			touched,
			at: takenAt,
			by: 'anna',
			state: 'planned',
		};
		holdsNone(JSON.stringify(entry), `journal entry of ${change.target.kind}`);
	}
	for (const {name, text} of fixFiles(previews)) holdsNone(text, name);
});
