import assert from 'node:assert/strict';
import {test} from 'node:test';
import {cleaned} from '../../../source/change/clean.js';
import type {JsonObject} from '../../../source/model/index.js';
import {deployment, namespace} from '../../helpers/manifests.js';
import {key} from '../../helpers/screen.js';
import {Tui} from '../../helpers/tui.js';
import {startControlPlane} from './control-plane.js';

const path = '/apis/apps/v1/namespaces/shop/deployments/web';

/** Without the one annotation that a roll-out leaves behind. */
function comparable(body: unknown): JsonObject {
	const object = cleaned(body as JsonObject);
	const {annotations: _, ...metadata} = object['metadata'] as JsonObject;
	return {...object, metadata};
}

for (const [columns, rows] of [
	[80, 24],
	[120, 40],
] as const) {
	test(`the wizard leads from its first screen to a verified fix and its undo on a real cluster at ${columns}x${rows}`, async () => {
		const plane = await startControlPlane({nodes: 1});
		const tui = new Tui([], {columns, rows, env: {KUBECONFIG: plane.kubeconfig('admin')}});
		try {
			await plane.create('/api/v1/namespaces', namespace('shop'));
			await plane.create('/apis/apps/v1/namespaces/shop/deployments', deployment({}, {name: 'web'}));
			const before = comparable((await plane.admin('GET', path)).body);
			await tui.waitFor('current context');
			await tui.press([key.enter], 'filled in');
			await tui.waitFor(/reading|test-admin/);
			await tui.press(['1'], 'you said');
			await tui.openList();
			await tui.press([':', ...'pods-no-privilege-escalation'], 'pods-no-privilege-escalation▏');
			await tui.press([key.enter], 'deployment/web');
			await tui.press(['a'], '✓ accepted');
			await tui.press(['a'], 'send it?');
			await tui.typeWords();
			await tui.confirm('fix · ');
			await tui.waitFor('1 of 1 pod ready, check passes');
			const fixed = (await plane.admin('GET', path)).body as {spec: {template: {spec: {containers: {securityContext?: object}[]}}}};
			assert.deepEqual(fixed.spec.template.spec.containers[0]?.securityContext, {allowPrivilegeEscalation: false});
			await tui.press(['u'], '✓ accepted');
			await tui.press(['a'], 'send it?');
			await tui.typeWords();
			await tui.confirm('undo · ');
			await tui.waitFor('as it was before');
			assert.deepEqual(comparable((await plane.admin('GET', path)).body), before);
			await tui.press([key.esc], 'by rank');
			await tui.press(['q'], 'take');
			assert.equal(await tui.exited, 0);
		} finally {
			tui.end();
			await plane.stop();
		}
	});
}

test('who may see one namespace only is asked for its name and gets the list of what was read', async () => {
	const plane = await startControlPlane({nodes: 1});
	const tui = new Tui([], {env: {KUBECONFIG: plane.kubeconfig('tenant')}});
	try {
		await tui.waitFor('current context');
		await tui.press([key.enter], /Which namespaces\?\s+tenant▏/);
		await tui.press([key.enter], 'test-tenant');
		await tui.openList();
		await tui.waitFor('rights that test-tenant lacks');
	} finally {
		tui.end();
		await plane.stop();
	}
});
