import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bindings} from '../../../source/ui/keys.js';
import {confirmWords} from '../../../source/ui/pages/send.js';
import {understood} from '../../../source/ui/plain/understood.js';
import {home, type Screen, type State, startState} from '../../../source/ui/state.js';
import {control, fakePorts, finding, journalEntry, verdict} from '../../helpers/ports.js';
import {happen, onList, press} from '../../helpers/world.js';

const ports = fakePorts([
	verdict(control('a', 'Do the first thing'), 'fail', [finding('web'), finding('api')]),
	verdict(control('b', 'Do the second thing', {severity: 'low'}), 'warn', [finding('db')]),
]);
const assessment = ports.assess({});
function on(screen: Screen): State {
	const state = startState({columns: 80, rows: 24}, {readOnly: false, now: 0, probes: true});
	return {
		...state,
		screen,
		assessment,
		order: assessment.ranked.map(
			({
				verdict: {
					control: {id},
				},
			}) => id,
		),
	};
}
const list = on({name: 'list', cursor: home});
const types = (line: string, state: State) => {
	const result = understood(line, state);
	return 'says' in result ? result.says : result.events.map(({type}) => type);
};

test('every key has a plain word of its own', () => {
	const words = bindings.map(({word}) => word);
	assert.deepEqual(
		words.filter(word => !/^[a-z]+(-[a-z]+)*$/.test(word)),
		[],
	);
	assert.equal(new Set(words).size, words.length);
});

test('every word is understood where its key works, and says so where it does not', () => {
	for (const {word, on: screens} of bindings.filter(({word: one}) => !['find', 'go', 'answer'].includes(one))) {
		const result = understood(word, list);
		if ('list' in screens) assert.ok('events' in result && result.events.length > 0, word);
		else assert.ok('says' in result, word);
	}
});

test('a number opens the row of that rank, and a word with a number acts on it', () => {
	assert.deepEqual(types('2', list), ['moved', 'moved', 'entered']);
	assert.deepEqual(types('attest 2', list), ['moved', 'moved', 'opened-attest']);
	assert.equal(types('9', list), 'There is no 9 here.');
});

test('enter reads on, a slash finds, and a colon goes', () => {
	assert.deepEqual(understood('', list), {events: [{type: 'moved', by: 8}]});
	assert.deepEqual(types('/web', list), ['opened-find', 'edited', 'edited', 'pasted', 'entered']);
	assert.deepEqual(types('/web', on({name: 'control', control: 'a', part: 'objects', cursor: home})), types('/web', list));
	assert.deepEqual(types(':map', list), ['opened-go', 'pasted', 'entered']);
});

test('fix in a control takes everything that was found there', () => {
	assert.deepEqual(types('fix', on({name: 'control', control: 'a', part: 'objects', cursor: home})), ['marked', 'asked-to-fix']);
});

test('next and previous say why there is nothing to go on to: the page was said already', () => {
	const page = {name: 'text', title: 'a page', lines: ['one web'], cursor: home, left: 0, wrap: true} as const;
	assert.match(String(types('next', on({...page, sought: {word: 'web'}}))), /Every line with web was said/);
	assert.match(String(types('previous', on({...page, sought: {word: 'web'}}))), /A slash alone says the whole page again/);
	assert.deepEqual(types('next', on(page)), ['next-match']);
	const part = {name: 'control', control: 'a', cursor: home, sought: {word: 'web'}} as const;
	assert.match(String(types('next', on({...part, part: 'why'}))), /was said whole/);
	assert.deepEqual(types('next', on({...part, part: 'objects'})), ['next-match']);
});

test('a number means its line, whatever is marked', () => {
	const planned = (line: string, state: State) => {
		const result = understood(line, state);
		const [effect] = happen({state, effects: []}, ...('events' in result ? result.events : [])).effects;
		if (effect?.do === 'plan-undo') return effect.ids;
		return effect?.do === 'plan' ? effect.wanted.map(({finding: id}) => id.replace(/0+$/, '')) : [];
	};
	const verdicts = assessment.ranked.map(row => row.verdict);
	const marked = press(onList(verdicts), 'space').state;
	assert.deepEqual(planned('fix', marked), ['web', 'api']);
	assert.deepEqual(planned('fix 2', marked), ['db']);
	const control = press(onList(verdicts), 'enter', '*').state;
	assert.deepEqual(planned('fix', control), ['api', 'web']);
	assert.deepEqual(planned('fix 2', control), ['web']);
	const journal = press(
		happen(press(onList(verdicts), 'u'), {type: 'journal-read', entries: [journalEntry(3), journalEntry(1)]}),
		'space',
	).state;
	assert.deepEqual(planned('undo', journal), [3]);
	assert.deepEqual(planned('undo 1', journal), [1]);
});

test('where a row stands in several groups, its number means the one below the group that is read', () => {
	const inNamespace = (namespace: string, id: string) => ({...finding(id), subject: {...finding(id).subject, namespace}});
	const world = onList([verdict(control('a', 'Do the first thing'), 'fail', [inNamespace('shop', 'web'), inNamespace('ci', 'runner')])]);
	while (world.state.orderBy !== 'namespace') press(world, 'o');
	press(world, 'g', 'right', 'j', 'j', 'right');
	const opened = (line: string) => {
		const result = understood(line, world.state);
		const {screen} = happen({...world}, ...('events' in result ? result.events : [])).state;
		return screen.name === 'control' ? screen.only : screen.name;
	};
	const second = opened('1');
	press(world, 'g');
	const first = opened('1');
	assert.deepEqual(new Set([first, second]), new Set(['ci', 'shop']));
});

test('on the page that sends only its words are typed; every other line goes back', () => {
	const cluster = {short: 'demo', live: true, platform: '', who: 'anna', server: '', takenAt: '2026-11-25T12:00:00Z', told: []};
	const confirm = {...on({name: 'confirm', field: {text: '', at: 0}, cursor: home, openedAt: 0}), cluster};
	assert.deepEqual(types(confirmWords(confirm), confirm), ['edited', 'edited', 'pasted', 'entered']);
	for (const other of ['fix', 'yes', 'quit', '']) assert.deepEqual(types(other, confirm), ['closed']);
});

test('several answers are ticked from nothing, one answer is taken', () => {
	const answers = on({name: 'answers', cursor: {at: 6, top: 0}});
	assert.deepEqual(understood('3 4', answers), {
		events: [
			{type: 'digit', digit: 0},
			{type: 'digit', digit: 3},
			{type: 'digit', digit: 4},
			{type: 'moved', by: 1},
		],
	});
	assert.deepEqual(types('2', on({name: 'answers', cursor: home})), ['digit']);
	assert.deepEqual(types('all', answers), ['moved', 'entered']);
});

test('a word that means nothing is said to, never guessed', () => {
	assert.match(String(types('frobnicate', list)), /no such word/);
});
