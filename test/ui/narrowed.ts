import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AssessedFinding, Ranked, Verdict} from '../../source/model/index.js';
import {narrowed} from '../../source/ui/narrowed.js';
import {startState} from '../../source/ui/state.js';
import {plainText, view} from '../../source/ui/view.js';
import {control, demoPlace, fakePorts, finding, verdict} from '../helpers/ports.js';
import {happen, press, type World} from '../helpers/world.js';

const inNamespace = (namespace: string, name: string, level: 'fail' | 'warn' = 'fail'): AssessedFinding => {
	const found = finding(name);
	return {...found, id: `${namespace}-${name}`, level, subject: {...found.subject, namespace}};
};
const verdicts: Verdict[] = [
	verdict(control('a', 'Do the first thing'), 'fail', [inNamespace('shop', 'web'), inNamespace('blog', 'press', 'warn')]),
	verdict(control('b', 'Do the second thing'), 'warn', [inNamespace('blog', 'db', 'warn')]),
];
const ports = fakePorts(verdicts);
const cluster = {short: 'demo', live: true, platform: 'kubeadm 1.34', who: 'anna', server: '', takenAt: '2026-11-25T12:00:00Z', told: []};

function onList(): World {
	const state = startState({columns: 80, rows: 24}, {readOnly: false, now: ports.now(), probes: true});
	const world = press(happen({state, effects: []}, {type: 'places-found', places: [demoPlace]}), 'enter');
	happen(world, {type: 'read-done', cluster, prefilled: {answers: {}, hints: {}}}, {type: 'assessed', assessment: ports.assess({})});
	press(world, 'G', 'enter');
	world.effects.length = 0;
	return world;
}
function byNamespace(): World {
	const world = onList();
	while (world.state.orderBy !== 'namespace') press(world, 'o');
	return press(world, 'g');
}
const planned = (world: World) => world.effects.flatMap(effect => (effect.do === 'plan' ? effect.wanted.map(({finding: id}) => id) : []));
const screen = (world: World) => plainText(view(world.state));

test('the fix of a namespace is for what was found in it, and for nothing else', () => {
	assert.deepEqual(planned(press(byNamespace(), 'a')), ['shop-web']);
	assert.deepEqual(planned(press(byNamespace(), 'down', 'a')), ['blog-press', 'blog-db']);
});

test('what is marked in a namespace stays in it, whatever is shown later', () => {
	const world = press(byNamespace(), 'down', 'space', 'o', 'o');
	assert.equal(world.state.orderBy, 'rank');
	assert.match(screen(world), /2 marked, 2 of them hidden/);
	assert.deepEqual(planned(press(world, 'a')), ['blog-press', 'blog-db']);
});

test('a row of a namespace has the state that its own findings give it', () => {
	const world = press(byNamespace(), 'down', 'right');
	assert.match(screen(world), /blog +2 rows +! ?2/);
	press(world, 'down', 'enter');
	assert.match(screen(world), /! warn · high · Do the first thing · blog/);
	assert.doesNotMatch(screen(world), /web/);
	assert.deepEqual(planned(press(world, 'tab', 'a')), ['blog-press']);
});

test('a filter for one namespace narrows what is fixed and accepted, too', () => {
	const world = press(onList(), '/', ...'ns:blog', 'enter');
	assert.deepEqual(planned(press(world, 'a')), ['blog-press']);
	press(world, 'w');
	assert.equal(world.state.screen.name, 'dialog');
	assert.match(JSON.stringify(world.state.screen), /blog\/Deployment\/press/);
	assert.doesNotMatch(JSON.stringify(world.state.screen), /shop/);
});

test('a row whose findings in a namespace are all waived is waived there, though it fails elsewhere', () => {
	const waivedBy = {control: 'a', owner: 'anna', reason: 'it goes soon', until: '2027-01-31'};
	const found = [inNamespace('shop', 'web'), {...inNamespace('pay', 'old'), waivedBy}];
	const row = {
		verdict: verdict(control('a', 'x'), 'fail', found),
		reason: 'It matters (2 workloads in 2 namespaces).',
	} as unknown as Ranked;
	assert.equal(narrowed(row, 'pay').verdict.status, 'waived');
	assert.equal(narrowed(row, 'shop').verdict.status, 'fail');
	assert.equal(narrowed(row, 'shop').reason, 'It matters.');
});

test('a state beside a namespace is the state of the row there', () => {
	const world = press(onList(), '/', ...'ns:blog', 'space', ...'state:warn', 'enter');
	assert.match(screen(world), /Do the first thing/);
	press(world, 'esc', '/', ...'ns:blog', 'space', ...'state:fail', 'enter');
	assert.doesNotMatch(screen(world), /Do the first thing/);
});

test('marks that were set in one namespace are not taken in another', () => {
	const world = press(byNamespace(), 'right', 'down', 'enter', 'space');
	press(world, 'esc', 'g', 'left', 'down', 'right', 'down', 'enter');
	assert.match(screen(world), /Do the first thing · blog/);
	assert.deepEqual(planned(press(world, 'a')), ['blog-press']);
});
