import {questions} from '../threat-model/questions.js';
import {isTyped} from './next/ask.js';
import type {Event, PlanRow, Screen, ScreenName, State} from './state.js';

/**
 * One key, one meaning, everywhere. The footer, the help page and the table of the README come from this list.
 * A key that is bound but does nothing now says why (`unless`).
 */
export type Binding = {
	/** Names of keys: a character, or enter esc space tab shift-tab up down left right home end pageup pagedown ctrl-x. */
	readonly keys: readonly string[];
	/** As printed. */
	readonly label: string;
	/** One line of help. */
	readonly means: string;
	/** The same line by line, where nothing is drawn. */
	readonly word: string;
	/** What the footer says on each screen where the key does something; an empty text keeps it out of the footer. */
	readonly on: Partial<Record<ScreenName, string | ((state: State) => string)>>;
	readonly event: (key: string, state: State) => Event;
	/** Leads to sending; taken away by --read-only. */
	readonly writes?: true;
	readonly unless?: (state: State) => string | undefined;
};

const everywhere: Partial<Record<ScreenName, string>> = {
	where: '',
	answers: '',
	list: '',
	control: '',
	plan: '',
	diff: '',
	ask: '',
	confirm: '',
	sending: '',
	journal: '',
	text: '',
	go: '',
	fold: '',
	map: '',
	dialog: '',
};
const lists: Partial<Record<ScreenName, string>> = {
	where: '',
	answers: '',
	list: '',
	control: '',
	plan: '',
	diff: '',
	sending: '',
	journal: '',
	text: '',
	ask: '',
	confirm: '',
	fold: '',
	map: '',
	dialog: '',
	go: '',
};
const event =
	<E extends Event>(value: E) =>
	() =>
		value;
const marked = (state: State) => (state.screen.name === 'list' ? state.marks.size : state.findingMarks.size);
const offline = (state: State) => state.place?.kind === 'offline';
const ready = (state: State) => state.plan.filter(isSendable).length;

/** A row that would be sent now. */
export function isSendable(row: PlanRow): boolean {
	return (
		row.state === 'tried' &&
		!row.leftOut &&
		row.previews.length > 0 &&
		row.previews.every(preview => !preview.refused && !preview.forbidden) &&
		(!isForGit(row) || row.anyway === true)
	);
}
/** A row whose change belongs into a Git repository. */
export function isForGit(row: PlanRow): boolean {
	return row.previews.some(preview => preview.owner.git);
}

const planEnter: Record<PlanRow['state'], string> = {tried: 'diff', trying: '', asks: 'answer…', failed: 'why', 'by-hand': 'how'};

