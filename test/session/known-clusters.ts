import assert from 'node:assert/strict';
import {existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {keepAssessment, lastAssessment} from '../../source/session/assessments.js';
import {clusterFolder} from '../../source/session/folders.js';
import {forget, knownClusters} from '../../source/session/known-clusters.js';
import {openKept} from '../../source/session/store.js';

const home = mkdtempSync(join(tmpdir(), 'castellan-kept-'));
after(() => rmSync(home, {recursive: true, force: true}));

const about = {kind: 'offline', short: 'acme', at: '2026-11-20T10:00:00Z', decided: 3, applicable: 40} as const;
const kept = {schema: 'castellan.kept/1', answers: {}, attestations: {}, waivers: [], about} as const;

test('nothing is known where nothing was kept', () => {
	assert.deepEqual(knownClusters(join(home, 'nowhere')), []);
});

test('what was kept is listed, the latest first, and only its owner may read it', () => {
	openKept('one', home).write(kept);
	openKept('two', home).write({...kept, about: {...about, short: 'later', at: '2026-11-21T10:00:00Z'}});
	assert.deepEqual(
		knownClusters(home).map(one => one.about?.short),
		['later', 'acme'],
	);
	assert.equal(statSync(join(clusterFolder('one', home), 'kept.json')).mode & 0o777, 0o600);
});

test('waivers and the short name come back; what is not whole does not', () => {
	const store = openKept('three', home);
	const waiver = {control: 'a', object: 'shop/Pod/web', owner: 'anna', reason: 'old', until: '2027-01-31'};
	store.write({...kept, waivers: [waiver, {...waiver, until: 'soon'}], name: 'shop-prod'});
	const again = openKept('three', home).kept;
	assert.deepEqual([again.waivers, again.name], [[waiver], 'shop-prod']);
	store.write({...kept, name: 'no good name; rm -rf'});
	assert.equal(openKept('three', home).kept.name, undefined);
});

test('the last two assessments are kept, and the same one with other answers takes its own place', () => {
	const file = (name: string) => JSON.parse(readFileSync(join(clusterFolder('four', home), name), 'utf8')) as {run: number};
	keepAssessment('four', '{"run": 1}', home);
	keepAssessment('four', '{"run": 2}', home);
	keepAssessment('four', '{"run": 3}', home, true);
	assert.deepEqual([file('assessment.json').run, file('assessment-before.json').run], [3, 1]);
	assert.equal(statSync(join(clusterFolder('four', home), 'assessment.json')).mode & 0o777, 0o600);
});

test('a damaged assessment counts as none', () => {
	writeFileSync(join(clusterFolder('four', home), 'assessment.json'), '{"run": ');
	assert.equal(lastAssessment('four', home), undefined);
	assert.equal(lastAssessment('never', home), undefined);
});

test('what is forgotten is gone with its journal', () => {
	const [latest] = knownClusters(home);
	assert.ok(latest);
	forget(latest);
	assert.ok(!existsSync(latest.folder));
	assert.ok(!knownClusters(home).some(({folder}) => folder === latest.folder));
});
