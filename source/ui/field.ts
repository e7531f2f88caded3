import type {Event} from './state.js';

/** One line of text that is being edited; the caret stands before the character `at`. */
export type Field = {readonly text: string; readonly at: number};
export const emptyField: Field = {text: '', at: 0};

type Edit = Extract<Event, {type: 'typed' | 'edited' | 'pasted'}>;

export function edited(field: Field, event: Edit): Field {
	if (event.type === 'typed') return inserted(field, event.text);
	if (event.type === 'pasted') return inserted(field, event.text.replace(/\p{Cc}+/gu, ' ').trim());
	const {text, at} = field;
	switch (event.how) {
		case 'backspace':
			return at === 0 ? field : {text: text.slice(0, at - 1) + text.slice(at), at: at - 1};
		case 'delete':
			return {text: text.slice(0, at) + text.slice(at + 1), at};
		case 'home':
			return {text, at: 0};
		case 'end':
			return {text, at: text.length};
		case 'left':
			return {text, at: Math.max(0, at - 1)};
		case 'right':
			return {text, at: Math.min(text.length, at + 1)};
		case 'word': {
			const kept = text.slice(0, at).replace(/\S+\s*$/, '');
			return {text: kept + text.slice(at), at: kept.length};
		}
		case 'line':
			return {text: text.slice(at), at: 0};
	}
}

const longest = 200;
function inserted({text, at}: Field, more: string): Field {
	const room = more.slice(0, Math.max(0, longest - text.length));
	return {text: text.slice(0, at) + room + text.slice(at), at: at + room.length};
}
