import {whyNotSaved} from '../plan-refusals.js';
import {isUndo} from '../state.js';
import {type Binding, event, whyNoCluster} from './binding.js';

/** What is done with the text of a page. */
export const texts: readonly Binding[] = [
	{
		keys: ['y'],
		label: 'y',
		word: 'yaml',
		means: 'see the YAML',
		on: {control: 'YAML', plan: '', diff: '', journal: ''},
		event: event({type: 'opened-yaml'}),
	},
	{
		keys: ['e'],
		label: 'e',
		word: 'edit',
		means: 'edit a copy in your editor: marked as yours, and tried again',
		on: {control: '', diff: 'edit a copy'},
		event: event({type: 'asked-to-edit'}),
		unless: state =>
			state.screen.name === 'control'
				? whyNoCluster(state)
				: isUndo(state)
					? 'an undo brings back exactly what was there: it cannot be edited'
					: undefined,
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
			journal: '',
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
		unless: state => (state.screen.name === 'plan' ? whyNotSaved(state) : undefined),
	},
	{
		keys: ['r', 'ctrl-r'],
		label: 'r',
		word: 'again',
		means: 'read again',
		on: {
			where: state => (state.failure ? 'try again' : ''),
			answers: '',
			list: '',
			control: '',
			plan: '',
			diff: '',
			journal: '',
			map: '',
			fold: '',
		},
		event: event({type: 'asked-again'}),
	},
	{
		keys: ['z'],
		label: 'z',
		word: 'wrap',
		means: 'wrap long lines',
		on: {control: '', diff: 'wrap', sending: '', journal: '', text: ''},
		event: event({type: 'toggled-wrap'}),
	},
	{
		keys: ['/'],
		label: '/',
		word: 'find',
		means: 'find',
		on: {list: 'find', control: '', diff: '', text: ''},
		event: event({type: 'opened-find'}),
	},
	{
		keys: [':'],
		label: ':',
		word: 'go',
		means: 'go to: a rank, a control, a page, ns shop, name shop-prod',
		on: {list: '', control: '', answers: '', journal: '', plan: '', diff: '', map: '', where: '', text: '', fold: '', sending: ''},
		event: event({type: 'opened-go'}),
	},
];
