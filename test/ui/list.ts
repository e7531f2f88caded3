import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Ranked, Unknown, Verdict} from '../../source/model/index.js';
import {listLines} from '../../source/ui/list-lines.js';
import {foldNote, foldSays} from '../../source/ui/pages/settling.js';
import {control, finding, verdict} from '../helpers/ports.js';
import {happen, onList as listOf, press, screen, type World} from '../helpers/world.js';

const missing = (resource: string): Unknown => ({
	code: 'forbidden',
	text: `needs the right to list ${resource}`,
	missing: [{verb: 'list', resource, scope: 'cluster', rule: 'R4'}],
});
const unknown = (id: string, title: string, why: Unknown, overrides = {}): Verdict => ({
	...verdict(control(id, title, overrides), 'unknown'),
	unknown: why,
});
const inNamespace = (name: string, namespace: string, level: 'fail' | 'warn' = 'fail') =>
	finding(name, {level, subject: {group: 'apps', kind: 'Deployment', namespace, name}});
const verdicts: Verdict[] = [
	verdict(control('web', 'Close the web', {seeds: ['N5'], severity: 'critical'}), 'fail', [
		inNamespace('web', 'shop'),
		inNamespace('blog', 'blog'),
	]),
	verdict(control('db', 'Close the database', {seeds: ['N3'], severity: 'low', threats: {external: 3, container: 0, user: 0}}), 'warn', [
		inNamespace('db', 'shop', 'warn'),
	]),
	unknown('roles', 'Read the roles', missing('roles')),
	unknown('bindings', 'Read the bindings', missing('roles'), {severity: 'medium'}),
	unknown('hooks', 'Read the hooks', missing('webhooks'), {severity: 'low'}),
	unknown('plan', 'Have a plan', {code: 'hidden', text: 'the API cannot show it'}),
	verdict(control('good', 'Keep it good'), 'pass'),
];

const onList = (all: readonly Verdict[] = verdicts): World => listOf(all);
const kinds = ({state}: World) => listLines(state).map(({kind}) => kind);
const toLine = (world: World, text: string) => {
	press(world, 'g');
	for (
		let moves = 0;
		moves < 20 &&
		!screen(world)
			.split('\n')
			.some(line => line.startsWith('❯') && line.includes(text));
		moves += 1
	)
		press(world, 'j');
	return world;
};

test('unknown rows fold by what settles them; one alone does not, and rows that others wait for never do', () => {
	const world = onList();
	assert.deepEqual(kinds(world).filter(kind => kind === 'fold').length, 1);
	assert.match(screen(world), /\? unknown high ▸ 3 rows: rights that anna lacks +2 rights/);
	assert.match(screen(world), /\? unknown high Have a plan/);
	const waitedFor = onList([
		...verdicts.slice(1),
		verdict(control('needs', 'Needs the roles', {requires: ['roles']}), 'fail', [finding('x')]),
	]);
	assert.match(screen(waitedFor), /\? unknown high Read the roles/);
});

test('→ unfolds in place, ← folds again and leaves the cursor on the fold', () => {
	const world = toLine(onList(), 'rights that anna lacks');
	press(world, 'right');
	assert.match(screen(world), /▾ 3 rows: rights that anna lacks[^]*Read the roles[^]*Read the bindings[^]*Read the hooks/);
	press(world, 'j', 'left');
	assert.match(screen(world), /❯ .*▸ 3 rows/);
});

test('enter on a fold shows what would settle it: rights with how many rows wait, and a request to copy', () => {
	const world = press(toLine(onList(), 'rights that anna lacks'), 'enter');
	assert.match(screen(world), /3 rows wait for: rights that anna lacks/);
	assert.match(screen(world), /❯ {2}list roles +2 rows +worst: Read the roles/);
	press(world, 'c');
	const [copy] = world.effects;
	assert.ok(copy?.do === 'copy');
	assert.match(copy.text, /let anna read[^]*- list roles \(2 checks wait for it\)\n- list webhooks \(1 check waits for it\)/);
	press(world, 's');
	assert.deepEqual(world.effects.at(-1), {do: 'save-role'});
});

test('from the page of a fold t leads to its rows in the list, where digits answer', () => {
	const world = press(toLine(onList(), 'rights that anna lacks'), 'enter', 't');
	assert.match(screen(world), /❯ .*Read the roles/);
	press(world, '1');
	const [said] = world.effects;
	assert.ok(said?.do === 'attest');
	assert.deepEqual([said.control, said.attestation], ['roles', {says: 'yes', by: 'anna', at: '2026-11-25'}]);
});

