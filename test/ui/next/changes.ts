import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {JournalEntry} from '../../../source/model/index.js';
import {home, type State} from '../../../source/ui/state.js';
import {control, journalEntry as entry, finding, planItem, preview, verdict} from '../../helpers/ports.js';
import {happen, onList, press, screen, type World} from '../../helpers/world.js';

const verdicts = [verdict(control('a', 'Do the first thing'), 'fail', [finding('web'), finding('api')])];
const other = {...preview.change.target, name: 'api'};

function onDiff(): World {
	const world = onList(verdicts);
	happen(world, {type: 'planned', items: [planItem], undo: false}, {type: 'previewed', item: planItem.id, previews: [preview]});
	press(world, 'enter');
	world.effects.length = 0;
	return world;
}
function onSending(state: Partial<State> = {}): World {
	const world = onList(verdicts);
	const sent = [{item: planItem, previews: [preview], state: 'verified' as const, says: '2 of 2 ready', events: []}];
	world.state = {...world.state, screen: {name: 'sending', cursor: home}, sent, sending: 'done', ...state};
	return world;
}
function onJournal(journal: readonly JournalEntry[]): World {
	const world = press(onList(verdicts), 'u');
	world.effects.length = 0;
	return happen(world, {type: 'journal-read', entries: journal});
}

test('x on a diff leaves its object out of what is sent, and puts it in again', () => {
	const world = press(onDiff(), 'x');
	assert.deepEqual(
		world.state.plan.map(({leftOut}) => leftOut),
		[true],
	);
	assert.match(screen(world), /left out, it is not sent[^]*x put in/);
	press(world, 'x');
	assert.doesNotMatch(screen(world), /left out/);
});

test('r on a diff tries its object again, and everything that is still being tried with it', () => {
	const world = onDiff();
	const waiting = {item: {...planItem, id: 'shop/api'}, state: 'trying' as const, previews: []};
	world.state = {...world.state, plan: [...world.state.plan, waiting]};
	press(world, 'r');
	assert.match(screen(world), /trying/);
	assert.deepEqual(
		world.effects.map(effect => (effect.do === 'preview' ? effect.items.map(({id}) => id) : effect.do)),
		[['shop/web', 'shop/api']],
	);
});

test('y shows the YAML of a planned change, on the plan and on its diff, and d how it is known', () => {
	assert.match(screen(press(onDiff(), 'y')), /automountServiceAccountToken: false/);
	assert.match(screen(press(onDiff(), 'd')), /how we know: shop\/deployment\/web[^]*server dry run/);
	assert.match(screen(press(onDiff(), 'esc', 'd')), /how we know: shop\/deployment\/web[^]*server dry run/);
});

test('u after sending plans to take back what was sent, and nothing older', () => {
	const journal = [entry(4, {group: 3}), entry(3), entry(2, {change: {...preview.change, target: other}}), entry(1)];
	const world = press(onSending({journal}), 'u');
	assert.deepEqual(world.effects, [{do: 'plan-undo', ids: [4, 3]}]);
});

test('where the journal does not hold what was sent, or it was an undo, u opens the journal', () => {
	const undone = [entry(4, {undoes: 3}), entry(3, {state: 'undone'})];
	for (const state of [{}, {journal: undone}]) assert.equal(press(onSending(state), 'u').state.screen.name, 'journal');
});

test('d while sending and in the journal says what is known, and how', () => {
	assert.match(screen(press(onSending(), 'd')), /the same check was asked again[^]*2 of 2 ready/);
	assert.match(screen(press(onJournal([entry(3, {state: 'unclear'})]), 'd')), /change 3 is unclear[^]*No answer came/);
});