export const bindings: readonly Binding[] = [
	{
		keys: ['enter'],
		label: 'enter',
		word: 'open',
		means: 'open, take; on the page that sends: send',
		on: {
			where: 'read it',
			answers: 'take',
			list: 'open',
			control: ({screen}) => (screen.name === 'control' && screen.part === 'objects' ? 'open' : ''),
			plan: ({plan, screen}) => (screen.name === 'plan' ? planEnter[plan[screen.cursor.at]?.state ?? 'tried'] : ''),
			diff: '',
			ask: 'take',
			confirm: 'send',
			sending: 'events',
			journal: 'both sides',
			go: 'go',
			fold: ({screen}) => (screen.name === 'fold' && screen.by === 'rights' ? 'answer them' : 'open'),
			map: 'list of it',
			dialog: 'next',
		},
		event: event({type: 'entered'}),
	},
	{keys: ['up', 'k'], label: '↑ k', word: 'up', means: 'one line up', on: lists, event: event({type: 'moved', by: -1})},
	{keys: ['down', 'j'], label: '↓ j', word: 'down', means: 'one line down', on: lists, event: event({type: 'moved', by: 1})},
	{keys: ['home', 'g'], label: 'g', word: 'first', means: 'first line', on: lists, event: event({type: 'moved', by: 'first'})},
	{
		keys: ['end', 'G'],
		label: 'G',
		word: 'last',
		means: 'last line',
		on: {...lists, answers: 'to the list'},
		event: event({type: 'moved', by: 'last'}),
	},
	{keys: ['pageup'], label: 'page up', word: 'page-up', means: 'one page up', on: lists, event: event({type: 'moved', by: 'page-up'})},
	{
		keys: ['pagedown'],
		label: 'page down',
		word: 'page-down',
		means: 'one page down',
		on: lists,
		event: event({type: 'moved', by: 'page-down'}),
	},
	{keys: ['ctrl-u'], label: 'ctrl-u', word: 'half-up', means: 'half a page up', on: lists, event: event({type: 'moved', by: 'half-up'})},
	{
		keys: ['ctrl-d'],
		label: 'ctrl-d',
		word: 'half-down',
		means: 'half a page down',
		on: lists,
		event: event({type: 'moved', by: 'half-down'}),
	},
	{
		keys: ['right', 'l'],
		label: '→ l',
		word: 'unfold',
		means: 'unfold; in text to the right',
		on: {list: '', control: '', map: '', diff: '', text: ''},
		event: event({type: 'sideways', by: 1}),
	},
	{
		keys: ['left', 'h'],
		label: '← h',
		word: 'fold',
		means: 'fold; in text to the left',
		on: {list: '', control: '', map: '', diff: '', text: ''},
		event: event({type: 'sideways', by: -1}),
	},
	{
		keys: ['tab'],
		label: 'tab',
		word: 'part',
		means: 'next part',
		on: {list: '', control: 'part', dialog: '', go: ''},
		event: event({type: 'next-part', by: 1}),
	},
	{
		keys: ['shift-tab'],
		label: 'shift-tab',
		word: 'part-before',
		means: 'part before',
		on: {list: '', control: '', dialog: ''},
		event: event({type: 'next-part', by: -1}),
	},
	{
		keys: ['}'],
		label: '}',
		word: 'group',
		means: 'next group',
		on: {list: '', control: '', plan: ''},
		event: event({type: 'next-group', by: 1}),
	},
	{
		keys: ['{'],
		label: '{',
		word: 'group-before',
		means: 'group before',
		on: {list: '', control: '', plan: ''},
		event: event({type: 'next-group', by: -1}),
	},
	{
		keys: ['space'],
		label: 'space',
		word: 'mark',
		means: 'mark',
		on: {list: 'mark', control: ({screen}) => (screen.name === 'control' && screen.part === 'objects' ? 'mark' : ''), journal: 'mark'},
		event: event({type: 'marked', all: false}),
	},
	{
		keys: ['*'],
		label: '*',
		word: 'mark-all',
		means: 'mark all that is shown',
		on: {list: '', control: '', journal: ''},
		event: event({type: 'marked', all: true}),
	},
	{
		keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
		label: '0-9',
		word: 'answer',
		means: 'answer where the cluster does not; 0 clears',
		on: {
			answers: ({screen}) => {
				const count = screen.name === 'answers' ? questions[screen.cursor.at]?.options.length : undefined;
				return count === undefined ? '' : `1-${count} answer`;
			},
			ask: '',
			dialog: '',
			list: state => (offline(state) ? '1 yes 2 partly 3 no 4 not sure 5 n/a' : ''),
			control: state => (offline(state) ? '1 yes 2 partly 3 no 4 not sure 5 n/a' : ''),
		},
		event: key => ({type: 'digit', digit: Number(key)}),
	},
	{
		keys: ['a'],
		label: 'a',
		word: 'fix',
		means: 'fix…: leads on, sends nothing by itself',
		on: {
			list: state => (state.cluster?.live === false ? '' : marked(state) > 0 ? `fix ${marked(state)}…` : 'fix…'),
			control: state => (state.cluster?.live === false ? '' : 'fix…'),
			plan: state => (ready(state) > 0 ? `send ${ready(state)}…` : 'send…'),
			diff: state => (isKeptForGit(state) ? 'anyway…' : ''),
			sending: state => (state.sending === 'waits' ? `send the other ${state.sent.filter(row => row.state === 'waits').length}` : ''),
		},
		event: event({type: 'asked-to-fix'}),
		unless: state =>
			state.cluster?.live === false && ['list', 'control'].includes(state.screen.name)
				? 'there is no cluster to send to; the part fix of a control says what to change'
				: state.readOnly && ['plan', 'diff', 'sending'].includes(state.screen.name)
					? '--read-only: nothing is sent; s saves the patches'
					: undefined,
	},
	{
		keys: ['x'],
		label: 'x',
		word: 'leave-out',
		means: 'leave out, put in again',
		on: {where: '', plan: 'leave out', sending: state => (state.sending === 'waits' ? 'leave the rest' : '')},
		event: event({type: 'left-out'}),
	},
	{
		keys: ['u'],
		label: 'u',
		word: 'undo',
		means: 'undo…: opens the journal, or plans to take changes back',
		on: {list: '', control: '', sending: state => (state.sending === 'done' ? 'undo…' : ''), journal: 'undo…'},
		event: event({type: 'asked-to-undo'}),
	},
	{
		keys: ['d'],
		label: 'd',
		word: 'how',
		means: 'how do we know; what is run and sent',
		on: {where: 'what is run and sent', answers: 'how we know', list: 'why', control: '', map: ''},
		event: event({type: 'asked-how'}),
	},
	{
		keys: ['f'],
		label: 'f',
		word: 'needs-work',
		means: 'show only what needs work',
		on: {list: 'needs work'},
		event: event({type: 'toggled-needs-work'}),
	},
	{
		keys: ['o'],
		label: 'o',
		word: 'order',
		means: 'order: rank, attacker, layer and phase, state, namespace, standard',
		on: {list: 'order'},
		event: event({type: 'reordered'}),
	},
	{
		keys: ['i'],
		label: 'i',
		word: 'answers',
		means: 'the answers',
		on: {list: 'answers', control: '', map: ''},
		event: event({type: 'opened-answers'}),
	},
	{
		keys: ['m'],
		label: 'm',
		word: 'map',
		means: 'the map: where the gaps are',
		on: {answers: '', list: 'map', control: ''},
		event: event({type: 'opened-map'}),
	},
	{
		keys: ['p'],
		label: 'p',
		word: 'report',
		means: 'the report',
		on: {list: '', control: '', map: '', journal: ''},
		event: event({type: 'opened-report'}),
	},
	{
		keys: ['t'],
		label: 't',
		word: 'attest',
		means: 'attest…: say that it holds, or does not',
		on: {list: '', control: 'attest…', fold: 'answer some yourself'},
		event: event({type: 'opened-attest'}),
	},
	{
		keys: ['w'],
		label: 'w',
		word: 'waive',
		means: 'waive…: accept until a day; again takes that back',
		on: {list: '', control: 'waive…'},
		event: event({type: 'opened-waive'}),
	},
	{keys: ['y'], label: 'y', word: 'yaml', means: 'see the YAML', on: {control: 'YAML', plan: ''}, event: event({type: 'opened-yaml'})},
	{
		keys: ['e'],
		label: 'e',
		word: 'edit',
		means: 'edit a copy in your editor: marked as yours, and tried again',
		on: {diff: 'edit a copy'},
		event: event({type: 'asked-to-edit'}),
	},
	{
		keys: ['c'],
		label: 'c',
		word: 'copy',
		means: 'copy',
		on: {
			list: '',
			control: '',
			plan: '',
			diff: '',
			sending: '',
			text: '',
			fold: ({screen}) => (screen.name === 'fold' && screen.by === 'rights' ? 'copy a request' : ''),
		},
		event: event({type: 'copied'}),
	},
	{
		keys: ['s'],
		label: 's',
		word: 'save',
		means: 'save to files',
		on: {
			list: '',
			control: '',
			plan: 'save all',
			diff: '',
			text: '',
			journal: '',
			fold: ({screen}) => (screen.name === 'fold' && screen.by === 'rights' ? 'save the role' : ''),
		},
		event: event({type: 'saved-plan'}),
	},
	{
		keys: ['r', 'ctrl-r'],
		label: 'r',
		word: 'again',
		means: 'read again',
		on: {where: '', list: '', control: '', plan: '', journal: '', map: '', fold: ''},
		event: event({type: 'asked-again'}),
	},
	{keys: ['z'], label: 'z', word: 'wrap', means: 'wrap long lines', on: {diff: 'wrap', text: ''}, event: event({type: 'toggled-wrap'})},
	{keys: ['/'], label: '/', word: 'find', means: 'find', on: {list: 'find'}, event: event({type: 'opened-find'})},
	{
		keys: [':'],
		label: ':',
		word: 'go',
		means: 'go to: a rank, a control, a page, ns shop, name shop-prod',
		on: {list: '', control: '', answers: '', journal: '', plan: '', map: '', where: '', text: '', fold: '', sending: ''},
		event: event({type: 'opened-go'}),
	},
	{
		keys: ['esc'],
		label: 'esc',
		word: 'back',
		means: 'close what is on top; never stops, sends or loses anything',
		on: {
			...everywhere,
			control: 'back',
			plan: 'back',
			diff: 'back',
			ask: 'back',
			confirm: 'back, nothing is sent',
			sending: state => (state.behind.length > 0 ? 'list' : ''),
			journal: 'back',
			text: 'back',
			go: 'back',
			fold: 'back',
			map: 'back',
			dialog: 'back',
		},
		event: event({type: 'closed'}),
	},
	{
		keys: ['?'],
		label: '?',
		word: 'help',
		means: 'all keys',
		on: {...everywhere, where: 'keys', answers: 'keys', list: '', control: 'keys', plan: 'keys', journal: 'keys'},
		event: event({type: 'asked-for-help'}),
	},
	{
		keys: ['q'],
		label: 'q',
		word: 'quit',
		means: 'close the screen; on the list: leave',
		on: {...everywhere, where: 'leave', list: 'leave'},
		event: event({type: 'left', code: 0}),
	},
	{
		keys: ['ctrl-c'],
		label: 'ctrl-c',
		word: 'stop',
		means: 'stop what runs; when nothing runs, leave',
		on: everywhere,
		event: event({type: 'interrupted'}),
	},
];

