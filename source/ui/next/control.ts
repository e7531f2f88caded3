import type {Ranked} from '../../model/index.js';
import {objectSays} from '../../model/index.js';
import {moved, sidestep, within} from '../cursor.js';
import {walked} from '../extent.js';
import {objectsHeight} from '../layout.js';
import {type Row, rowOf} from '../narrowed.js';
import {objectOrders, objectOrderWord} from '../object-orders.js';
import {foundObjects, marksOf, type ObjectLine, objectLines, refolded} from '../objects.js';
import {partText} from '../pages/control-parts.js';
import {findingPage} from '../pages/finding.js';
import {givenFor} from '../plan-answers.js';
import type {Wanted} from '../ports.js';
import {closed, type Event, home, opened, parts, type ScreenOf, type State, type Step, step} from '../state.js';
import {toggledAll} from '../toggled.js';
import {leadNext} from './leads.js';

export function controlNext(state: State, screen: ScreenOf<'control'>, event: Event): Step {
	const row = rowOf(state, screen.control, screen.only);
	if (!row) return step(closed(state));
	const height = objectsHeight(state.size);
	const lines = objectLines(state, row);
	const line = lines[screen.cursor.at];
	const onObjects = screen.part === 'objects';
	const under = onObjects && line?.kind === 'object' ? line.object.findings.map(({id}) => id) : undefined;
	const about = onObjects ? objectUnder(line, row) : (screen.about ?? objectUnder(undefined, row));
	const led = isFixText(event, screen.part) ? undefined : leadNext(state, row, event, under);
	if (led) return led;
	switch (event.type) {
		case 'moved':
			return step({...state, screen: walked(state, screen, event.by)});
		case 'next-part': {
			const part = parts[(parts.indexOf(screen.part) + event.by + parts.length) % parts.length] as (typeof parts)[number];
			return step(
				{...state, screen: {...screen, part, about, cursor: home, left: 0}},
				...(part === 'fix' ? [{do: 'remedy', control: screen.control, findings: about} as const] : []),
			);
		}
		case 'toggled-wrap':
			return step({...state, screen: {...screen, wrap: !screen.wrap, left: 0}});
		case 'sideways':
		case 'entered': {
			if (!onObjects && event.type === 'sideways')
				return step({...state, screen: {...screen, left: screen.wrap ? 0 : Math.max(0, (screen.left ?? 0) + event.by * sidestep)}});
			if (!onObjects || !line) return step(state);
			if (line.kind === 'group' || line.kind === 'accepted' || line.kind === 'waived') {
				const folded = event.type === 'entered' ? !line.folded : event.by < 0;
				return step(refolded(state, screen.control, line, folded));
			}
			if (event.type === 'sideways') {
				if (event.by > 0 || line.kind === 'note') return step(state);
				const refoldedState = refolded(state, screen.control, line, true);
				const at = Math.max(
					0,
					objectLines(refoldedState, row).findIndex(one => one.kind === 'group' && line.kind === 'object' && one.group === line.group),
				);
				return step({
					...refoldedState,
					screen: {...screen, cursor: within({...screen.cursor, at}, objectLines(refoldedState, row).length, height)},
				});
			}
			if (line.kind !== 'object') return step(state);
			return step(
				opened(state, {
					name: 'text',
					title: objectSays(line.object.subject),
					lines: findingPage(line.object, row, state.cluster?.live !== false),
					cursor: home,
					left: 0,
					wrap: true,
				}),
			);
		}
		case 'next-group': {
			const places = lines.map(({kind}, index) => (kind === 'group' || kind === 'accepted' ? index : -1)).filter(index => index >= 0);
			const at = event.by > 0 ? places.find(index => index > screen.cursor.at) : places.findLast(index => index < screen.cursor.at);
			return at === undefined
				? step(state)
				: step({...state, screen: {...screen, cursor: within({...screen.cursor, at}, lines.length, height)}});
		}
		case 'marked': {
			if (!onObjects) return step(state);
			const ids = event.all
				? lines
						.flatMap(one => (one.kind === 'object' ? [] : marksOf(screen.control, one)))
						.concat(lines.flatMap(one => (one.kind === 'object' ? marksOf(screen.control, one) : [])))
				: line
					? marksOf(screen.control, line)
					: [];
			if (ids.length === 0) return step({...state, message: 'nothing to mark on this line'});
			return step({
				...state,
				findingMarks: toggledAll(state.findingMarks, ids),
				screen: event.all ? screen : {...screen, cursor: moved(screen.cursor, 1, lines.length, height)},
			});
		}
		case 'asked-to-fix':
		case 'asked-to-edit': {
			const wanted = wantedOf(event.here ? [] : [...state.findingMarks], screen, row, line);
			if (wanted.length === 0) return step({...state, message: nothingToChange(row)});
			return step(state, {
				do: 'plan',
				wanted,
				given: givenFor(state.answered, wanted),
				...(event.type === 'asked-to-edit' && {edit: true}),
			});
		}
		case 'toggled-needs-work': {
			const toggled: State = {...state, onlyStanding: !state.onlyStanding};
			const says = toggled.onlyStanding ? 'what is waived or accepted is left out' : 'everything is shown';
			return step({...staying(toggled, screen, row, line), message: says});
		}
		case 'reordered': {
			const objectsBy = objectOrders[(objectOrders.indexOf(state.objectsBy) + 1) % objectOrders.length] ?? 'namespace';
			const message = `${objectOrderWord[objectsBy]}; o goes on to the next order`;
			return step({...staying({...state, objectsBy}, screen, row, line), message});
		}
		case 'opened-yaml':
			return step(state, {do: 'yaml', control: screen.control, findings: about});
		case 'copied':
			return step(state, {do: 'copy', what: 'the fix', text: partText(state, row, 'fix')});
		case 'saved-plan':
			return step(state, {do: 'save-text', name: `${screen.control}-fix.txt`, text: partText(state, row, 'fix')});
		case 'closed':
			return step(closed(state));
		default:
			return step(state);
	}
}

