import assert from 'node:assert/strict';
import {test} from 'node:test';
import {control, finding, verdict} from '../../helpers/ports.js';
import {onList, press, screen} from '../../helpers/world.js';

const inNamespace = (namespace: string, name: string) => finding(name, {subject: {group: 'apps', kind: 'Deployment', namespace, name}});

test('marked rows of namespaces are not counted against the controls', () => {
	const world = onList([verdict(control('a', 'Do the first thing'), 'fail', [inNamespace('shop', 'web'), inNamespace('ci', 'runner')])]);
	assert.match(screen(press(world, 'space')), /1 of 1 marked/);
	press(world, 'space');
	while (world.state.orderBy !== 'namespace') press(world, 'o');
	press(world, 'g', 'space', 'space');
	assert.match(screen(world), /2 marked, 2 of them hidden/);
	assert.doesNotMatch(screen(world), /of 1 marked/);
});
