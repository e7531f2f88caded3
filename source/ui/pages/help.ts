import {bindings} from '../keys.js';
import {openField} from '../open-field.js';
import type {State} from '../state.js';

const labelWidth = 12;

/** Every key of the screen that is open, then what holds everywhere. */
export function helpPage(state: State): string[] {
	const {name} = state.screen;
	const here = bindings.filter(binding => name in binding.on);
	const rows = here.map(({label, means, on}) => {
		const own = on[name];
		const says = typeof own === 'function' ? own(state) : own;
		return `${label.padEnd(labelWidth)}${means}${says && !means.includes(says) ? ` (here: ${says})` : ''}`;
	});
	return [
		...rows,
		'',
		...(openField(state.screen, state.plan)
			? ['A text field is open: letters are text; ctrl-a ctrl-e ctrl-w ctrl-u edit; a paste becomes one line.', '']
			: []),
		'✗ fail   ! warn   ? unknown: not read, never green   ✓ pass   – does not apply   ○ waived',
		'Nothing is sent by a single key: a leads to a plan, then to a page where you type the words that it shows. What waits after the first goes on with a.',
		'Shortcuts of the terminal for selecting and copying text work: the mouse is not used.',
	];
}