/** Findings of the object under the cursor, the first of a group; elsewhere those of the first object. */
function objectUnder(line: ObjectLine | undefined, {verdict}: Row): readonly string[] {
	const object = line?.kind === 'object' ? line.object : line?.kind === 'group' || line?.kind === 'waived' ? line.objects[0] : undefined;
	const {findings} = object ?? foundObjects(verdict.findings)[0] ?? verdict;
	return findings.map(({id}) => id);
}

/** In the part fix, copy and save take the fix instead of the row. */
function isFixText({type}: Event, part: ScreenOf<'control'>['part']): boolean {
	return part === 'fix' && (type === 'copied' || type === 'saved-plan');
}

/** The findings that are marked here, else those under the cursor; outside the objects, all of the control. */
function wantedOf(
	marks: readonly string[],
	{control, part}: ScreenOf<'control'>,
	{verdict}: Ranked,
	line: ObjectLine | undefined,
): Wanted[] {
	// Marks that were set in another namespace are not of this row.
	// What is waived stands, and is not put right.
	const own = new Set(verdict.findings.filter(({waivedBy}) => !waivedBy).map(({id}) => `${control} ${id}`));
	const mine = marks.filter(mark => own.has(mark));
	const under = part === 'objects' && line ? marksOf(control, line).filter(mark => own.has(mark)) : [...own];
	return (mine.length > 0 ? mine : under).map(mark => ({control, finding: mark.slice(control.length + 1)}));
}

function nothingToChange({verdict}: Ranked): string {
	if (verdict.findings.some(({waivedBy}) => waivedBy)) return 'this is waived: w takes that back';
	return verdict.status === 'pass' ? 'it holds: nothing to change' : 'no finding here; the part fix says what to do';
}

/** The same control with other lines, the cursor on the object it stood on, where that is still seen. */
function staying(state: State, screen: ScreenOf<'control'>, row: Ranked, line: ObjectLine | undefined): State {
	const lines = objectLines(state, row);
	const at = lines.findIndex(one => one.kind === 'object' && line?.kind === 'object' && one.object === line.object);
	const cursor = within({...screen.cursor, at: Math.max(0, at)}, lines.length, objectsHeight(state.size));
	return screen.part === 'objects' ? {...state, screen: {...screen, cursor}} : state;
}
