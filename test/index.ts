import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {Ajv2020} from 'ajv/dist/2020.js';
import fc from 'fast-check';
import {podSecurity, scan} from '../source/index.js';
import {resources} from '../source/kube/resources.js';
import {root} from './helpers/generate.js';
import {calico, clusterRoleBinding, deployment, namespace, pod, user} from './helpers/manifests.js';

const ajv = new Ajv2020({strict: false, allErrors: true});
ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
const isReport = ajv.compile(JSON.parse(readFileSync(join(root, 'source/report/report.schema.json'), 'utf8')) as object);

function reported(objects: readonly unknown[], complete = true) {
	const report = scan({objects, complete, kubernetesVersion: '1.36'});
	assert.ok(isReport(JSON.parse(JSON.stringify(report))), JSON.stringify(isReport.errors?.slice(0, 3)));
	return report;
}

/** Objects of real kinds with anything whatsoever where fields should be. */
const kinds = resources.map(({group, versions: [version], kind}) => ({
	apiVersion: group === '' ? version : `${group}/${version}`,
	kind: kind === '*' ? 'K8sPSPCapabilities' : kind,
}));
const json = fc.jsonValue({maxDepth: 4});
const wild = fc
	.tuple(
		fc.constantFrom(...kinds),
		fc.dictionary(fc.constantFrom('spec', 'status', 'rules', 'subjects', 'roleRef', 'template', 'webhooks', 'data', 'x'), json, {
			maxKeys: 5,
		}),
		json,
	)
	.map(([kind, fields, metadata]) => ({...fields, ...kind, metadata: {name: 'x', ...(typeof metadata === 'object' ? metadata : {})}}));
/** Pod specs with fields of the right names and values of any kind. */
const field = fc.constantFrom(
	'containers',
	'initContainers',
	'volumes',
	'securityContext',
	'hostNetwork',
	'hostPID',
	'os',
	'nodeSelector',
	'serviceAccountName',
);
const spec = fc.dictionary(
	field,
	fc.oneof(
		json,
		fc.array(
			fc.record({name: json, image: json, securityContext: json, ports: json, env: json, command: json, args: json}, {requiredKeys: []}),
			{maxLength: 3},
		),
	),
);

test('no object whatsoever makes a scan throw, and every report is described by its schema', () => {
	fc.assert(
		fc.property(fc.array(fc.oneof(wild, json), {maxLength: 4}), objects => void reported(objects)),
		{numRuns: 150},
	);
});

test('no pod spec whatsoever makes a scan or the pod security checks throw', () => {
	fc.assert(
		fc.property(spec, podSpec => {
			const object = {
				apiVersion: 'apps/v1',
				kind: 'Deployment',
				metadata: {name: 'web', namespace: 'shop'},
				spec: {template: {spec: podSpec}},
			};
			reported([object]);
			podSecurity(object, {level: 'restricted', version: 'latest'});
		}),
		{numRuns: 150},
	);
});

test('a family that does not occur is unknown, unless these objects are all there is', () => {
	const statusOf = (complete: boolean) => reported([deployment()], complete).controls.find(({id}) => id === 'rbac-cluster-admin-bindings');
	assert.deepEqual([statusOf(false)?.status, statusOf(false)?.unknown?.code], ['unknown', 'absent']);
	assert.equal(statusOf(true)?.status, 'pass');
});

test('what kubectl prints as a list is the same as its items', () => {
	const items = [deployment(), pod(), clusterRoleBinding('anna', [user('anna')]), namespace(), calico];
	const findings = (objects: readonly unknown[]) =>
		reported(objects)
			.controls.flatMap(({findings: all}) => all.map(({id}) => id))
			.sort();
	assert.deepEqual(findings([{apiVersion: 'v1', kind: 'List', items}]), findings(items));
	assert.deepEqual(
		findings([
			{
				apiVersion: 'apps/v1',
				kind: 'DeploymentList',
				items: [{metadata: deployment().metadata, spec: deployment()['spec']}],
			},
		]),
		findings([deployment()]),
	);
});

test('a version that is none is refused', () => {
	assert.throws(() => scan({objects: [], kubernetesVersion: 'banana'}), RangeError);
});

test('answers change the order, not the verdicts', () => {
	const objects = [deployment(), clusterRoleBinding('anna', [user('anna')]), namespace(), calico];
	const [mild, harsh] = ['dev', 'prod'].map(environment => scan({objects, complete: true, answers: {environment}}));
	assert.ok((harsh?.threatModel.scores.container ?? 0) > (mild?.threatModel.scores.container ?? 0));
	assert.equal(harsh?.threatModel.answers.environment.basis, 'said');
});