test('o goes through the orders; by namespace each one has a row, the worst first', () => {
	const world = press(onList(), 'o', 'o', 'o', 'o');
	assert.match(screen(world), /by namespace[^]*▸ shop +2 rows +✗1 !1\n[^]*▸ blog +1 row +✗1/);
	press(world, 'o', 'o');
	assert.match(screen(world), /── by rank/);
});

test('the filter knows namespaces, states, seeds, attackers, old names and what is not wanted', () => {
	const shown = (filter: string) => {
		const world = press(onList(), '/', ...[...filter].map(letter => (letter === ' ' ? 'space' : letter)));
		return listLines(world.state).flatMap(line => (line.kind === 'row' ? [line.row.verdict.control.id] : []));
	};
	assert.deepEqual(shown('ns:blog'), ['web']);
	assert.deepEqual(shown('state:warn'), ['db']);
	assert.deepEqual(shown('seed:n3'), ['db']);
	assert.deepEqual(shown('attacker:outsider'), ['db']);
	assert.deepEqual(shown('ns:shop !database'), ['web']);
	assert.deepEqual(shown('state:unknown sev:low'), ['hooks']);
	assert.equal(shown('cis:5.2').length, verdicts.length);
});

test('marks survive a filter, and the strip says how many of them are hidden', () => {
	const world = press(onList(), 'space', '/', ...'database', 'enter');
	assert.match(screen(world), /1 of 7 marked, 1 of them hidden/);
});

test('the map counts gaps per item and attacker, and enter opens the list of a cell', () => {
	const world = press(onList(), 'm');
	assert.match(screen(world), /network policies +✗1 of 1/);
	assert.match(screen(world), /secrets +!1 of 1/);
	press(world, 'right', 'j', 'enter');
	assert.match(screen(world), /only: secrets[^]*Close the database/);
});

test('attest asks for state, who, since when and a note, and keeps nothing that is not a day', () => {
	const world = press(toLine(onList(), 'Have a plan'), 't', '2', 'enter');
	assert.match(screen(world), /does it hold\? +partly/);
	press(world, 'ctrl-u', ...'soon', 'enter');
	assert.match(screen(world), /write a day/);
	press(world, 'ctrl-u', ...'2026-10-01', 'enter', ...'wiki/42', 'enter');
	assert.deepEqual(world.effects[0], {
		do: 'attest',
		control: 'plan',
		attestation: {says: 'partly', by: 'anna', at: '2026-10-01', note: 'wiki/42'},
	});
});

test('waive needs a reason and an end, and takes what is marked in the control', () => {
	const world = press(toLine(onList(), 'Close the web'), 'enter');
	press(world, 'j', 'w', 'enter', 'enter');
	assert.match(screen(world), /why: it must not be empty/);
	press(world, ...'old', 'enter', 'ctrl-u', ...'2027-01-31', 'enter');
	const [waive] = world.effects;
	assert.ok(waive?.do === 'waive');
	assert.deepEqual(waive.waivers, [
		{control: 'web', check: 'check', object: 'shop/Deployment/web', owner: 'anna', reason: 'old', until: '2027-01-31'},
	]);
});

test(': completes pages, controls and namespaces', () => {
	const world = press(onList(), ':', 'n', 's', 'space', 'b');
	assert.match(screen(world), /ns blog/);
	press(world, 'tab', 'enter');
	assert.match(screen(world), /only: ns:blog/);
	press(world, ':', ...'map', 'enter');
	assert.equal(world.state.screen.name, 'map');
});

test('a row that a person answered shows it, and one that the cluster contradicts says both', () => {
	const contradicted: Verdict = {...(verdicts[0] as Verdict), contradiction: {attested: 'yes', observed: 'fail'}};
	const world = onList([contradicted]);
	assert.match(screen(world), /Close the web +✎/);
	assert.match(screen(world), /Said yes; the cluster\s+shows fail/);
});

test('beside the list the cursor of a control never leaves what is seen', () => {
	const many = Array.from({length: 60}, (_, index) => inNamespace(`pod-${String(index).padStart(2, '0')}`, 'shop'));
	const world = onList([verdict(control('web', 'Close the web'), 'fail', many)]);
	happen(world, {type: 'resized', columns: 120, rows: 40});
	press(world, 'enter');
	for (let moves = 0; moves < 59; moves += 1) {
		press(world, 'j');
		assert.match(screen(world), /❯ {3}.*✗ deployment\/pod-|❯ +. deployment\/pod-/);
	}
	assert.match(screen(world), /❯.*pod-59/);
});

