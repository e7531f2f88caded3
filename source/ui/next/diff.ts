import {changesText} from '../../change/edited.js';
import {sidestep} from '../cursor.js';
import {walked} from '../extent.js';
import {edited, emptyField} from '../field.js';
import {howPlanned} from '../pages/how-change.js';
import {readingPage, yamlPage} from '../pages/text.js';
import {isForGit, tryingItems} from '../plan-rows.js';
import {closed, type Event, opened, type PlanRow, type ScreenOf, type State, type Step, step} from '../state.js';

/** The word that lets a change through which Git will take back. */
export const anywayWord = 'anyway';

/** What would change, as text to paste. */
function diffText(row: PlanRow): string {
	return row.previews.map(({diff}) => diff.map(({sign, text}) => `${sign} ${text}\n`).join('')).join('\n');
}

export function diffNext(state: State, screen: ScreenOf<'diff'>, event: Event): Step {
	const row = state.plan.find(one => one.item.id === screen.item);
	if (!row) return step(closed(state));
	const {anyway, ...plainScreen} = screen;
	switch (event.type) {
		case 'moved':
			return step({...state, screen: walked(state, screen, event.by)});
		case 'sideways':
			return step({...state, screen: {...screen, left: Math.max(0, screen.left + event.by * sidestep)}});
		case 'toggled-wrap':
			return step({...state, screen: {...screen, wrap: !screen.wrap, left: 0}});
		case 'asked-to-fix':
			if (!isForGit(row)) return step({...state, message: 'esc, then a leads on to sending'});
			return step({
				...state,
				screen: {...screen, anyway: emptyField},
				message: row.previews[0]?.owner.takenBack ?? 'Git takes this change back',
			});
		case 'left-out':
			return step({...state, plan: state.plan.map(one => (one === row ? {...one, leftOut: !one.leftOut} : one))});
		case 'asked-again': {
			const again: PlanRow = {...row, state: 'trying'};
			const plan = state.plan.map(one => (one === row ? again : one));
			return step({...state, plan, message: 'tried again on the server'}, {do: 'preview', items: tryingItems(plan)});
		}
		case 'asked-how':
			return step(opened(state, readingPage(`how we know: ${row.item.says}`, howPlanned(row))));
		case 'opened-yaml':
			return step(opened(state, yamlPage(row.item.says, changesText(row.item.changes))));
		case 'asked-to-edit':
			return row.item.undoes ? step(state) : step(state, {do: 'edit', item: row.item});
		case 'copied':
			return step(state, {do: 'copy', what: 'the diff', text: diffText(row)});
		case 'saved-plan':
			return step(state, {do: 'save', rows: [row]});
		case 'typed':
		case 'edited':
		case 'pasted':
			return anyway ? step({...state, screen: {...screen, anyway: edited(anyway, event)}}) : step(state);
		case 'entered': {
			if (!anyway) return step({...state, message: 'nothing to open here; esc goes back'});
			if (anyway.text.trim() !== anywayWord) return step({...state, message: `type ${anywayWord} to change it here all the same`});
			return step({
				...state,
				screen: plainScreen,
				plan: state.plan.map(one => (one === row ? {...one, anyway: true} : one)),
				message: 'it is in the plan now; Git will take it back',
			});
		}
		case 'closed':
			return anyway ? step({...state, screen: plainScreen}) : step(closed(state));
		default:
			return step(state);
	}
}
