import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Ask, Verdict} from '../../source/model/index.js';
import {bindings, eventOf, footer} from '../../source/ui/keys.js';
import {askScreen} from '../../source/ui/next/ask.js';
import {next} from '../../source/ui/next.js';
import {answersOf, startState} from '../../source/ui/state.js';
import {plainText, view} from '../../source/ui/view.js';
import {control, demoPlace, fakePorts, finding, planItem, preview, verdict} from '../helpers/ports.js';
import {happen, press, type World} from '../helpers/world.js';

const size = {columns: 80, rows: 24};
const verdicts: Verdict[] = [
	verdict(control('a', 'Do the first thing'), 'fail', [finding('web'), finding('api')]),
	verdict(control('b', 'Do the second thing', {severity: 'low'}), 'warn', [finding('db')]),
	verdict(control('c', 'Know the third thing'), 'unknown'),
];
const ports = fakePorts(verdicts);

function start(readOnly = false): World {
	return {state: startState(size, {readOnly, now: ports.now(), probes: true}), effects: []};
}
const cluster = {
	short: 'demo',
	live: true,
	platform: 'kubeadm 1.34',
	who: 'kubernetes-admin',
	server: 'https://10.20.0.4:6443',
	takenAt: '2026-11-25T12:00:00Z',
	told: [],
};
const answers = {environment: {value: 'prod', basis: 'assumed', evidence: []}} as const;
function onList(readOnly = false): World {
	const world = happen(start(readOnly), {type: 'places-found', places: [demoPlace]});
	press(world, 'enter');
	happen(world, {type: 'read-done', cluster, prefilled: {answers, hints: {}}}, {type: 'assessed', assessment: ports.assess(answers)});
	press(world, 'G', 'enter');
	world.effects.length = 0;
	return world;
}
function onConfirm(readOnly = false): World {
	const world = onList(readOnly);
	happen(world, {type: 'planned', items: [planItem], undo: false}, {type: 'previewed', item: planItem.id, previews: [preview]});
	press(world, 'a');
	world.effects.length = 0;
	return world;
}
const does = ({effects}: World) => effects.map(effect => effect.do);
const later = (world: World, milliseconds: number): World => {
	world.state = {...world.state, now: world.state.now + milliseconds};
	return world;
};

test('what is typed on the page that sends is text, whatever letter it is', () => {
	const world = press(onConfirm(), 'q', '?', 'a', 'x', 'j');
	assert.equal(world.state.screen.name, 'confirm');
	assert.match(plainText(view(world.state)), /q\?axj/);
	assert.deepEqual(does(world), []);
});

test('nothing is sent by the wrong words, by enter at once, or by a paste', () => {
	const wrong = press(later(onConfirm(), 1000), ...'1 prod', 'enter');
	assert.deepEqual(does(wrong), []);
	const hasty = press(onConfirm(), '1', 'space', 'd', 'e', 'm', 'o', 'enter');
	assert.deepEqual(does(hasty), []);
	const pasted = happen(later(onConfirm(), 1000), {type: 'pasted', text: '1 demo\r\n'});
	assert.deepEqual(does(pasted), []);
	assert.equal(pasted.state.screen.name, 'confirm');
});

test('the right words and enter send exactly what was shown, once', () => {
	const world = press(later(onConfirm(), 1000), '1', 'space', 'd', 'e', 'm', 'o', 'enter', 'enter');
	assert.deepEqual(
		does(world).filter(one => one === 'send'),
		['send'],
	);
});

test('--read-only never sends, but shows the plan', () => {
	const world = onList(true);
	happen(world, {type: 'planned', items: [planItem], undo: false}, {type: 'previewed', item: planItem.id, previews: [preview]});
	press(world, 'a');
	assert.equal(world.state.screen.name, 'plan');
	assert.match(world.state.message ?? '', /read-only/);
	assert.ok(!does(world).includes('send'));
});