/** The diff that is open belongs to a change that would go to Git. */
function isKeptForGit({screen, plan}: State): boolean {
	const row = screen.name === 'diff' ? plan.find(({item}) => item.id === screen.item) : undefined;
	return row !== undefined && isForGit(row) && row.anyway !== true;
}

/** Letters are text where a field is open. */
export function openField(screen: Screen, plan: State['plan'] = []): boolean {
	return (
		(screen.name === 'ask' && isTyped(plan.find(({item}) => item.id === screen.item)?.item.asks?.[screen.question])) ||
		screen.name === 'confirm' ||
		screen.name === 'go' ||
		(screen.name === 'where' && screen.asking !== undefined) ||
		(screen.name === 'list' && screen.field !== undefined) ||
		(screen.name === 'dialog' && screen.dialog.fields[screen.dialog.at]?.choices === undefined) ||
		(screen.name === 'diff' && screen.anyway !== undefined)
	);
}

const editing: Readonly<Record<string, Extract<Event, {type: 'edited'}>['how']>> = {
	backspace: 'backspace',
	delete: 'delete',
	home: 'home',
	end: 'end',
	'ctrl-a': 'home',
	'ctrl-e': 'end',
	'ctrl-w': 'word',
	'ctrl-u': 'line',
	left: 'left',
	right: 'right',
};
const alwaysKeys = new Set(['enter', 'esc', 'ctrl-c', 'up', 'down', 'pageup', 'pagedown', 'tab', 'shift-tab']);

