import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AssessedFinding} from '../../../source/model/index.js';
import {effectRunner} from '../../../source/ui/effects.js';
import {objectLines} from '../../../source/ui/objects.js';
import type {Effect, Event} from '../../../source/ui/state.js';
import {control, fakePorts, finding, planItem, verdict} from '../../helpers/ports.js';
import {onList, press, screen, type World} from '../../helpers/world.js';

const of = (name: string, namespace: string, overrides: Partial<AssessedFinding> = {}) =>
	finding(name, {subject: {group: 'apps', kind: 'Deployment', namespace, name}, ...overrides});
const findings = [
	of('web', 'shop', {owner: 'argo-cd'}),
	of('db', 'shop', {level: 'warn'}),
	of('blog', 'blog'),
	of('old', 'shop', {waivedBy: {control: 'a', owner: 'anna', reason: 'it goes soon', until: '2027-01-31'}}),
];
const onControl = (found = findings): World => press(onList([verdict(control('a', 'Do the first thing'), 'fail', found)]), 'enter');
const groups = ({state}: World) => {
	const [row] = state.assessment?.ranked ?? [];
	return row ? objectLines(state, row).map(line => (line.kind === 'group' ? line.group : line.kind)) : [];
};

test('o groups the objects of a control by state and by who takes changes back, and stays on its object', () => {
	const world = press(onControl(), 'j');
	assert.match(screen(world), /❯.*deployment\/blog/);
	press(world, 'o');
	assert.deepEqual(
		groups(world).filter(kind => kind !== 'object'),
		['fail', 'warn', 'waived'],
	);
	assert.match(screen(world), /❯.*deployment\/blog[^]*by state/);
	press(world, 'o');
	assert.deepEqual(
		groups(world).filter(kind => kind !== 'object'),
		['nobody seen', 'Argo CD', 'waived'],
	);
	press(world, 'o');
	assert.match(screen(world), /by namespace/);
});

test('f leaves out what is waived or accepted, and shows it again', () => {
	const world = press(onControl(), 'f');
	assert.ok(!groups(world).includes('waived'));
	assert.match(screen(world), /left out/);
	assert.ok(groups(press(world, 'f')).includes('waived'));
});

test('e plans what is under the cursor and opens a copy of it in the editor', () => {
	const world = press(onControl(), 'j', 'e');
	const [effect] = world.effects;
	assert.deepEqual(effect, {do: 'plan', wanted: [{control: 'a', finding: 'blog'.padEnd(16, '0')}], given: {}, edit: true});
	world.state = {...world.state, cluster: {...(world.state.cluster as NonNullable<typeof world.state.cluster>), live: false}};
	assert.match(press(world, 'e').state.message ?? '', /no cluster to send to/);
});

test('what e planned is edited where it is one object; of several one must be opened first', async () => {
	const told = async (items: readonly (typeof planItem)[]): Promise<Event[]> => {
		const events: Event[] = [];
		const state = onControl().state;
		const run = effectRunner(
			fakePorts([], {plan: () => items}),
			event => events.push(event),
			() => state,
		);
		await run({do: 'plan', wanted: planItem.wanted, given: {}, edit: true} satisfies Effect);
		return events;
	};
	assert.deepEqual(
		(await told([planItem])).map(({type}) => type),
		['planned', 'item-edited'],
	);
	const [, said] = await told([planItem, {...planItem, id: 'other'}]);
	assert.ok(said?.type === 'said' && /enter opens one/.test(said.says));
});

const command = `kubectl get pods -A -o json | jq -r '${'.items[] | '.repeat(12)}the end'`;
const onPart = (part: string): World => {
	const world = press(onList([verdict(control('a', 'Do the first thing', {verify: command}), 'fail', findings)]), 'enter');
	while (world.state.screen.name === 'control' && world.state.screen.part !== part) press(world, 'tab');
	return world;
};

test('a command is never wrapped inside its quotes: it scrolls sideways, and z wraps it', () => {
	const world = onPart('check');
	assert.match(screen(world), /kubectl get pods.*…\n\nAsked where/);
	press(world, ...Array.from({length: 16}, () => 'right'));
	assert.match(screen(world), /the end'\n\nAsked where/);
	press(world, 'left', 'z');
	assert.match(screen(world), /kubectl get pods[^]*the end'\n\nAsked where/);
});

test('YAML of a fix scrolls sideways, its sentences wrap, and the next part begins at the left', () => {
	const world = onPart('fix');
	const yaml = `  value: ${'x'.repeat(90)} the end`;
	const lines = ['1. First do this, then '.padEnd(100, 'that '), yaml];
	world.state = {...world.state, remedies: new Map([['a', lines]])};
	press(world, 'right', 'right', 'right', 'right');
	assert.match(screen(world), /1\. First do this[^]*\nx+ the end/);
	press(world, 'tab');
	assert.match(screen(world), /An intruder gains something/);
});

test('YAML opens unwrapped, steps by hand wrapped', async () => {
	const opened = async (lines: readonly string[]) => {
		const world = onControl();
		const events: Event[] = [];
		const run = effectRunner(
			fakePorts([], {remedy: () => lines}),
			event => events.push(event),
			() => world.state,
		);
		await run({do: 'yaml', control: 'a', findings: []});
		const [page] = events;
		assert.ok(page?.type === 'text-ready');
		return page.wrap;
	};
	assert.equal(await opened(['patch shop/deployment/web', '', 'spec: {}']), false);
	assert.equal(await opened(['1. Do it by hand.']), true);
});

test('marks on a control say how many of how many, and how many of them a fold hides', () => {
	const world = press(onControl(), 'space', 'G');
	assert.match(screen(world), /1 of 4 marked/);
	press(world, 'g', 'left');
	assert.match(screen(world), /1 of 4 marked, 1 of them hidden/);
	press(world, 'tab');
	assert.match(screen(world), /1 of 4 marked/);
});

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

test('what is waived is not planned, and that is said', () => {
	const waivedBy = {control: 'a', owner: 'anna', reason: 'known', until: '2027-01-01'};
	const world = onList([verdict(control('a', 'Do the first thing'), 'waived', [finding('web', {waivedBy})])]);
	press(world, 'enter', 'a');
	assert.deepEqual(world.effects, []);
	assert.equal(world.state.message, 'this is waived: w takes that back');
});
