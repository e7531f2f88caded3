import {bindings, eventOf} from '../keys.js';
import {listLines, rowsIn} from '../list-lines.js';
import {mapCells} from '../map-cells.js';
import {rowOf} from '../narrowed.js';
import {objectLines} from '../objects.js';
import {openField} from '../open-field.js';
import {confirmWords} from '../pages/send.js';
import {questionAt} from '../question-at.js';
import type {Event, State} from '../state.js';
import {pageSize} from './page-size.js';

/** What a line that was typed asks for: events in their order, or a sentence why it means nothing. */
export type Understood = {readonly events: readonly Event[]} | {readonly says: string};

const goPlaces = {list: 1, control: 1, map: 1, journal: 1, text: 1, fold: 1, sending: 1};

/** The events of one line. What is typed into an open field is text, whatever it is; `back` alone closes it. */
export function understood(line: string, state: State): Understood {
	const text = line.trim();
	const {screen} = state;
	if (openField(screen, state.plan)) return inField(text, state);
	if (text === '') return onEnter(state);
	if (screen.name === 'answers') {
		const answered = onAnswers(text, state);
		if (answered) return answered;
	}
	if (text.startsWith('/') && looksFor(screen)) return found(text.slice(1));
	if (/^(list|map|where|journal)$/.test(text) && screen.name in goPlaces)
		return {events: [{type: 'opened-go'}, {type: 'pasted', text}, {type: 'entered'}]};
	if (text.startsWith(':')) return {events: [{type: 'opened-go'}, {type: 'pasted', text: text.slice(1)}, {type: 'entered'}]};
	if (screen.name === 'ask' || screen.name === 'dialog') {
		if (/^\d$/.test(text)) return {events: [{type: 'digit', digit: Number(text)}]};
		const choice =
			screen.name === 'dialog'
				? screen.dialog.fields[screen.dialog.at]?.choices?.indexOf(text.toLowerCase().replaceAll(' ', '-'))
				: undefined;
		if (choice !== undefined && choice >= 0) return {events: [{type: 'digit', digit: choice + 1}]};
	}
	const [first = '', ...rest] = text.split(/\s+/);
	if (/^\d+$/.test(text)) return atLine(Number(text), state, [{type: 'entered'}]);
	const binding = bindings.find(({word, keys}) => word === first.toLowerCase() || keys.includes(first));
	if (!binding) return {says: `${first}: no such word here. help has the words.`};
	if (binding.word === 'find' && looksFor(screen)) return found(rest.join(' '));
	if (binding.word === 'go') return {events: [{type: 'opened-go'}, {type: 'pasted', text: rest.join(' ')}, {type: 'entered'}]};
	if (binding.word === 'answer') return answered(rest, state);
	const event = eventOf(binding.keys[0] as string, state);
	if (!event || !(screen.name in binding.on)) return {says: `${first} means nothing here. help has the words.`};
	if (event.type === 'refused-key') return {says: event.says};
	const match = event.type === 'next-match' ? aboutMatch(screen) : undefined;
	if (match !== undefined) return {says: match};
	const [number] = rest;
	// Line by line there is no line under a cursor: fix alone means all of the control.
	if (event.type === 'asked-to-fix' && screen.name === 'control' && screen.part === 'objects' && number === undefined)
		return {events: state.findingMarks.size > 0 ? [event] : [{type: 'marked', all: true}, event]};
	return number !== undefined && /^\d+$/.test(number) ? atLine(Number(number), state, [onlyHere(event)]) : {events: [event]};
}

/** Who gives a number means its line, also where others are marked. */
function onlyHere(event: Event): Event {
	switch (event.type) {
		case 'asked-to-fix':
		case 'asked-to-edit':
		case 'asked-to-undo':
		case 'opened-waive':
			return {...event, here: true};
		default:
			return event;
	}
}

/** Where a page is said whole, or all of its lines that hold the word, there is no next match to go to. */
function aboutMatch(screen: State['screen']): string | undefined {
	const word = 'sought' in screen ? (screen.sought?.word ?? '') : '';
	if (word === '' || (screen.name === 'control' && screen.part === 'objects')) return undefined;
	return screen.name === 'text'
		? `Every line with ${word} was said. A slash alone says the whole page again.`
		: `This page was said whole, with every ${word} in it.`;
}

function looksFor({name}: State['screen']): boolean {
	return bindings.some(({word, on}) => word === 'find' && name in on);
}

function found(words: string): Understood {
	return {
		events: [
			{type: 'opened-find'},
			{type: 'edited', how: 'end'},
			{type: 'edited', how: 'line'},
			{type: 'pasted', text: words},
			{type: 'entered'},
		],
	};
}

