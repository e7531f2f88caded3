import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Carried, partingWords} from '../../../source/ui/pages/parting.js';
import type {State} from '../../../source/ui/state.js';
import {control, demoPlace, finding, preview, verdict} from '../../helpers/ports.js';
import {onList} from '../../helpers/world.js';

const none: Carried = {cluster: [], wizard: []};
function words(place: Partial<typeof demoPlace>, carried: Carried): string {
	const {state} = onList([verdict(control('a', 'Do the first thing'), 'fail', [finding('web')])]);
	const entry = {id: 31, group: 31, controls: [], change: preview.change, touched: [], at: '', by: 'anna', state: 'verified'};
	const journal = [{schema: 'castellan.journal/1', ...entry}] as unknown as State['journal'];
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
