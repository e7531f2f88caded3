import assert from 'node:assert/strict';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {assessedAlone} from '../../source/commands/assessment.js';
import {keeping} from '../../source/commands/keeping.js';
import type {Session} from '../../source/commands/session.js';
import {snapshotOfObjects} from '../../source/kube/from-objects.js';
import {keptAssessment} from '../../source/session/assessments.js';
import {clusterFolder} from '../../source/session/folders.js';

const pods = Array.from({length: 40}, (_, index) => ({
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: {name: `pod-${index}`, namespace: 'shop'},
	spec: {containers: [{name: 'app', image: 'nginx'}]},
}));
function opened() {
	const home = mkdtempSync(join(tmpdir(), 'castellan-keeping-'));
	const snapshot = snapshotOfObjects(pods, {takenAt: '2026-11-01T10:00:00Z'});
	const session = {snapshot, home} as unknown as Session;
	const folder = clusterFolder(snapshot.cluster.id, home);
	return {home, session, folder, assessed: assessedAlone(snapshot), before: join(folder, 'assessment-before.json')};
}

test('an assessment is written down a moment later, once, with what a report says of each finding', async context => {
	context.mock.timers.enable({apis: ['setTimeout']});
	const {home, session, folder, assessed, before} = opened();
	try {
		const {soon} = keeping();
		soon(session, assessed);
		assert.equal(keptAssessment(folder), undefined);
		soon(session, assessed);
		context.mock.timers.tick(1000);
		while (session.keptOf === undefined) {
			context.mock.timers.tick(10);
			await new Promise(resolve => setImmediate(resolve));
		}
		const kept = keptAssessment(folder) as {controls: {findings: {id: string; fix: string}[]}[]};
		assert.ok(kept.controls.some(({findings}) => findings.length >= 40 && findings.every(({id, fix}) => id.length === 16 && fix !== '')));
		soon(session, assessed);
		context.mock.timers.tick(1000);
		await new Promise(resolve => setImmediate(resolve));
		assert.ok(!existsSync(before), 'the same reading was kept twice');
	} finally {
		rmSync(home, {recursive: true, force: true});
	}
});

test('a cluster that is left at once is kept at once, and what waited is not written after it', async context => {
	context.mock.timers.enable({apis: ['setTimeout']});
	const {home, session, folder, assessed, before} = opened();
	try {
		const {soon, now} = keeping();
		soon(session, assessed);
		now(session, session.snapshot, assessed);
		assert.notEqual(keptAssessment(folder), undefined);
		context.mock.timers.tick(1000);
		await new Promise(resolve => setImmediate(resolve));
		assert.ok(!existsSync(before));
	} finally {
		rmSync(home, {recursive: true, force: true});
	}
});
