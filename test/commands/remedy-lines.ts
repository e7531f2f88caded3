import assert from 'node:assert/strict';
import {test} from 'node:test';
import {assessedAlone} from '../../source/commands/assessment.js';
import {remedyLines} from '../../source/commands/remedy-lines.js';
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