/** The event that a key stands for on this screen; a key without meaning says so. */
export function eventOf(key: string, state: State): Event | undefined {
	const {screen} = state;
	if (openField(screen, state.plan)) {
		const how = editing[key];
		if (how) return {type: 'edited', how};
		if (key === 'space') return {type: 'typed', text: ' '};
		if (key === 'ctrl-c') return {type: 'closed'};
		if (!alwaysKeys.has(key)) return key.startsWith('ctrl-') || key.length > 4 || key === 'tab' ? undefined : {type: 'typed', text: key};
	}
	const binding = bindings.find(({keys, on}) => keys.includes(key) && screen.name in on);
	if (!binding) return /^[a-z0-9*{}]$/.test(key) ? {type: 'refused-key', says: `${key} means nothing here; ? has the keys`} : undefined;
	const refusal = binding.unless?.(state);
	return refusal === undefined ? binding.event(key, state) : {type: 'refused-key', says: refusal};
}

/** "enter open   a fix…   ?", as many as fit. */
export function footer(state: State): readonly string[] {
	const {screen} = state;
	const shown = bindings.flatMap(({label, on, writes}) => {
		const says = on[screen.name];
		const text = typeof says === 'function' ? says(state) : says;
		return text && !(writes && state.readOnly) ? [/^\d/.test(text) ? text : `${label} ${text}`] : [];
	});
	if (openField(screen, state.plan) && screen.name !== 'confirm') return ['enter take', 'esc close'];
	return screen.name === 'list' ? [...shown.filter(text => !text.startsWith('q ')), '?'] : shown;
}
