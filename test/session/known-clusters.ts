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

test('a damaged assessment is moved aside and said, and counts as none', () => {
	const path = join(clusterFolder('four', home), 'assessment.json');
	writeFileSync(path, '{"run": ');
	const {assessment, told} = lastAssessment('four', home);
	assert.equal(assessment, undefined);
	assert.match(told as string, /assessment\.json was damaged/);
	assert.equal(readFileSync(`${path}.damaged`, 'utf8'), '{"run": ');
	assert.deepEqual(lastAssessment('four', home), {});
	assert.deepEqual(lastAssessment('never', home), {});
});

test('looking at what is kept moves nothing; opening it moves each damaged file to a name of its own', () => {
	const folder = clusterFolder('five', home);
	const path = join(folder, 'kept.json');
	for (const [text, aside] of [
		['{"schema": ', `${path}.damaged`],
		['{"schema": "castellan.kept/9", "answers": {}}', `${path}.damaged-2`],
		['[]', `${path}.damaged-3`],
	] as const) {
		openKept('five', home).write(kept);
		writeFileSync(path, text);
		assert.ok(knownClusters(home).some(one => one.folder === folder && one.damaged));
		assert.equal(readFileSync(path, 'utf8'), text);
		assert.match(openKept('five', home).told as string, /kept\.json was damaged/);
		assert.equal(readFileSync(aside, 'utf8'), text);
	}
	assert.equal(openKept('five', home).told, undefined);
});

test('what is forgotten is gone with its journal', () => {
	const [latest] = knownClusters(home);
	assert.ok(latest);
	forget(latest);
	assert.ok(!existsSync(latest.folder));
	assert.ok(!knownClusters(home).some(({folder}) => folder === latest.folder));
});

test('what was written is what is kept, without opening it again', () => {
	const store = openKept('six', home);
	store.write({...kept, about: {...about, short: 'first'}});
	store.write(kept);
	assert.equal(store.kept.about?.short, 'acme');
});
