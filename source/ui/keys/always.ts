import {type Binding, event, everywhere} from './binding.js';

/** What holds on every screen. */
export const always: readonly Binding[] = [
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
		keys: ['ctrl-l'],
		label: 'ctrl-l',
		word: 'redraw',
		means: 'draw the screen again',
		on: everywhere,
		event: event({type: 'asked-to-redraw'}),
	},
	{
		keys: ['ctrl-z'],
		label: 'ctrl-z',
		word: 'suspend',
		means: 'stop the program and go to the shell; fg comes back',
		on: everywhere,
		event: event({type: 'asked-to-suspend'}),
		unless: ({sending}) =>
			sending === 'running' || sending === 'stopping' ? 'not while requests are sent: ctrl-c stops them after the present one' : undefined,
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
