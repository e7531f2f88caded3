import {isAnswered} from '../plan-answers.js';
import {whyNotSent} from '../plan-refusals.js';
import {isKeptForGit, isSendable, objectCount} from '../plan-rows.js';
import {questionAt} from '../question-at.js';
import type {State} from '../state.js';
import {type Binding, event, whyNoCluster} from './binding.js';

const marked = ({screen, marks, findingMarks, changeMarks}: State) =>
	(screen.name === 'list' ? marks : screen.name === 'journal' ? changeMarks : findingMarks).size;
const offline = (state: State) => state.place?.kind === 'offline';
const ready = (state: State) => objectCount(state.plan.filter(isSendable));

/** "one", "2": what waits after the first was sent. */
function otherOnes({sent}: State): string {
	const waiting = sent.filter(({state}) => state === 'waits').length;
	return waiting === 1 ? 'one' : String(waiting);
}

/** What picks, answers and leads to a change. */
export const changing: readonly Binding[] = [
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
			answers: state => {
				const question = state.screen.name === 'answers' ? questionAt(state, state.screen.cursor.at) : undefined;
				const count = question?.options.length;
				return count === undefined ? '' : `1-${count} answer`;
			},
			ask: '',
			plan: ({screen, plan, answered}) =>
				screen.name === 'plan' && isAnswered(answered, plan[screen.cursor.at]?.item.wanted ?? []) ? '0 asks again' : '',
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
		means: 'fix…: leads to a plan, and on; after the first was sent, goes on with the rest',
		on: {
			list: state => (state.cluster?.live === false ? '' : marked(state) > 0 ? `fix ${marked(state)}…` : 'fix…'),
			control: state => (state.cluster?.live === false ? '' : 'fix…'),
			plan: state => `send ${ready(state)}…`,
			diff: state => (keepsForGit(state) ? 'anyway…' : ''),
			sending: state => (state.sending === 'waits' ? `send the other ${otherOnes(state)}` : ''),
		},
		event: event({type: 'asked-to-fix'}),
		unless: state =>
			['list', 'control'].includes(state.screen.name)
				? whyNoCluster(state)
				: state.screen.name === 'plan'
					? whyNotSent(state)
					: state.readOnly && ['diff', 'sending'].includes(state.screen.name)
						? '--read-only: nothing is sent; s saves the patches'
						: undefined,
	},
	{
		keys: ['x'],
		label: 'x',
		word: 'leave-out',
		means: 'leave out, put in again',
		on: {
			where: '',
			plan: ({plan, screen}) => (screen.name === 'plan' && plan[screen.cursor.at]?.leftOut ? 'put in' : 'leave out'),
			diff: ({plan, screen}) =>
				screen.name === 'diff' && plan.find(({item}) => item.id === screen.item)?.leftOut ? 'put in' : 'leave out',
			sending: state => (state.sending === 'waits' ? 'leave the rest' : ''),
		},
		event: event({type: 'left-out'}),
	},
	{
		keys: ['u'],
		label: 'u',
		word: 'undo',
		means: 'undo…: opens the journal, or plans to take changes back',
		on: {
			list: '',
			control: '',
			map: '',
			sending: state => (state.sending === 'done' ? 'undo…' : ''),
			journal: state => (marked(state) > 0 ? `undo ${marked(state)}…` : 'undo…'),
		},
		event: event({type: 'asked-to-undo'}),
	},
];

/** The diff that is open belongs to a change that would go to Git. */
function keepsForGit({screen, plan}: State): boolean {
	const row = screen.name === 'diff' ? plan.find(({item}) => item.id === screen.item) : undefined;
	return row !== undefined && isKeptForGit(row);
}