test('a change that Git owns is sent only after the word for it', () => {
	const world = onList();
	const owned = {...preview, owner: {kind: 'argo-cd', says: 'Argo CD', git: true, takenBack: 'at the next sync'}} as const;
	happen(world, {type: 'planned', items: [planItem], undo: false}, {type: 'previewed', item: planItem.id, previews: [owned]});
	press(world, 'a');
	assert.equal(world.state.screen.name, 'plan');
	press(world, 'enter', 'a', ...'anyway', 'enter', 'esc', 'a');
	assert.equal(world.state.screen.name, 'confirm');
});

test('what the server refuses, or the account may not do, is not in what is sent', () => {
	for (const stopped of [{refused: {why: 'no'}}, {forbidden: 'patch deployments.apps in shop'}]) {
		const world = onList();
		happen(
			world,
			{type: 'planned', items: [planItem], undo: false},
			{type: 'previewed', item: planItem.id, previews: [{...preview, ...stopped}]},
		);
		press(world, 'a');
		assert.equal(world.state.screen.name, 'plan');
	}
});

test('esc goes back one screen and stops no sending', () => {
	const world = press(later(onConfirm(), 1000), '1', 'space', 'd', 'e', 'm', 'o', 'enter', 'esc');
	assert.equal(world.state.screen.name, 'list');
	assert.equal(world.state.sending, 'running');
	assert.ok(!does(world).includes('stop-sending'));
});

test('ctrl-c stops what runs, and leaves with 130 when nothing runs', () => {
	const sending = press(later(onConfirm(), 1000), '1', 'space', 'd', 'e', 'm', 'o', 'enter', 'ctrl-c');
	assert.ok(does(sending).includes('stop-sending'));
	assert.equal(sending.state.leaving, undefined);
	assert.equal(press(onList(), 'ctrl-c').state.leaving, 130);
});

test('what an assessment suggests takes the place of older suggestions, never of what was said, which 0 takes back', () => {
	const kept = {'network-trust': {value: 'hostile', basis: 'said', evidence: []}} as const;
	const world = happen(onList(), {type: 'read-done', cluster, prefilled: {answers: {...answers, ...kept}, hints: {}}});
	const suggested = {
		environment: {value: 'dev', basis: 'concluded', evidence: []},
		'network-trust': {...kept['network-trust'], value: 'x'},
	} as const;
	happen(world, {type: 'assessed', assessment: {...ports.assess({}), prefilled: {answers: suggested, hints: {}}}});
	assert.deepEqual(answersOf(world.state), {environment: suggested.environment, ...kept});
	press(world, 'i', 'j', 'j', 'j', '0');
	assert.equal(answersOf(world.state)['network-trust'], undefined);
});

test('from the first key on the order stays; that it has changed is said', () => {
	const world = press(onList(), 'j');
	const before = world.state.order;
	const turned = fakePorts([verdict(control('a', 'Do the first thing'), 'pass'), ...verdicts.slice(1)]).assess(answers);
	happen(world, {type: 'assessed', assessment: turned});
	assert.deepEqual(world.state.order, before);
	assert.match(world.state.message ?? '', /order has changed: o/);
	press(world, 'o');
	assert.notDeepEqual(world.state.order, before);
});

test('that the order has changed behind another screen is said when the list comes back', () => {
	const world = press(onList(), 'j', 'i');
	const turned = fakePorts([verdict(control('a', 'Do the first thing'), 'pass'), ...verdicts.slice(1)]).assess(answers);
	happen(world, {type: 'assessed', assessment: turned});
	assert.equal(world.state.message, undefined);
	press(world, 'esc');
	assert.match(world.state.message ?? '', /order has changed: o/);
	assert.equal(press(onList(), 'j', 'i', 'esc').state.message, undefined);
});

