import {always} from './keys/always.js';
import type {Binding} from './keys/binding.js';
import {changing} from './keys/changing.js';
import {moving} from './keys/moving.js';
import {opening} from './keys/opening.js';
import {texts} from './keys/texts.js';
import {openField} from './open-field.js';
import type {Event, State} from './state.js';

/** In the order of the footer, the help page and the table of the README. */
export const bindings: readonly Binding[] = [...moving, ...changing, ...opening, ...texts, ...always];

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
const alwaysKeys = new Set(['enter', 'esc', 'ctrl-c', 'ctrl-l', 'ctrl-z', 'up', 'down', 'pageup', 'pagedown', 'tab', 'shift-tab']);

/** The event that a key stands for on this screen; a key without meaning says so. */
export function eventOf(key: string, state: State): Event | undefined {
	const {screen} = state;
	const isField = openField(screen, state.plan);
	if (isField) {
		const how = editing[key];
		if (how) return {type: 'edited', how};
		if (key === 'space') return {type: 'typed', text: ' '};
		if (key === 'ctrl-c') return {type: 'closed'};
		if (!alwaysKeys.has(key)) return key.startsWith('ctrl-') || key.length > 4 || key === 'tab' ? undefined : {type: 'typed', text: key};
	}
	const binding = bindings.find(({keys, on}) => keys.includes(key) && screen.name in on);
	if (!binding) return {type: 'refused-key', says: `${key} means nothing here${isField ? '' : '; ? has the keys'}`};
	const refusal = binding.unless?.(state);
	return refusal === undefined ? binding.event(key, state) : {type: 'refused-key', says: refusal};
}

/** "enter open   a fix…   ?", as many as fit. */
export function footer(state: State): readonly string[] {
	const {screen} = state;
	const shown = bindings.flatMap(({label, on, unless}) => {
		const says = on[screen.name];
		const text = typeof says === 'function' ? says(state) : says;
		return text && unless?.(state) === undefined ? [/^\d/.test(text) ? text : `${label} ${text}`] : [];
	});
	if (openField(screen, state.plan) && screen.name !== 'confirm') return ['enter take', 'esc close'];
	return screen.name === 'list' ? [...shown.filter(text => !text.startsWith('q ')), '?'] : shown;
}