/** `answer 12 1`: the row of rank 12 gets answer 1. */
function answered([row, digit]: readonly string[], state: State): Understood {
	const value = Number(digit ?? row);
	if (!/^\d$/.test(digit ?? row ?? ''))
		return {says: 'answer, the number of the row, and 1 yes, 2 partly, 3 no, 4 not sure or 5 does not apply.'};
	const event: Event = {type: 'digit', digit: value};
	return digit === undefined ? {events: [event]} : atLine(Number(row), state, [event]);
}

/** An empty line takes what is filled in, or reads on. */
function onEnter({screen}: State): Understood {
	switch (screen.name) {
		case 'list':
		case 'journal':
		case 'plan':
			return {events: [{type: 'moved', by: pageSize}]};
		case 'control':
			return {events: [screen.part === 'objects' ? {type: 'moved', by: pageSize} : {type: 'next-part', by: 1}]};
		case 'answers':
			return {events: [{type: 'moved', by: 1}]};
		case 'text':
		case 'diff':
		case 'fold':
		case 'map':
			return {events: [{type: 'closed'}]};
		default:
			return {events: [{type: 'entered'}]};
	}
}

function inField(text: string, state: State): Understood {
	if (text === 'back') return {events: [{type: 'closed'}]};
	const {screen} = state;
	if (text === '' && screen.name === 'confirm') return {events: [{type: 'closed'}]};
	if (text === '') return {events: [{type: 'entered'}]};
	const events: Event[] = [{type: 'edited', how: 'end'}, {type: 'edited', how: 'line'}, {type: 'pasted', text}, {type: 'entered'}];
	return {events: screen.name === 'confirm' && text !== confirmWords(state) ? [{type: 'closed'}] : events};
}

/** `all`, `list`, one digit, or several for a question that takes several. */
function onAnswers(text: string, state: State): Understood | undefined {
	const {screen} = state;
	if (screen.name !== 'answers') return undefined;
	if (text === 'all' || text === 'list') return {events: [{type: 'moved', by: 'last'}, {type: 'entered'}]};
	if (!/^\d(\s+\d)*$/.test(text)) return undefined;
	const digits = text.split(/\s+/).map(Number);
	const question = questionAt(state, screen.cursor.at);
	const several = question?.several !== undefined;
	if (!several) return {events: [{type: 'digit', digit: digits[0] as number}]};
	return {events: [{type: 'digit', digit: 0}, ...digits.map((digit): Event => ({type: 'digit', digit})), {type: 'moved', by: 1}]};
}

/** The same events with the cursor on the line of this number first. */
function atLine(number: number, state: State, events: readonly Event[]): Understood {
	const {screen} = state;
	const index = indexOf(number, state);
	if (index === undefined) return {says: `There is no ${number} here.`};
	if (screen.name === 'map') return {events: [...toCell(index), ...events]};
	return {events: [{type: 'moved', by: 'first'}, ...(index > 0 ? [{type: 'moved' as const, by: index}] : []), ...events]};
}

/** Where in the list on the screen a number stands: ranks in the list, places elsewhere. */
function indexOf(number: number, state: State): number | undefined {
	const {screen} = state;
	const within = (count: number) => (number >= 1 && number <= count ? number - 1 : undefined);
	switch (screen.name) {
		case 'where':
			return within(state.places.length);
		case 'list': {
			const lines = listLines(state);
			// By namespace a row stands in several groups: the one that is read comes first.
			const from = Math.max(
				0,
				lines.findLastIndex(({kind}, index) => kind === 'group' && index <= screen.cursor.at),
			);
			const onwards = [...lines.slice(from), ...lines.slice(0, from)];
			const own = onwards.findIndex(line => line.kind === 'row' && line.row.rank === number);
			const index = own >= 0 ? own : onwards.findIndex(line => line.kind !== 'row' && rowsIn(line).some(({rank}) => rank === number));
			return index >= 0 ? (index + from) % lines.length : undefined;
		}
		case 'control': {
			const row = rowOf(state, screen.control, screen.only);
			return row && screen.part === 'objects' ? within(objectLines(state, row).length) : undefined;
		}
		case 'plan':
			return within(state.plan.length);
		case 'journal': {
			const index = state.journal.findIndex(({id}) => id === number);
			return index >= 0 ? index : undefined;
		}
		case 'map':
			return within(mapCells(state).length);
		case 'fold':
			return within(Number.MAX_SAFE_INTEGER);
		case 'sending':
			return within(state.sent.length);
		default:
			return undefined;
	}
}

/** The map has no cursor to step through: its cells are named. */
function toCell(index: number): Event[] {
	return [{type: 'chose-cell', at: index}];
}
