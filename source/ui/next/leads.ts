import type {Attestation, Ranked} from '../../model/index.js';
import {statements} from '../../model/index.js';
import {within} from '../cursor.js';
import {layout} from '../layout.js';
import {type ListLine, listLines} from '../list-lines.js';
import {rowText} from '../list-text.js';
import type {Row} from '../narrowed.js';
import {scorePage} from '../pages/score.js';
import {type Event, home, opened, readingAgain, type State, type Step, step} from '../state.js';
import {attestDialog, waiveDialog} from './dialog.js';

/** Keys that lead to the same place from the list and from a control; undefined for any other event. `under`: findings under the cursor. */
export function leadNext(state: State, row: Row | undefined, event: Event, under?: readonly string[]): Step | undefined {
	switch (event.type) {
		case 'asked-how':
			if (!row) return step({...state, message: 'enter or → first: this line stands for several rows'});
			return step(
				opened(state, {
					name: 'text',
					title: `why row ${row.rank ?? '–'} stands where it stands`,
					lines: scorePage(row, state),
					cursor: home,
					left: 0,
					wrap: true,
				}),
			);
		case 'opened-answers':
			return step(opened(state, {name: 'answers', cursor: home}));
		case 'opened-map':
			return state.assessment ? step(opened(state, {name: 'map', at: 0})) : step({...state, message: 'nothing was read yet'});
		case 'opened-report':
			return state.assessment ? step(state, {do: 'report'}) : step({...state, message: 'nothing was read yet'});
		case 'opened-attest':
			return row ? step(attestDialog(state, row)) : step({...state, message: 'put the cursor on a row first: → unfolds'});
		case 'opened-waive':
			return row
				? waived(state, row, event.here ? [] : [...state.findingMarks], under)
				: step({...state, message: 'put the cursor on a row first: → unfolds'});
		case 'copied':
			return row
				? step(state, {do: 'copy', what: 'the row', text: rowText(row)})
				: step({...state, message: 'put the cursor on a row first'});
		case 'saved-plan':
			return row
				? step(state, {do: 'save-text', name: `${row.verdict.control.id}.txt`, text: rowText(row)})
				: step({...state, message: 'put the cursor on a row first'});
		case 'asked-to-undo':
			return step(opened(state, {name: 'journal', cursor: home}), {do: 'read-journal'});
		case 'digit':
			return row ? attested(state, row, event.digit) : step({...state, message: '→ unfolds; then digits answer'});
		case 'asked-again':
			if (!state.place) return step(state);
			return step(
				{...state, reading: {done: 0, kinds: 0, refused: 0, finished: false}, message: readingAgain},
				{do: 'read', place: state.place, probes: state.probes, said: state.said},
			);
		default:
			return undefined;
	}
}

/** Digits as they stand in the footer; 0 takes back what was said. */
const says: readonly (Attestation['says'] | undefined)[] = [undefined, ...statements];

/** Digits answer where the cluster does not. */
export function takesDigits(state: Pick<State, 'place'>, {verdict}: Ranked): boolean {
	return state.place?.kind === 'offline' || verdict.status === 'unknown' || verdict.basis === 'attested';
}

/** Says it of the control of this row, and on the list goes on to the next row that is open. */
function attested(state: State, row: Ranked, digit: number): Step {
	if (!takesDigits(state, row))
		return step({...state, message: 'the cluster answers this one; t says it all the same, and a difference is shown'});
	const {screen} = state;
	const lines = listLines(state);
	const at = screen.name === 'list' && digit !== 0 ? nextOpen(lines, screen.cursor.at) : undefined;
	const moved: State =
		at === undefined || screen.name !== 'list'
			? state
			: {...state, screen: {...screen, cursor: within({...screen.cursor, at}, lines.length, layout(state.size).body)}};
	const word = says[digit];
	const attestation = word && {says: word, by: state.cluster?.who || 'somebody', at: new Date(state.now).toISOString().slice(0, 10)};
	const said = attestation
		? `kept: ${attestation.by} ${attestation.says === 'not-sure' ? 'is not sure: it stays unknown' : `says ${attestation.says.replaceAll('-', ' ')}`}; 0 clears it`
		: 'it stays open';
	return step({...moved, message: said}, {do: 'attest', control: row.verdict.control.id, attestation}, {do: 'assess'});
}

/** Nobody was asked yet. */
const isOpen = ({verdict}: Ranked) => verdict.status === 'unknown' && !verdict.notSure;

function nextOpen(lines: readonly ListLine[], from: number): number {
	const open = lines.findIndex((line, index) => index > from && line.kind === 'row' && isOpen(line.row));
	return open < 0 ? Math.min(from + 1, lines.length - 1) : open;
}

/** Opens the dialog for what is marked here, else for the whole control; a control that is waived already gets its findings back. */
function waived(state: State, {verdict, only}: Row, marks: readonly string[], under: readonly string[] | undefined): Step {
	const {id} = verdict.control;
	const marked = verdict.findings.filter(finding => marks.includes(`${id} ${finding.id}`));
	const here = under ? verdict.findings.filter(({id: one}) => under.includes(one)) : [];
	const picked = marked.length > 0 ? marked : here;
	const chosen = picked.length > 0 ? picked : verdict.findings;
	if (verdict.findings.length === 0) return step({...state, message: 'nothing was found here that could be accepted'});
	if (chosen.every(({waivedBy}) => waivedBy))
		return step(
			{...state, message: 'taken back: it counts again'},
			{do: 'unwaive', control: id, waivers: chosen.flatMap(({waivedBy}) => waivedBy ?? [])},
			{do: 'assess'},
		);
	// Of a row of one namespace nothing elsewhere is accepted.
	const objects = (picked.length > 0 || only === undefined ? picked : verdict.findings).map(({check, subject}) => ({
		check,
		object: `${subject.namespace ?? ''}/${subject.kind}/${subject.name}`,
	}));
	const distinct = [...new Map(objects.map(one => [`${one.check} ${one.object}`, one])).values()];
	return step(waiveDialog(state, id, distinct));
}
