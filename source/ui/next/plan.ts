import {changesText} from '../../change/edited.js';
import {walked} from '../extent.js';
import {emptyField} from '../field.js';
import {handPage} from '../pages/by-hand.js';
import {howPlanned} from '../pages/how-change.js';
import {readingPage, yamlPage} from '../pages/text.js';
import {givenFor, isAnswered, withoutAnswers} from '../plan-answers.js';
import {savable, whyNotSaved, whyNotSent} from '../plan-refusals.js';
import {withoutTrying} from '../plan-rows.js';
import {closed, type Event, home, opened, type PlanRow, type ScreenOf, type State, type Step, step} from '../state.js';
import {askScreen} from './ask.js';

export function planNext(state: State, screen: ScreenOf<'plan'>, event: Event): Step {
	const row = state.plan[screen.cursor.at];
	switch (event.type) {
		case 'moved':
			return step({...state, screen: walked(state, screen, event.by)});
		case 'entered':
			if (!row) return step(state);
			if (row.state === 'asks') return step(opened(state, askScreen(row.item.id, row.item.asks ?? [], 0)));
			if (row.state === 'tried') return step(opened(state, {name: 'diff', item: row.item.id, cursor: home, left: 0, wrap: false}));
			if (row.state === 'trying') return step({...state, message: 'still trying it on the server'});
			return step(opened(state, readingPage(row.item.says, handPage(row))));
		case 'digit':
			return row && event.digit === 0 && isAnswered(state.answered, row.item.wanted)
				? clearedAnswer(state, row)
				: step({...state, message: 'enter answers a question, 0 asks it again'});
		case 'left-out':
			return row ? step({...state, plan: state.plan.map(one => (one === row ? {...one, leftOut: !one.leftOut} : one))}) : step(state);
		case 'asked-again': {
			const items = state.plan.filter(one => one.item.changes.length > 0).map(({item}) => item);
			return step(
				{
					...state,
					plan: state.plan.map(one => (one.item.changes.length > 0 ? {...one, state: 'trying' as const} : one)),
					message: 'tried again on the server',
				},
				{do: 'preview', items},
			);
		}
		case 'asked-to-fix': {
			const refusal = whyNotSent(state);
			return refusal === undefined
				? step(opened(state, {name: 'confirm', field: emptyField, cursor: home, openedAt: state.now}))
				: step({...state, message: refusal});
		}
		case 'asked-how':
			return row ? step(opened(state, readingPage(`how we know: ${row.item.says}`, howPlanned(row)))) : step(state);
		case 'copied':
			if (!row) return step(state);
			if (row.state === 'asks') return step({...state, message: noYaml});
			return step(state, {do: 'copy', what: row.item.says, text: isByHand(row) ? handPage(row).join('\n') : changesText(row.item.changes)});
		case 'opened-yaml':
			if (!row) return step(state);
			if (row.state === 'asks') return step({...state, message: noYaml});
			return step(
				opened(state, isByHand(row) ? readingPage(row.item.says, handPage(row)) : yamlPage(row.item.says, changesText(row.item.changes))),
			);
		case 'saved-plan': {
			const refusal = whyNotSaved(state);
			return refusal === undefined ? step(state, {do: 'save', rows: savable(state.plan)}) : step({...state, message: refusal});
		}
		case 'closed':
			return step({...closed(state), plan: withoutTrying(state.plan)}, {do: 'stop-previews'});
		default:
			return step(state);
	}
}

const noYaml = 'no YAML yet: enter answers its question first';
const isByHand = ({state}: PlanRow) => state === 'by-hand';

/** The row asks again, as if nothing had been said. */
function clearedAnswer(state: State, {item}: PlanRow): Step {
	const answered = withoutAnswers(state.answered, item.wanted);
	const wanted = state.plan.flatMap(row => row.item.wanted);
	return step({...state, answered, message: 'it asks again'}, {do: 'plan', wanted, given: givenFor(answered, wanted)});
}
