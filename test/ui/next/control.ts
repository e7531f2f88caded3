import assert from 'node:assert/strict';
import {test} from 'node:test';
import {control, finding, verdict} from '../../helpers/ports.js';
import {onList, press, type World} from '../../helpers/world.js';

const in_ = (namespace: string, name: string, check = 'check') =>
	finding(`${name}-${check}`, {check, subject: {group: 'apps', kind: 'Deployment', namespace, name}});
const found = [in_('blog', 'web'), in_('blog', 'www'), in_('shop', 'api'), in_('shop', 'db', 'one'), in_('shop', 'db', 'two')];
/** The cursor on a line of the objects: group blog, web, www, group shop, api, db. */
const onLine = (index: number): World =>
	press(onList([verdict(control('a', 'Do the first thing'), 'fail', found)]), 'enter', ...Array.from({length: index}, () => 'j'));
const asked = ({effects}: World) =>
	effects
		.flatMap(effect => (effect.do === 'yaml' || effect.do === 'remedy' ? [effect.findings.map(id => id.replace(/0+$/, ''))] : []))
		.at(-1);

test('y and the part fix are about the object under the cursor, with all that was found on it', () => {
	for (const key of ['y', 'tab']) {
		assert.deepEqual(asked(press(onLine(2), key)), ['www-check']);
		assert.deepEqual(asked(press(onLine(5), key)), ['db-one', 'db-two']);
	}
});

test('on the line of a group they are about its first object', () => {
	for (const key of ['y', 'tab']) assert.deepEqual(asked(press(onLine(3), key)), ['api-check']);
});

test('the other parts stay about the same object, however far they are scrolled', () => {
	const world = press(onLine(2), 'tab', 'j', 'y');
	assert.deepEqual(asked(world), ['www-check']);
	press(world, 'tab', 'shift-tab');
	assert.deepEqual(asked(world), ['www-check']);
});
