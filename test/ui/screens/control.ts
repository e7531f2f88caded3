import assert from 'node:assert/strict';
import {test} from 'node:test';
import {view} from '../../../source/ui/view.js';
import {control, finding, verdict} from '../../helpers/ports.js';
import {onList, press, screen, type World} from '../../helpers/world.js';

const inNamespace = (namespace: string, name: string) => finding(name, {subject: {group: 'apps', kind: 'Deployment', namespace, name}});

test('on a wide screen the list beside a control stands on the row of the same namespace', () => {
	const title = 'Do the first thing';
	const world = onList([verdict(control('a', title), 'fail', [inNamespace('shop', 'web'), inNamespace('ci', 'runner')])], {
		columns: 200,
		rows: 40,
	});
	// Only the row that the list stands on is bold.
	const stoodOn = ({state}: World) =>
		view(state).findIndex(line => line.slice(0, 8).some(({text, style}) => text.trimEnd() === title && style === 'bold'));
	while (world.state.orderBy !== 'namespace') press(world, 'o');
	press(world, 'g', 'right', 'j', 'j', 'right', 'j');
	const onShop = stoodOn(world);
	assert.ok(onShop > 0);
	assert.equal(stoodOn(press(world, 'enter')), onShop);
});

test('beside the list what is said of an object stands below its name while there is room, else behind it', () => {
	const message = 'its service account may read Secrets, start pods as anybody and change every role of the cluster';
	const objects = (count: number) => Array.from({length: count}, (_, index) => finding(`web-${index}`, {message}));
	const shown = (count: number) =>
		screen(onList([verdict(control('a', 'Do the first thing'), 'fail', objects(count))], {columns: 120, rows: 40}));
	assert.match(
		shown(2),
		/✗ deployment\/web-0 *\n.* {7}its service account may read Secrets, start *\n.* pods as anybody and change every role of the *\n.* cluster/,
	);
	assert.match(shown(11), /✗ deployment\/web-0 *\n.* {7}its service account may read Secrets, start…/);
	assert.match(shown(20), /✗ deployment\/web-0 +its service account …/);
});