test('in the journal c copies a change and y shows it as YAML', () => {
	assert.match(screen(press(onJournal([entry(3)]), 'y')), /# patch shop\/deployment\/web[^]*automountServiceAccountToken: false/);
	const [copy] = press(onJournal([entry(3)]), 'c').effects;
	assert.ok(copy?.do === 'copy');
	assert.match(copy.text, /change 3 of group 3, verified/);
});

test('r reads again from the answers, and after a failed sign-in tries the same place again', () => {
	const does = (world: World) => world.effects.map(effect => effect.do);
	assert.deepEqual(does(press(onList(verdicts), 'i', 'r')), ['read']);
	const world = press(onList(verdicts), ':', ...'where', 'enter');
	happen(world, {type: 'read-failed', told: {what: 'The sign-in failed.', why: '', steps: []}});
	world.state = {...world.state, failure: {what: 'The sign-in failed.', why: '', steps: []}};
	world.effects.length = 0;
	assert.match(screen(world), /r try again/);
	press(world, 'r');
	assert.deepEqual(does(world), ['read']);
	world.effects.length = 0;
	assert.deepEqual(does(press(press(onList(verdicts), ':', ...'where', 'enter'), 'r')).at(-1), 'find-places');
});

test('u on the map opens the journal', () => {
	assert.equal(press(onList(verdicts), 'm', 'u').state.screen.name, 'journal');
});

test('ctrl-l draws again and ctrl-z stops the program, but not while requests are sent', () => {
	assert.deepEqual(press(onList(verdicts), 'ctrl-l', 'ctrl-z').effects, [{do: 'redraw'}, {do: 'suspend'}]);
	const sending = press(onSending({sending: 'running'}), 'ctrl-z');
	assert.deepEqual(sending.effects, []);
	assert.match(sending.state.message ?? '', /not while requests are sent/);
	const field = press(onList(verdicts), '/', 'ctrl-l');
	assert.deepEqual(field.effects, [{do: 'redraw'}]);
});

test('space and * mark changes of the journal, and u takes all that is marked back as one plan', () => {
	const journal = [entry(4, {group: 3}), entry(3), entry(2, {state: 'undone'}), entry(1)];
	const world = press(onJournal(journal), 'g', 'space', 'space', 'space');
	assert.match(world.state.message ?? '', /nothing to take back/);
	press(world, 'G', 'space');
	assert.match(screen(world), /❯\* +1 [^]*3 of 4 marked[^]*u undo 3…/);
	press(world, 'u');
	assert.deepEqual(world.effects, [{do: 'plan-undo', ids: [4, 3, 1]}]);
	const all = press(onJournal(journal), '*');
	assert.deepEqual([...all.state.changeMarks], [4, 3, 1]);
	happen(all, {type: 'send-ended'});
	assert.equal(all.state.changeMarks.size, 0);
});

test('o orders the journal by object and by state, and stays on the change', () => {
	const journal = [entry(3), entry(2, {change: {...preview.change, target: other}}), entry(1, {state: 'unclear'})];
	const ids = (world: World) => world.state.journal.map(({id}) => id);
	const world = press(onJournal(journal), 'o');
	assert.deepEqual(ids(world), [2, 3, 1]);
	assert.match(screen(world), /by object[^]*❯ +3 /);
	assert.deepEqual(ids(press(world, 'o')), [1, 3, 2]);
	assert.deepEqual(ids(happen(world, {type: 'journal-read', entries: journal})), [1, 3, 2]);
	assert.deepEqual(ids(press(world, 'o')), [3, 2, 1]);
});

test('z shows whole what is cut in the journal and while sending, the line under the cursor always in sight', () => {
	const long = 'a-name-that-is-longer-than-any-line-has-room-for-it';
	const journal = Array.from({length: 20}, (_, index) => entry(20 - index, {change: {...preview.change, target: {...other, name: long}}}));
	const world = onJournal(journal);
	assert.doesNotMatch(screen(world), new RegExp(long));
	press(world, 'z');
	assert.match(screen(world), new RegExp(long));
	for (let moves = 0; moves < 19; moves += 1) assert.match(screen(press(world, 'j')), /❯ /);
	const says = `${'word '.repeat(30)}the end`;
	const sending = onSending({sent: [{item: planItem, previews: [preview], state: 'failed', says, events: []}]});
	assert.doesNotMatch(screen(sending).split('───')[0] ?? '', /the end/);
	assert.match(screen(press(sending, 'z')), /word the end/);
});

test('line 1 says how many changes are watched, until watching is over', () => {
	const first = (world: World) => screen(world).split('\n')[0] ?? '';
	const world = onSending();
	const [row] = world.state.sent;
	world.state = {...world.state, sent: [row, {...row, state: 'applied'}, {...row, state: 'left'}] as typeof world.state.sent};
	happen(world, {type: 'watched', until: world.state.now + 60_000});
	assert.doesNotMatch(first(world), /watched/);
	world.state = {...world.state, screen: {name: 'list', cursor: home}};
	assert.match(first(world), /2 watched · anna$/);
	happen(world, {type: 'watched', until: 0});
	assert.doesNotMatch(first(world), /watched/);
});

test('the journal counts as standing all that can be taken back, and no undo', () => {
	const journal = [entry(4, {undoes: 3}), entry(3, {state: 'undone'}), entry(2, {state: 'unclear'}), entry(1)];
	assert.match(screen(onJournal(journal)), /journal · 4 changes, 2 stand/);
});
