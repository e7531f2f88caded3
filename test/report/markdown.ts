import assert from 'node:assert/strict';
import {test} from 'node:test';
import {assessedAlone} from '../../source/commands/assessment.js';
import {markdownOf} from '../../source/commands/report-text.js';
import {snapshotOfObjects} from '../../source/kube/from-objects.js';
import {report} from '../../source/report/json.js';
import {plain} from '../../source/report/markdown.js';
import {deployment, namespace} from '../helpers/manifests.js';

const snapshot = snapshotOfObjects([deployment({}, {name: 'web', namespace: 'shop'}), namespace('shop')], {
	takenAt: '2026-11-25T12:00:00Z',
	complete: true,
});
const {ranked, model} = assessedAlone(
	snapshot,
	{},
	{
		waivers: [{control: 'pods-no-privilege-escalation', owner: 'bert', reason: 'until <the> rewrite', until: '2027-01-31'}],
		attestations: {'psa-enforced': {says: 'yes', by: 'anna', at: '2026-11-01'}},
	},
);
const text = markdownOf(report(snapshot, ranked, model, '0.0.0'));

test('a report holds counts, answers, the top rows with their fix, everything, what is not known, waived and contradicted', () => {
	assert.match(text, /^# Hardening of /);
	assert.match(text, /\*\*\d+ fail, \d+ warn, \d+ unknown, \d+ pass, 1 waived\.\*\*/);
	assert.match(text, /\| What is it for\? \| production: people or money depend on it \| assumed \|/);
	assert.match(text, /### \d+\. .* \((fail|warn), (critical|high)\)/);
	assert.match(text, /> .*Risk: /);
	assert.match(text, /## What is not known/);
	assert.match(text, /bert, until 2027-01-31: until \\<the\\> rewrite/);
	assert.match(text, /## Where the cluster says otherwise\n\n- .*: said yes, seen warn/);
});

test('nothing that a cluster names becomes markup', () => {
	assert.equal(plain('a|b `c` <img> [x](y) *z* _w_'), 'a\\|b \\`c\\` \\<img\\> \\[x\\](y) \\*z\\* \\_w\\_');
	const hostile = snapshotOfObjects(
		[deployment({}, {name: 'x', namespace: 'shop', labels: {}}), {...namespace('shop'), metadata: {name: '<script>|`'}}],
		{
			takenAt: '2026-11-25T12:00:00Z',
			complete: true,
		},
	);
	const assessed = assessedAlone(hostile);
	assert.doesNotMatch(markdownOf(report(hostile, assessed.ranked, assessed.model, '0')), /<script>/);
});
