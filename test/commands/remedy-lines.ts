import assert from 'node:assert/strict';
import {test} from 'node:test';
import {assessedAlone} from '../../source/commands/assessment.js';
import {guideLines, remedyLines} from '../../source/commands/remedy-lines.js';
import {deployment} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const containers = ['app', 'proxy'].map(name => ({name, image: `${name}:1`}));
const snapshot = snapshotOf([deployment({containers}, {name: 'web'})]);
const {verdicts, model} = assessedAlone(snapshot);
const verdict = verdicts.find(({control}) => control.id === 'pods-no-privilege-escalation');

test('what was found on one object is shown as one change of it', () => {
	assert.ok(verdict && verdict.findings.length === 2);
	const lines = remedyLines(
		snapshot,
		verdict,
		model,
		verdict.findings.map(({id}) => id),
	);
	assert.equal(lines.filter(line => line.startsWith('patch ')).length, 1);
	for (const {name} of containers) assert.match(lines.join('\n'), new RegExp(`name: ${name}`));
});

test('where several objects were found the fix says of which one it speaks', () => {
	const two = snapshotOf([deployment({containers}, {name: 'web'}), deployment({containers}, {name: 'api'})]);
	const assessed = assessedAlone(two);
	const found = assessed.verdicts.find(({control}) => control.id === 'pods-no-privilege-escalation');
	assert.ok(found);
	assert.equal(remedyLines(two, found, assessed.model)[0], 'Of shop/deployment/api:');
	assert.ok(verdict);
	assert.doesNotMatch(remedyLines(snapshot, verdict, model)[0] ?? '', /^Of /);
});

test('where no change may be offered the text for all others is not shown', () => {
	const refused = {guide: {everywhere: ['Ask its owner.']}, refused: 'it needs its token'};
	const whole = {everywhere: ['Set it.'], snippet: 'automountServiceAccountToken: false\n'};
	assert.deepEqual(guideLines(refused, whole, snapshot), ['No change is offered: it needs its token.', '', '1. Ask its owner.']);
	assert.ok(guideLines({guide: {everywhere: ['Set it.']}}, whole, snapshot).includes('automountServiceAccountToken: false'));
});
