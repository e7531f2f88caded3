import {moved, scrolled, within} from '../cursor.js';
import {layout} from '../layout.js';
import {type Row, rowOf} from '../narrowed.js';
import {foundObjects, marksOf, type ObjectLine, objectLines, refolded} from '../objects.js';
import {partLines} from '../pages/control-parts.js';
import {findingPage} from '../pages/finding.js';
import {givenFor} from '../plan-answers.js';
import {closed, type Event, home, opened, parts, type ScreenOf, type State, type Step, step} from '../state.js';
import {leadNext} from './leads.js';

/** Lines above the objects in the body: here, seen. */
export const controlHead = 3;
/** Lines of title and parts above them, where the control stands beside the list. */
export const paneHead = 2;

/** Lines of a part that are seen at once. */
export function controlHeight({size}: Pick<State, 'size'>): number {
	const {body, wide} = layout(size);
	return wide ? body - paneHead : body;
}

export function controlNext(state: State, screen: ScreenOf<'control'>, event: Event): Step {
	const row = rowOf(state, screen.control, screen.only);
	if (!row) return step(closed(state));
	const {pane} = layout(state.size);
	const body = controlHeight(state);
	const height = body - controlHead;
	const lines = objectLines(state, row);
	const line = lines[screen.cursor.at];
	const onObjects = screen.part === 'objects';
	const under = onObjects && line?.kind === 'object' ? line.object.findings.map(({id}) => id) : undefined;
	const about = onObjects ? objectUnder(line, row) : (screen.about ?? objectUnder(undefined, row));
	const led = isFixText(event, screen.part) ? undefined : leadNext(state, row, event, under);
	if (led) return led;
	switch (event.type) {
		case 'moved': {
			const cursor = onObjects
				? moved(screen.cursor, event.by, lines.length, height)
				: scrolled(screen.cursor, event.by, partLines(state, row, screen.part, pane).length, body);
			return step({...state, screen: {...screen, cursor}});
		}
		case 'next-part': {
			const part = parts[(parts.indexOf(screen.part) + event.by + parts.length) % parts.length] as (typeof parts)[number];
			return step(
				{...state, screen: {...screen, part, about, cursor: home}},
				...(part === 'fix' ? [{do: 'remedy', control: screen.control, findings: about} as const] : []),
			);
		}
		case 'sideways':
		case 'entered': {
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
					title: findingTitle(line.object.subject),
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
			const findingMarks = new Set(state.findingMarks);
			const every = ids.every(id => findingMarks.has(id));
			for (const id of ids)
				if (every) findingMarks.delete(id);
				else findingMarks.add(id);
			return step({
				...state,
				findingMarks,
				screen: event.all ? screen : {...screen, cursor: moved(screen.cursor, 1, lines.length, height)},
			});
		}
		case 'asked-to-fix': {
			const mine = [...state.findingMarks].filter(mark => mark.startsWith(`${screen.control} `));
			const under = onObjects && line ? marksOf(screen.control, line) : row.verdict.findings.map(({id}) => `${screen.control} ${id}`);
			const wanted = (mine.length > 0 ? mine : under).map(mark => ({
				control: screen.control,
				finding: mark.slice(screen.control.length + 1),
			}));
			if (wanted.length === 0)
				return step({
					...state,
					message: row.verdict.status === 'pass' ? 'it holds: nothing to change' : 'no finding here; the part fix says what to do',
				});
			return step(state, {do: 'plan', wanted, given: givenFor(state.answered, wanted)});
		}
		case 'opened-yaml':
			return step(state, {do: 'yaml', control: screen.control, findings: about});
		case 'copied':
			return step(state, {do: 'copy', what: 'the fix', text: partLines(state, row, 'fix', 200).join('\n')});
		case 'saved-plan':
			return step(state, {do: 'save-text', name: `${screen.control}-fix.txt`, text: partLines(state, row, 'fix', 200).join('\n')});
		case 'pasted':
			return step({...state, message: 'a paste outside a text field is dropped'});
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

function findingTitle({kind, namespace, name}: {kind: string; namespace?: string; name: string}): string {
	return `${namespace === undefined ? '' : `${namespace}/`}${kind.toLowerCase()}/${name}`;
}