test('marks survive a filter, and the fix is for what is marked', () => {
	const world = press(onList(), 'space', '/', ...'second', 'enter');
	assert.deepEqual([...world.state.marks], ['a']);
	press(world, 'a');
	assert.deepEqual(
		world.effects.filter(effect => effect.do === 'plan').map(effect => effect.wanted.map(({control: id}) => id)),
		[['a', 'a']],
	);
});

test('what a person answered is never overwritten by what is read later', () => {
	const world = happen(start(), {type: 'places-found', places: [demoPlace]});
	press(world, 'enter', '3');
	happen(world, {type: 'read-done', cluster, prefilled: {answers, hints: {}}});
	assert.equal(world.state.given.environment?.value, 'dev');
});

test('every key of the table does something, or says why it does not, on each screen it names', () => {
	for (const binding of bindings) {
		for (const key of binding.keys) {
			const world = onList();
			const event = eventOf(key, world.state);
			const unknown = event === undefined || (event.type === 'refused-key' && /means nothing here/.test(event.says));
			assert.equal(!unknown, 'list' in binding.on, `${key} on the list`);
		}
	}
	assert.match(press(onList(), 'y').state.message ?? '', /y means nothing here/);
});

test('the last line names three keys or more, and fits', () => {
	for (const world of [happen(start(), {type: 'places-found', places: [demoPlace]}), onList(), onConfirm()]) {
		const lines = plainText(view(world.state)).split('\n');
		assert.ok((lines.at(-1) ?? '').length < size.columns);
		assert.ok(footer(world.state).length > 1);
	}
});

test('every screen has as many lines as the terminal, none wider than it, at every size', () => {
	for (const [columns, rows] of [
		[80, 24],
		[120, 40],
		[200, 60],
		[60, 16],
		[59, 16],
		[20, 5],
	] as const) {
		for (const world of [start(), onList(), onConfirm(), press(onList(), 'enter'), press(onList(), '?'), press(onList(), 'u')]) {
			const {state} = next(world.state, {type: 'resized', columns, rows});
			const lines = view(state);
			assert.equal(lines.length, rows);
			for (const line of lines)
				assert.ok(
					line.reduce((sum, {text}) => sum + [...text].length, 0) < columns,
					`${state.screen.name} ${columns}x${rows}: ${plainText([line])}`,
				);
		}
	}
});

const offlinePlace = {
	...demoPlace,
	kind: 'offline',
	id: 'offline',
	short: 'Offline…',
	asks: [
		{question: 'A name?', help: 'The name of the cluster.', filled: ''},
		{question: 'Who answers?', help: 'You, say.', filled: 'anna'},
	],
} as const;

test('a place that asks is read when the last question is answered, and esc asks nothing more', () => {
	const world = happen(start(), {type: 'places-found', places: [offlinePlace]});
	press(world, 'enter', 'q', '?');
	assert.match(plainText(view(world.state)), /A name\?\s+q\?/);
	press(world, 'esc');
	assert.deepEqual([world.state.screen.name, does(world)], ['where', []]);
	press(world, 'enter', 'enter');
	assert.deepEqual(does(world), [], 'an empty name is none');
	press(world, 'a', 'c', 'enter', 'enter');
	assert.deepEqual(
		world.effects.map(effect => (effect.do === 'read' ? effect.said : effect.do)),
		[['ac', 'anna']],
	);
	assert.equal(world.state.screen.name, 'answers');
});

test('where namespaces cannot be listed their names are asked for, and the place is read again with them', () => {
	const world = happen(start(), {type: 'places-found', places: [demoPlace]});
	press(world, 'enter');
	happen(world, {type: 'read-asks', asks: [{question: 'Which namespaces?', help: 'Names.', filled: 'shop'}]});
	assert.match(plainText(view(world.state)), /Which namespaces\?\s+shop/);
	world.effects.length = 0;
	press(world, 'space', 'w', 'enter');
	assert.deepEqual(
		world.effects.map(effect => (effect.do === 'read' ? effect.said : effect.do)),
		[['shop w']],
	);
});

