import assert from 'node:assert/strict';
import {test} from 'node:test';
import {validAttestations} from '../../source/session/valid-attestations.js';

test('of attestations in a file only whole ones count, and their names are escaped', () => {
	const whole = {says: 'yes', by: 'anna\u001b[2J', at: '2026-11-12'};
	const kept = validAttestations({
		whole,
		state: {...whole, says: 'surely'},
		date: {...whole, at: 'yesterday'},
		nobody: {says: 'no', at: '2026-11-12'},
		empty: null,
		text: 'yes',
	});
	assert.deepEqual(Object.keys(kept), ['whole']);
	assert.doesNotMatch(kept['whole']?.by ?? '', /\u001b/);
	assert.deepEqual(Object.keys(validAttestations({whole: {...whole, says: 'not-sure'}})), ['whole']);
	assert.equal(validAttestations({whole: {...whole, note: 'wiki\u001b/tls'}})['whole']?.note, 'wiki\\u{1b}/tls');
});

test('what is no object holds no attestation', () => {
	for (const raw of [undefined, null, 'yes', 3, [{says: 'yes'}]]) assert.deepEqual(validAttestations(raw), {});
});
