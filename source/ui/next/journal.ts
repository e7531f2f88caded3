import {changesText} from '../../change/edited.js';
import {stands} from '../../change/standing.js';
import {insight, walked} from '../extent.js';
import {inOrder, journalOrders, journalOrderWord, withGroups} from '../journal-entries.js';
import {entryPage} from '../pages/entry.js';
import {howKept} from '../pages/how-change.js';
import {readingPage, yamlPage} from '../pages/text.js';
import {closed, type Event, home, opened, type ScreenOf, type State, type Step, step} from '../state.js';
import {toggledAll} from '../toggled.js';

export function journalNext(state: State, screen: ScreenOf<'journal'>, event: Event): Step {
	const entry = state.journal[screen.cursor.at];
	switch (event.type) {
		case 'moved':
			return step({...state, screen: walked(state, screen, event.by)});
		case 'entered':
			return entry
				? step(
						opened(state, {
							name: 'text',
							title: `change ${entry.id}, both sides`,
							lines: entryPage(entry),
							cursor: home,
							left: 0,
							wrap: false,
						}),
					)
				: step(state);
		case 'marked': {
			const ids = (event.all ? state.journal.filter(one => one.undoes === undefined) : entry ? [entry] : [])
				.filter(stands)
				.map(({id}) => id);
			if (ids.length === 0) return step({...state, message: 'nothing to take back on this line'});
			return step({
				...state,
				changeMarks: toggledAll(state.changeMarks, ids),
				screen: event.all ? screen : walked(state, screen, 1),
			});
		}
		case 'reordered': {
			const journalBy = journalOrders[(journalOrders.indexOf(state.journalBy) + 1) % journalOrders.length] ?? 'newest';
			const journal = inOrder(state.journal, journalBy);
			const at = entry ? journal.indexOf(entry) : 0;
			return step({
				...state,
				journalBy,
				journal,
				screen: insight({...state, journal}, {...screen, cursor: {...screen.cursor, at}}),
				message: `${journalOrderWord[journalBy]}; o goes on to the next order`,
			});
		}
		case 'toggled-wrap':
			return step({...state, screen: {...screen, wrap: !screen.wrap}});
		case 'asked-to-undo': {
			const marked = event.here ? [] : state.journal.filter(({id}) => state.changeMarks.has(id));
			if (marked.length > 0) return step(state, {do: 'plan-undo', ids: withGroups(state.journal, marked)});
			if (!entry) return step({...state, message: 'nothing was changed here yet'});
			if (!stands(entry)) return step({...state, message: `change ${entry.id} is ${entry.state}: nothing to take back`});
			return step(state, {do: 'plan-undo', ids: withGroups(state.journal, [entry])});
		}
		case 'opened-report':
			return state.assessment ? step(state, {do: 'report'}) : step({...state, message: 'nothing was read yet'});
		case 'saved-plan':
			return step(state, {do: 'save-text', name: 'journal.txt', text: state.journal.flatMap(one => [...entryPage(one), '']).join('\n')});
		case 'asked-how':
			return entry ? step(opened(state, readingPage(`how we know how change ${entry.id} stands`, howKept(entry)))) : step(state);
		case 'opened-yaml':
			return entry
				? step(opened(state, yamlPage(`change ${entry.id}, as it was sent`, changesText([entry.change]), `change-${entry.id}.yaml`)))
				: step(state);
		case 'copied':
			return entry ? step(state, {do: 'copy', what: `change ${entry.id}`, text: entryPage(entry).join('\n')}) : step(state);
		case 'asked-again':
			return step(state, {do: 'read-journal'});
		case 'closed':
			return step(closed(state));
		default:
			return step(state);
	}
}
