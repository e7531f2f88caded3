import {moved, within} from '../cursor.js';
import {edited} from '../field.js';
import {layout} from '../layout.js';
import {type Event, home, opened, type ScreenOf, type State, type Step, step} from '../state.js';
import {visibleRows} from '../visible-rows.js';
import {leadNext} from './leads.js';

export function listNext(before: State, screen: ScreenOf<'list'>, event: Event): Step {
	const state: State = {...before, frozen: true};
	const rows = visibleRows(state);
	const {body} = layout(state.size);
	const row = rows[screen.cursor.at];
	const id = row?.verdict.control.id;
	const led = leadNext(state, row, event);
	if (led) return led;
	switch (event.type) {
		case 'moved':
			return step({...state, screen: {...screen, cursor: moved(screen.cursor, event.by, rows.length, body)}});
		case 'entered':
			if (screen.field) return step({...state, screen: {name: 'list', cursor: within(screen.cursor, rows.length, body)}});
			return id === undefined ? step(state) : step(opened(state, {name: 'control', control: id, part: 'objects', cursor: home}));
		case 'next-part':
			return id === undefined || !layout(state.size).wide
				? step(state)
				: step(opened(state, {name: 'control', control: id, part: 'objects', cursor: home}));
		case 'marked': {
			const marks = new Set(state.marks);
			const ids = event.all ? rows.map(({verdict}) => verdict.control.id) : id === undefined ? [] : [id];
			const every = ids.every(one => marks.has(one));
			for (const one of ids)
				if (every) marks.delete(one);
				else marks.add(one);
			return step({...state, marks, screen: event.all ? screen : {...screen, cursor: moved(screen.cursor, 1, rows.length, body)}});
		}
		case 'asked-to-fix': {
			const chosen =
				state.marks.size > 0
					? (state.assessment?.ranked ?? []).filter(({verdict}) => state.marks.has(verdict.control.id))
					: row
						? [row]
						: [];
			const wanted = chosen.flatMap(({verdict}) =>
				verdict.findings.filter(finding => !finding.waivedBy).map(finding => ({control: verdict.control.id, finding: finding.id})),
			);
			if (wanted.length === 0) return step({...state, message: 'nothing to change here: no finding. enter shows what was seen'});
			return step(state, {do: 'plan', wanted, given: {}});
		}
		case 'toggled-needs-work': {
			const toggled: State = {...state, onlyNeedsWork: !state.onlyNeedsWork};
			const shown = visibleRows(toggled);
			const hidden = (state.assessment?.ranked.length ?? 0) - shown.length;
			const at = Math.max(
				0,
				shown.findIndex(({verdict}) => verdict.control.id === id),
			);
			return step({
				...toggled,
				screen: {...screen, cursor: within({at, top: screen.cursor.top}, shown.length, body)},
				message: toggled.onlyNeedsWork ? `fail and warn only; ${hidden} rows hidden` : 'everything is shown',
			});
		}
		case 'reordered':
			return step({
				...state,
				order: state.assessment?.ranked.map(({verdict}) => verdict.control.id) ?? [],
				screen: {...screen, cursor: home},
				message: 'by rank, as it is now',
			});
		case 'opened-find':
			return step({...state, screen: {...screen, field: {text: state.filter, at: state.filter.length}}});
		case 'typed':
		case 'edited':
		case 'pasted': {
			if (!screen.field) return step({...state, message: event.type === 'pasted' ? 'a paste outside a text field is dropped' : ''});
			const field = edited(screen.field, event);
			const filtered: State = {...state, filter: field.text};
			return step({...filtered, screen: {...screen, field, cursor: within(home, visibleRows(filtered).length, body)}});
		}
		case 'closed': {
			if (screen.field) return step({...state, screen: {name: 'list', cursor: screen.cursor}});
			if (state.filter !== '' || state.onlyNeedsWork) {
				const shown: State = {...state, filter: '', onlyNeedsWork: false};
				const at = Math.max(
					0,
					visibleRows(shown).findIndex(({verdict}) => verdict.control.id === id),
				);
				return step({
					...shown,
					screen: {name: 'list', cursor: within({at, top: 0}, visibleRows(shown).length, body)},
					message: 'everything is shown',
				});
			}
			return step({...state, message: 'q leaves; i goes to the answers'});
		}
		default:
			return step(state);
	}
}
