import assert from 'node:assert/strict';
import {test} from 'node:test';
import {assessed} from '../../source/commands/assessment.js';
import {checkItem, over} from '../../source/commands/verification.js';
import {snapshotOfObjects} from '../../source/kube/from-objects.js';
import type {Snapshot} from '../../source/model/index.js';
import type {PlanItem} from '../../source/ui/ports.js';

const control = 'pods-no-privilege-escalation';
const deployment = (securityContext: object, image = 'nginx') => ({
	apiVersion: 'apps/v1',
	kind: 'Deployment',
	metadata: {name: 'web', namespace: 'shop'},
	spec: {
		selector: {matchLabels: {app: 'web'}},
		template: {metadata: {labels: {app: 'web'}}, spec: {containers: [{name: 'app', image, securityContext}]}},
	},
});
const seen = (...objects: readonly object[]) => snapshotOfObjects(objects, {takenAt: '2026-11-26T12:00:00Z', complete: true});
const broken = seen(deployment({}));
const finding = assessed(broken, {}).verdicts.find(one => one.control.id === control)?.findings[0];
const item: PlanItem = {
	id: 'patch',
	says: 'shop/deployment/web',
	objects: ['shop/deployment/web'],
	controls: [{id: control, title: 'x'}],
	changes: [
		{
			action: 'patch',
			target: {group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespace: 'shop', name: 'web'},
			patch: {metadata: {labels: {nothing: 'mended'}}},
		},
	],
	risks: [],
	wanted: [{control, finding: finding?.id ?? ''}],
};

test('a change that mended nothing is never verified', () => {
	assert.ok(finding);
	assert.deepEqual(checkItem(broken, item, {}), {clean: false, says: 'the check still finds 1 of 1'});
});

test('a change that mended what was wanted is verified', () => {
	const mended = seen(deployment({allowPrivilegeEscalation: false}));
	assert.deepEqual(checkItem(mended, item, {}), {clean: true, says: 'check passes'});
});

test('what could not be read again is known no more, and verifies nothing', () => {
	const sources = new Set(['pods', 'deployments'] as const);
	const {deployments: _, ...items} = broken.items;
	const {deployments: __, ...read} = broken.read;
	const gap = {source: 'deployments', resource: 'deployments.apps', verb: 'list', reason: 'forbidden', detail: 'forbidden'} as never;
	const fresh: Snapshot = {...broken, items, read, gaps: [gap]};
	const merged = over(broken, fresh, sources);
	assert.equal(merged.items.deployments, undefined);
	const {clean, says} = checkItem(merged, item, {});
	assert.deepEqual([clean, /^it cannot be checked: .*deployments/.test(says)], [false, true], says);
});