test('where a row has no room for what it waits for and how many, it says how many, and cuts neither', () => {
	const pods = Array.from({length: 50}, (_, index) => inNamespace(`pod-${index}`, `team-${index}`));
	const world = onList([
		verdict(control('first', 'Close the web', {severity: 'critical'}), 'fail', [inNamespace('web', 'shop')]),
		verdict(control('second', 'Close the rest', {requires: ['first']}), 'fail', pods),
	]);
	assert.match(screen(world), /Close the rest +after 1, ✗50\n/);
	happen(world, {type: 'resized', columns: 120, rows: 40});
	assert.match(screen(world), /Close the rest +✗50 /);
	assert.doesNotMatch(screen(world), /aft…/);
});

test('what would settle rows of a person with one namespace is more rights, not reading again', () => {
	const unknown = {code: 'partial', text: 'no finding in namespace shop; the rest was not read', elsewhere: true} as const;
	const rows = ['a', 'b'].map(id => ({verdict: {...verdict(control(id, id), 'unknown'), unknown}}) as unknown as Ranked);
	assert.equal(foldSays('reading', rows, {}), 'seen in your namespaces only');
	assert.equal(foldNote('reading', rows, {}), 'more rights');
});

test('esc takes the filter off, and / with ↑ in the empty field brings it back', () => {
	const world = press(onList(), '/', ...'database', 'enter', 'esc');
	assert.match(world.state.message ?? '', /everything is shown/);
	assert.equal(world.state.filter, '');
	press(world, '/', 'up');
	assert.match(screen(world), /find: database▏/);
	assert.deepEqual(
		listLines(world.state).map(line => line.kind === 'row' && line.row.verdict.control.id),
		['db'],
	);
	press(world, 'enter', 'esc', '/', 'esc', 'up');
	assert.equal(world.state.filter, '');
});

test('where words have no room, what fails and what warns are still told apart', () => {
	const mixed = [...'abc'].map((name, index) => ({
		...inNamespace(name, `team-${index}`),
		level: index === 0 ? ('fail' as const) : ('warn' as const),
	}));
	const world = onList([verdict(control('first', 'Close the web'), 'fail', mixed)]);
	assert.match(screen(world), /Close the web +1 fail, 2 warn/);
	happen(world, {type: 'resized', columns: 120, rows: 40});
	assert.match(screen(world), /Close the web +✗1 !2 /);
});

test('* marks the rows that are shown, and none that lie in a fold', () => {
	const world = press(onList(), '*');
	assert.deepEqual([...world.state.marks].sort(), ['db', 'good', 'plan', 'web']);
	press(world, '*');
	assert.equal(world.state.marks.size, 0);
	press(world, 'o', 'o', 'o', 'o', '*');
	assert.equal(world.state.marks.size, 0);
	assert.match(world.state.message ?? '', /nothing to mark/);
});

test('beside a fold stands what would settle its rows, and how many wait for each', () => {
	const world = onList();
	happen(world, {type: 'resized', columns: 120, rows: 40});
	toLine(world, 'rights that anna lacks');
	assert.match(screen(world), /3 rows wait for: rights that anna lacks\n[^]*list roles +2 rows\n[^]*list webhooks +1 row\n/);
	const hidden: Unknown = {code: 'hidden', text: 'the API cannot show it'};
	const open = onList([unknown('plan', 'Have a plan', hidden), unknown('drill', 'Train for the worst', hidden)]);
	happen(open, {type: 'resized', columns: 120, rows: 40});
	assert.match(screen(open), /❯.*2 rows: only you can know +about 1 min +2 rows wait for: only you can know\n[^]*high Have a plan/);
});

test('state: takes the word that the list shows', () => {
	for (const word of ['n/a', 'not-applicable']) {
		const world = press(
			onList([...verdicts, verdict(control('none', 'Keep what is not there'), 'not-applicable')]),
			'/',
			...`state:${word}`,
		);
		assert.deepEqual(
			listLines(world.state).map(line => line.kind === 'row' && line.row.verdict.control.id),
			['none'],
		);
	}
});

test('esc after : leads back to the list, on the row that was gone to, also from one control to another', () => {
	const world = onList();
	press(world, ':', ...'db', 'enter', 'esc');
	assert.match(screen(world), /❯ +\d+ ! warn +low +Close the database/);
	press(world, 'g', 'enter', ':', ...'db', 'enter', 'esc');
	assert.equal(world.state.screen.name, 'list');
	assert.match(screen(world), /❯ +\d+ ! warn +low +Close the database/);
});

test('esc in / brings back what narrowed before, and / begins behind it', () => {
	const world = onList();
	press(world, '/', ...'sev:low', 'enter', '/', ...'zzz');
	assert.match(screen(world), /sev:low zzz/);
	press(world, 'esc');
	assert.equal(world.state.filter, 'sev:low');
	assert.match(screen(world), /Close the database/);
});
