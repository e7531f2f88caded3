import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Carried, partingWords} from '../../../source/ui/pages/parting.js';
import type {State} from '../../../source/ui/state.js';
import {control, demoPlace, finding, journalEntry, verdict} from '../../helpers/ports.js';
import {onList} from '../../helpers/world.js';

const none: Carried = {cluster: [], wizard: []};
function words(place: Partial<typeof demoPlace>, carried: Carried, journal: State['journal'] = [journalEntry(31)]): string {
	const {state} = onList([verdict(control('a', 'Do the first thing'), 'fail', [finding('web')])]);
	return partingWords({...state, place: {...demoPlace, ...place}, journal}, {reads: 3, writes: 1}, new Date(0), carried);
}

test('the lines to take back and to come back mean the same cluster as the same account', () => {
	const place = {kind: 'context', id: 'prod eu'} as const;
	const said = words(place, {cluster: ['--kubeconfig', './my conf', '--as', 'bob'], wizard: ['--plain']});
	assert.match(said, /^take back {2}castellan undo 31 --context 'prod eu' --kubeconfig '\.\/my conf' --as bob$/m);
	assert.match(said, /^come back {2}castellan --context 'prod eu' --kubeconfig '\.\/my conf' --as bob --plain$/m);
	assert.match(words(place, none), /^come back {2}castellan --context 'prod eu'$/m);
});

test('back to the demo goes line by line where it was left so', () => {
	assert.match(words({}, {cluster: ['--as', 'bob'], wizard: ['--plain']}), /^come back {2}castellan demo --plain \(the changes/m);
});

test('the line to take back names the change that was made last', () => {
	const place = {kind: 'context', id: 'prod'} as const;
	assert.match(words(place, none, [journalEntry(9), journalEntry(8)]), /^take back {2}castellan undo 9 --context prod$/m);
});

test('a change that is unclear is unsettled, and can be taken back', () => {
	const said = words({kind: 'context', id: 'prod'}, none, [journalEntry(9, {state: 'unclear'})]);
	assert.match(said, /^unsettled {2}change 9, shop\/deployment\/web$/m);
	assert.match(said, /^take back {2}castellan undo 9 --context prod$/m);
	assert.doesNotMatch(said, /^not verified/m);
	const undo = words({kind: 'context', id: 'prod'}, none, [journalEntry(9, {state: 'unclear', undoes: 8})]);
	assert.doesNotMatch(undo, /^take(n)? back/m);
});
