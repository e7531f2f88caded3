import {bindings} from '../keys.js';
import {rowOf} from '../narrowed.js';
import type {Dialog, ScreenOf, State} from '../state.js';
import {counted} from '../words.js';
import {askText, confirmText, diffText, journalText, planText, sendingText} from './changes.js';
import {controlText, foldText, listText, mapText} from './found.js';
import {answersText} from './questions.js';

/** What is printed when a screen opens, or when more of it is asked for. Words only: nothing is drawn. */
export function described(state: State): readonly string[] {
	const {screen} = state;
	switch (screen.name) {
		case 'where':
			return whereText(state, screen);
		case 'answers':
			return answersText(state, screen);
		case 'list':
			return listText(state, screen);
		case 'fold':
			return foldText(state, screen);
		case 'map':
			return mapText(state);
		case 'control':
			return controlText(state, screen);
		case 'dialog': {
			const field = screen.dialog.fields[screen.dialog.at];
			return [
				...(screen.dialog.at === 0 ? [dialogAbout(state, screen.dialog)] : []),
				`${field?.label.replace(/\?$/, '') ?? ''}? ${field?.help ?? ''}. Filled in: ${field?.field.text || 'nothing'}.`,
			];
		}
		case 'plan':
			return planText(state, screen);
		case 'ask':
			return askText(state, screen);
		case 'diff':
			return diffText(state, screen);
		case 'confirm':
			return confirmText(state);
		case 'sending':
			return [sendingText(state)];
		case 'journal':
			return journalText(state, screen);
		case 'text':
			return [screen.title, ...screen.lines.filter(text => text.toLowerCase().includes(screen.sought?.word.toLowerCase() ?? ''))];
		case 'go':
			return ['A rank, a control, or list, map, answers, journal, report, where, log.'];
	}
}

function whereText({places, failure, probes}: State, {asking}: ScreenOf<'where'>): string[] {
	if (asking) {
		const ask = asking.asks[asking.said.length];
		return [`${ask?.question ?? ''} ${ask?.help ?? ''}`, ...(asking.field.text ? [`Enter takes: ${asking.field.text}`] : [])];
	}
	return [
		...(failure ? [`Not read. ${failure.what} ${failure.why}`, ...failure.steps] : []),
		'What do you want to look at?',
		// That more is asked for shows when it is.
		...places.map(({short, note}, index) => `${index + 1}. ${short.replace(/…$/, '')}. ${note}.`),
		`A number opens. how and a number says what is run and sent${probes ? '; leave-out leaves out the reads without a login' : ''}. quit leaves.`,
	];
}

/** What a dialog is about. */
function dialogAbout(state: State, {kind, control, objects}: Dialog): string {
	if (kind === 'take') return `Offline answers of ${control}.`;
	const about = rowOf(state, control)?.verdict.control;
	return kind === 'attest'
		? `${about?.title ?? control}. ${about?.question ?? ''}`
		: `${about?.title ?? control}. Accepts ${objects.length === 0 ? 'everything that is found here' : counted(objects.length, 'finding')}.`;
}

/** The words of a screen, one a line, without a table. */
export function plainHelp(state: State): readonly string[] {
	const {name} = state.screen;
	const silent = new Set([
		'up',
		'down',
		'first',
		'last',
		'page-up',
		'page-down',
		'half-up',
		'half-down',
		'unfold',
		'fold',
		'wrap',
		'stop',
		'redraw',
		'suspend',
		'group',
		'group-before',
		'part-before',
	]);
	const here = bindings.filter(({on, word}) => name in on && !silent.has(word));
	return [
		'Words here. A number opens that line, and a word with a number acts on it: attest 3.',
		...here.map(({word, means}) => `${word}: ${means.replace(/^[a-z]+…: /, '')}.`),
		'Nothing is sent by a single word: fix leads to a plan, then to a page where you type how many objects and which cluster.',
	];
}
