import {changesText} from '../../change/edited.js';
import {walked} from '../extent.js';
import {emptyField} from '../field.js';
import {handPage} from '../pages/by-hand.js';
import {howPlanned} from '../pages/how-change.js';
import {readingPage, yamlPage} from '../pages/text.js';
import {givenFor, isAnswered, withoutAnswers} from '../plan-answers.js';
import {isForGit, isSendable} from '../plan-rows.js';
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
			if (state.plan.some(({state: tried}) => tried === 'trying')) return step({...state, message: 'still trying on the server; a moment'});
			const sendable = state.plan.filter(one => isSendable(one));
			if (sendable.length > 0) return step(opened(state, {name: 'confirm', field: emptyField, cursor: home, openedAt: state.now}));
			return step({...state, message: whyNothing(state)});
		}
		case 'asked-how':
			return row ? step(opened(state, readingPage(`how we know: ${row.item.says}`, howPlanned(row)))) : step(state);
		case 'copied':
			return row ? step(state, {do: 'copy', what: row.item.says, text: changesText(row.item.changes)}) : step(state);
		case 'opened-yaml':
			return row ? step(opened(state, yamlPage(row.item.says, changesText(row.item.changes)))) : step(state);
		case 'saved-plan': {
			const rows = state.plan.filter(one => one.state === 'tried' && !one.leftOut);
			return rows.length === 0 ? step({...state, message: 'nothing to save yet'}) : step(state, {do: 'save', rows});
		}
		case 'closed':
			return step(closed(state), {do: 'stop-previews'});
		default:
			return step(state);
	}
}

/** The row asks again, as if nothing had been said. */
function clearedAnswer(state: State, {item}: PlanRow): Step {
	const answered = withoutAnswers(state.answered, item.wanted);
	const wanted = state.plan.flatMap(row => row.item.wanted);
	return step({...state, answered, message: 'it asks again'}, {do: 'plan', wanted, given: givenFor(answered, wanted)});
}

function whyNothing({plan}: State): string {
	if (plan.some(row => row.state === 'asks')) return 'a question is open: enter answers it';
	if (plan.some(row => isForGit(row))) return 'Git takes these changes back: s saves patches; in the diff, a says more';
	const forbidden = plan.flatMap(({previews}) => previews).find(({forbidden: right}) => right !== undefined)?.forbidden;
	if (forbidden) return `this account may not ${forbidden}: s saves the patches`;
	return 'nothing here can be sent: enter says why';
}
