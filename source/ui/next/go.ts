import {counted} from '../../model/index.js';
import {within} from '../cursor.js';
import {edited} from '../field.js';
import {layout} from '../layout.js';
import {lineOf, listLines} from '../list-lines.js';
import type {Row} from '../narrowed.js';
import {closed, type Event, home, opened, type ScreenOf, type State, type Step, step} from '../state.js';
import {openControl} from './list.js';

/** Pages that `:` goes to by name, and what else it understands. */
const pages = ['list', 'map', 'answers', 'journal', 'report', 'sending', 'where', 'log', 'role', 'plain'] as const;
const commands = ['ns ', 'name ', 'take '] as const;
const most = 6;

/** What `:` could be completed to, the likeliest first. */
export function suggestions(state: State, text: string): readonly string[] {
	const typed = text.trimStart().toLowerCase();
	const rows = state.assessment?.ranked ?? [];
	const spaces = [...new Set(rows.flatMap(({verdict}) => verdict.findings.flatMap(({subject}) => subject.namespace ?? [])))].sort();
	const all = [
		...pages,
		...commands,
		...(typed.startsWith('ns ') ? spaces.map(name => `ns ${name}`) : []),
		...rows.map(({verdict}) => verdict.control.id),
	];
	const starts = all.filter(one => one.startsWith(typed));
	const holds = typed === '' ? [] : all.filter(one => !one.startsWith(typed) && one.includes(typed));
	return [...starts, ...holds].slice(0, most);
}

/** `:` goes to a rank, a control id, or a page by its name. */
export function goNext(state: State, screen: ScreenOf<'go'>, event: Event): Step {
	const offered = suggestions(state, screen.field.text);
	switch (event.type) {
		case 'typed':
		case 'edited':
		case 'pasted':
			return step({...state, screen: {name: 'go', field: edited(screen.field, event)}});
		case 'moved': {
			const by = event.by === -1 || event.by === 'page-up' ? -1 : 1;
			const chosen = Math.max(-1, Math.min(offered.length - 1, (screen.chosen ?? -1) + by));
			return step({...state, screen: {...screen, chosen}});
		}
		case 'next-part': {
			const first = offered[Math.max(0, screen.chosen ?? 0)];
			return first === undefined ? step(state) : step({...state, screen: {name: 'go', field: {text: first, at: first.length}}});
		}
		case 'closed':
			return step(closed(state));
		case 'entered':
			return went(
				closed(state),
				(screen.chosen !== undefined && screen.chosen >= 0 ? offered[screen.chosen] : screen.field.text)?.trim() ?? '',
			);
		default:
			return step(state);
	}
}

function went(state: State, word: string): Step {
	if (word === '') return step(state);
	const [first = '', ...others] = word.split(/\s+/);
	const rest = others.join(' ');
	switch (first) {
		case 'answers':
			return step(opened(state, {name: 'answers', cursor: home}));
		case 'journal':
			return step(opened(state, {name: 'journal', cursor: home}), {do: 'read-journal'});
		case 'sending':
			return state.sent.length > 0
				? step(opened(state, {name: 'sending', cursor: home}))
				: step({...state, message: 'nothing was sent yet'});
		case 'log':
			return step(state, {do: 'show-log'});
		case 'plain':
			return plainly(state);
		case 'role':
			return step(state, {do: 'save-role'});
		case 'where':
			return step({...state, screen: {name: 'where', cursor: home}, behind: []}, {do: 'stop-reading'}, {do: 'find-places'});
		case 'name':
			return rest === ''
				? step({...state, message: 'write the short name behind it: name shop-prod'})
				: step(state, {do: 'rename', short: rest});
	}
	if (first === 'take')
		return rest === ''
			? step({...state, message: 'write the name of the offline assessment behind it'})
			: step(state, {do: 'take-offline', assessment: rest});
	if (!state.assessment) return step({...state, message: 'nothing was read yet'});
	switch (first) {
		case 'map':
			return step(opened(state, {name: 'map', at: 0}));
		case 'report':
			return step(state, {do: 'report'});
		case 'list':
			return step(toList(state));
		case 'ns': {
			const filtered = toList({...state, filter: `ns:${rest}`, orderBy: 'rank'});
			const count = listLines(filtered).length;
			return rest === ''
				? step({...state, message: 'write the namespace behind it: ns shop'})
				: step({...filtered, message: `${counted(count, 'row')}; esc shows all`});
		}
	}
	const row = state.assessment.ranked.find(({rank, verdict}) => String(rank) === word || verdict.control.id === word);
	return row
		? step(openControl(onRow(state, row), row))
		: step({...state, message: `${word}: no rank, control or page of that name; tab completes`});
}

/** Where esc leads back to from a control that was gone to: the list, on its row. */
function onRow(state: State, {verdict}: Row): State {
	const base = state.screen.name === 'control' ? closed(state) : state;
	if (base.screen.name !== 'list') return base;
	const lines = listLines(base);
	const cursor = within({...base.screen.cursor, at: lineOf(lines, verdict.control.id)}, lines.length, layout(base.size).body);
	return {...base, screen: {...base.screen, cursor}};
}

/** Leaves the full screen; what runs would have nobody to tell. */
function plainly(state: State): Step {
	const isRunning =
		(state.reading && !state.reading.finished) ||
		['running', 'stopping', 'waits'].includes(state.sending) ||
		state.plan.some(row => row.state === 'trying');
	if (isRunning) return step({...state, message: 'not while something runs: ctrl-c stops it, or wait for it'});
	return step({...state, watchedUntil: 0, leaving: 0, plainly: true}, {do: 'stop-watching'});
}

function toList(state: State): State {
	return {...state, screen: {name: 'list', cursor: home}, behind: state.behind.filter(({name}) => name === 'where' || name === 'answers')};
}
