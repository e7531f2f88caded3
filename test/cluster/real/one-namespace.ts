import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {controls} from '../../../source/catalogue/index.js';
import {resources} from '../../../source/kube/resources.js';
import type {Report} from '../../../source/report/json.js';
import {root} from '../../helpers/generate.js';
import {container, deployment, namespace, roleBinding, user} from '../../helpers/manifests.js';
import {key} from '../../helpers/screen.js';
import {Tui} from '../../helpers/tui.js';
import {eventually} from './child.js';
import {startControlPlane} from './control-plane.js';
import {pathOf, roles} from './roles.js';

const own = 'tenant';
const looked = 'neighbour';
const plane = await startControlPlane({nodes: 1});
after(() => plane.stop());

/** The tenant owns one namespace, may look into another, and sees nothing of a third; the same weak pods are in all. */
async function prepare(): Promise<void> {
	const weak = {containers: [container({securityContext: {privileged: true}})]};
	const objects = [
		namespace(looked),
		namespace('foreign'),
		roleBinding('looks', [user(roles.tenant.user)], 'view', {namespace: looked}),
		...[own, looked, 'foreign'].map(place => deployment(weak, {name: `${place}-web`, namespace: place})),
	];
	for (const object of objects) {
		const kind = object.kind === 'RoleBinding' ? {...object, roleRef: {...(object['roleRef'] as object), kind: 'ClusterRole'}} : object;
		await plane.create(pathOf(object), kind);
	}
	for (const place of [own, looked])
		await eventually(`pods of ${place} are ready`, async () => {
			const {body} = await plane.admin('GET', `/apis/apps/v1/namespaces/${place}/deployments/${place}-web`);
			return (body['status'] as {readyReplicas?: number}).readyReplicas === 1;
		});
}
const prepared = prepare();

async function securityOf(place: string): Promise<unknown> {
	const {body} = await plane.admin('GET', `/apis/apps/v1/namespaces/${place}/deployments/${place}-web`);
	const {spec} = body as {spec: {template: {spec: {containers: {securityContext?: object}[]}}}};
	return spec.template.spec.containers[0]?.securityContext;
}

/** The built program as the tenant. */
function castellan(...args: readonly string[]): Promise<{readonly code: number; readonly out: string; readonly errors: string}> {
	const home = mkdtempSync(join(tmpdir(), 'castellan-tenant-'));
	const {PATH = ''} = process.env;
	const env = {PATH, HOME: home, CASTELLAN_HOME: join(home, 'kept'), KUBECONFIG: plane.kubeconfig('tenant')};
	return new Promise(resolve =>
		execFile(process.execPath, [join(root, 'dist/main.js'), ...args], {cwd: home, env, maxBuffer: 1e8}, (error, out, errors) => {
			rmSync(home, {recursive: true, force: true});
			resolve({code: Number(error?.code ?? 0), out, errors});
		}),
	);
}

test('a scan of one namespace decides its workloads, says why it does not know the rest, and passes nothing that it saw in part', async () => {
	await prepared;
	const {code, out, errors} = await castellan('scan', '-n', own, '--format', 'json');
	assert.deepEqual([code, errors], [0, '']);
	const report = JSON.parse(out) as Report;
	const isOfNamespaces = (name: unknown) => resources.some(info => info.name === name && info.namespaced);
	const over = new Set(
		controls.filter(({cluster}) => cluster?.over === 'pods' && cluster.needs.flat().every(need => isOfNamespaces(need))).map(({id}) => id),
	);
	assert.ok(over.size >= 9);
	const found: string[] = [];
	for (const {id, status, findings, unknown} of report.controls) {
		if (status === 'unknown') assert.ok(unknown && unknown.text.length > 10, id);
		if (unknown?.code === 'forbidden') assert.ok(unknown.missing.length > 0, id);
		if (!over.has(id)) continue;
		if (status === 'unknown')
			assert.match(
				unknown?.text ?? '',
				/^no (finding in namespace tenant; the rest|pod mounts .* the volumes of the cluster) (was|were) not read$/,
				id,
			);
		else assert.ok((status === 'fail' || status === 'warn') && findings.length > 0, id);
		found.push(...findings.map(({namespace: where, name}) => `${where}/${name}`));
	}
	assert.deepEqual([...new Set(found)], ['tenant/tenant-web']);
	assert.equal(report.controls.find(({id}) => id === 'pods-privileged')?.status, 'fail');
	assert.ok(report.controls.some(({status, unknown}) => status === 'unknown' && unknown?.code === 'forbidden'));
});

test('without a namespace a scan reads nothing as this account, says so, and names the way out', async () => {
	await prepared;
	const {code, errors} = await castellan('scan');
	assert.equal(code, 3);
	assert.match(errors, /-n reads single namespaces/);
});

test('the wizard of who owns one namespace and may look into another changes the first and not the second', async () => {
	await prepared;
	const tui = new Tui([], {columns: 100, rows: 30, env: {KUBECONFIG: plane.kubeconfig('tenant')}});
	try {
		await tui.waitFor('current context');
		await tui.press([key.enter], /Which namespaces\?\s+tenant▏/);
		await tui.press([...` ${looked}`], /tenant neighbour▏/);
		await tui.press([key.enter], 'test-tenant');
		await tui.openList();
		await tui.waitFor(/\d+ rows: rights that test-tenant lacks/);
		await tui.press([':', ...'pods-privileged'], 'pods-privileged▏');
		await tui.press([key.enter], '2 workloads looked at');
		await tui.waitFor('deployment/tenant-web');
		assert.doesNotMatch(tui.text(), /foreign/);
		await tui.press(['*', 'a'], /tenant-web.*✓ accepted/);
		await tui.waitFor(/neighbour-web.*✗ no right/);
		await tui.waitFor('This account may not patch deployments.apps in neighbour; s saves the patch.');
		await tui.press(['a'], 'send it?');
		assert.match(tui.text(), /Sends {6}1 PATCH request and nothing else:\n\s+PATCH {2}tenant\/deployment\/tenant-web/);
		assert.match(tui.text(), /Saves {6}1 patch that is not sent/);
		await tui.press([...'yes'], 'yes▏');
		await tui.confirm('fix · ');
		await tui.waitFor('1 of 1 pod ready, check passes');
		assert.deepEqual([await securityOf(own), await securityOf(looked)], [{privileged: false}, {privileged: true}]);
		await tui.press([key.esc], 'by rank');
		await tui.press([':', ...'pods-privileged'], 'pods-privileged▏');
		await tui.press([key.enter], 'deployment/neighbour-web');
		assert.doesNotMatch(tui.text(), /deployment\/tenant-web/);
	} finally {
		tui.end();
	}
});
