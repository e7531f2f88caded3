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