test('what the shell found damaged or unclear is said when the cluster was read', () => {
	const world = happen(start(), {type: 'places-found', places: [demoPlace]});
	press(world, 'enter');
	happen(world, {type: 'read-done', cluster: {...cluster, told: ['change 3 is unclear']}, prefilled: {answers, hints: {}}});
	assert.match(plainText(view(world.state)), /change 3 is unclear/);
});

test('offline a digit answers the control under the cursor and goes on to the next open one', () => {
	const world = onList();
	world.state = {...world.state, place: offlinePlace, order: ['c', 'a', 'b'], cluster: {...cluster, live: false}};
	press(world, 'g', '1');
	const [said, after] = world.effects;
	assert.deepEqual(said?.do === 'attest' && [said.control, said.attestation?.says, said.attestation?.by], ['c', 'yes', cluster.who]);
	assert.deepEqual(after, {do: 'assess'});
	world.effects.length = 0;
	press(world, 'g', '4');
	assert.equal(world.effects[0]?.do === 'attest' && world.effects[0].attestation?.says, 'not-sure');
	world.effects.length = 0;
	press(world, 'g', '0');
	assert.deepEqual(world.effects[0], {do: 'attest', control: 'c', attestation: undefined});
});

test('a digit answers nothing where the cluster answers', () => {
	const world = press(onList(), '1');
	assert.deepEqual(does(world), []);
	assert.match(world.state.message ?? '', /the cluster answers this one/);
});

test('without a cluster a leads nowhere and says why', () => {
	const world = onList();
	world.state = {...world.state, cluster: {...cluster, live: false}};
	press(world, 'a');
	assert.deepEqual(does(world), []);
	assert.match(world.state.message ?? '', /no cluster to send to/);
	assert.ok(!footer(world.state).some(text => text.startsWith('a ')));
});

test('a question without options takes a line of text, and only what can be an answer', () => {
	const asks: Ask[] = [
		{id: 'cpu', question: 'How much CPU?', kind: 'quantity', proposal: '2'},
		{id: 'ranges', question: 'From where?', kind: 'addresses'},
	];
	const world = onList();
	world.state = {
		...world.state,
		screen: askScreen('shop/web', asks, 0),
		plan: [{item: {...planItem, changes: [], asks}, state: 'asks', previews: []}],
	};
	press(world, 'x', 'enter');
	assert.match(world.state.message ?? '', /a quantity like/);
	press(world, 'backspace', 'enter');
	assert.deepEqual(world.state.answered, {'a web0000000000000': {cpu: '2'}});
	press(world, ...'10.0.0.0'.split(''), 'enter');
	assert.match(world.state.message ?? '', /ranges like/);
	press(world, ...'/8'.split(''), 'enter');
	assert.deepEqual(world.effects.at(-1), {do: 'plan', wanted: planItem.wanted, given: {cpu: '2', ranges: '10.0.0.0/8'}});
});

test('a paste outside a text field is dropped, and said, on every screen', () => {
	const opened = ['i', 'm', 'u', '?', 'enter', 't'].map(key => press(onList(), key));
	for (const world of [start(), onList(), ...opened]) {
		const before = world.state.screen;
		happen(world, {type: 'pasted', text: 'q\n'});
		assert.match(world.state.message ?? '', /a paste outside a text field is dropped/, before.name);
		assert.equal(world.state.screen, before);
	}
	const field = happen(press(onList(), '/'), {type: 'pasted', text: 'second'});
	assert.equal(field.state.filter, 'second');
});

test(':plain leaves for line by line, but not while something runs', () => {
	const plainly = (world: World) => press(world, ...':plain', 'enter').state;
	assert.deepEqual([plainly(onList()).leaving, plainly(onList()).plainly], [0, true]);
	const world = onList();
	world.state = {...world.state, sending: 'waits'};
	assert.equal(plainly(world).leaving, undefined);
	assert.match(world.state.message ?? '', /not while something runs/);
});
