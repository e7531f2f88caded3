import {type Binding, event} from './binding.js';

/** What shows the rows in another way, or leads to another page. */
export const opening: readonly Binding[] = [
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
];
