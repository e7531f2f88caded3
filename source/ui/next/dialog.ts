import type {Attestation, Ranked, Waiver} from '../../model/index.js';
import {isDay, statements} from '../../model/index.js';
import {edited} from '../field.js';
import {rowOf} from '../narrowed.js';
import {
	closed,
	type Dialog,
	type DialogField,
	type Effect,
	type Event,
	opened,
	type ScreenOf,
	type State,
	type Step,
	step,
} from '../state.js';
import {listAfter} from './list-after.js';

const dayOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);
const sixMonths = 182 * 24 * 60 * 60 * 1000;
const text = (value: string) => ({text: value, at: value.length});

/** Says that a control holds, or does not; `says` is filled in where it was said before. */
export function attestDialog(state: State, {verdict}: Ranked): State {
	const fields: DialogField[] = [
		{id: 'says', label: 'does it hold?', help: '1 yes  2 partly  3 no  4 not sure  5 does not apply', field: text(''), choices: statements},
		{id: 'who', label: 'who says so', help: 'a name', field: text(state.cluster?.who ?? '')},
		{id: 'from', label: 'since when', help: 'a day as YYYY-MM-DD; it counts for a year from then', field: text(dayOf(state.now))},
		{id: 'why', label: 'note or link', help: 'may stay empty', field: text('')},
	];
	return opened(state, {name: 'dialog', dialog: {kind: 'attest', control: verdict.control.id, objects: [], fields, at: 0}});
}

/** Accepts findings until a day. */
export function waiveDialog(state: State, control: string, objects: Dialog['objects']): State {
	const fields: DialogField[] = [
		{id: 'who', label: 'who accepts it', help: 'an owner who answers for it', field: text(state.cluster?.who ?? '')},
		{id: 'why', label: 'why', help: 'a reason that somebody else understands in half a year', field: text('')},
		{id: 'until', label: 'until', help: 'a day as YYYY-MM-DD; then it counts again', field: text(dayOf(state.now + sixMonths))},
	];
	return opened(state, {name: 'dialog', dialog: {kind: 'waive', control, objects, fields, at: 0}});
}

/** Asks whether an offline assessment belongs to the cluster that was opened. */
export function takeDialog(state: State, assessment: string): State {
	const fields: DialogField[] = [{id: 'says', label: 'does it belong here?', help: '1 yes  2 no', field: text(''), choices: ['yes', 'no']}];
	return opened(state, {name: 'dialog', dialog: {kind: 'take', control: assessment, objects: [], fields, at: 0}});
}

export function dialogNext(state: State, screen: ScreenOf<'dialog'>, event: Event): Step {
	const {dialog} = screen;
	const field = dialog.fields[dialog.at];
	if (!field) return step(closed(state));
	const withField = (changed: DialogField): State => ({
		...state,
		screen: {...screen, dialog: {...dialog, fields: dialog.fields.map((one, index) => (index === dialog.at ? changed : one))}},
	});
	const at = (to: number): State => ({
		...state,
		screen: {...screen, dialog: {...dialog, at: Math.max(0, Math.min(dialog.fields.length - 1, to))}},
	});
	switch (event.type) {
		case 'moved':
			return step(at(dialog.at + (event.by === -1 || event.by === 'page-up' ? -1 : 1)));
		case 'next-part':
			return step(at(dialog.at + event.by));
		case 'digit': {
			const choice = field.choices?.[event.digit - 1];
			return choice === undefined ? step({...state, message: field.help}) : step(movedOn(withField({...field, field: text(choice)})));
		}
		case 'typed':
		case 'edited':
		case 'pasted':
			return field.choices ? step(state) : step(withField({...field, field: edited(field.field, event)}));
		case 'entered': {
			const wrong = wrongIn(dialog, field, state.now);
			if (wrong !== undefined) return step({...state, message: wrong});
			if (dialog.at < dialog.fields.length - 1) return step(at(dialog.at + 1));
			const worst = dialog.fields.findIndex(one => wrongIn(dialog, one, state.now) !== undefined);
			return worst >= 0
				? step({...at(worst), message: wrongIn(dialog, dialog.fields[worst] as DialogField, state.now) ?? ''})
				: kept(state, dialog);
		}
		case 'closed':
			return dialog.kind === 'take'
				? answered({...closed(state), message: `:take ${dialog.control} takes it later`})
				: step({...closed(state), message: 'nothing was kept'});
		default:
			return step(state);
	}
}

function movedOn(state: State): State {
	const {screen} = state;
	return screen.name === 'dialog'
		? {...state, screen: {...screen, dialog: {...screen.dialog, at: Math.min(screen.dialog.fields.length - 1, screen.dialog.at + 1)}}}
		: state;
}

function wrongIn({kind}: Dialog, {id, label, help, field}: DialogField, now: number): string | undefined {
	const value = field.text.trim();
	if (id === 'says' && value === '') return `a digit answers: ${help.replaceAll('  ', ', ')}`;
	if ((id === 'from' || id === 'until') && !isDay(value)) return `${label}: write a day like 2026-11-25`;
	if (id === 'until' && value < dayOf(now)) return `${label}: that day is over`;
	if (id === 'from' && value > dayOf(now)) return `${label}: that day has not come`;
	if (value === '' && (id === 'who' || (id === 'why' && kind === 'waive'))) return `${label}: it must not be empty`;
	return undefined;
}

/** Back at the questions; a list that was asked for while this was open opens now. */
function answered(state: State, ...effects: readonly Effect[]): Step {
	const {screen} = state;
	if (screen.name !== 'answers' || !screen.waits || !state.assessment) return step(state, ...effects);
	const opens = listAfter(state, {name: 'answers', cursor: screen.cursor});
	return {...opens, effects: [...effects, ...opens.effects]};
}

function kept(state: State, dialog: Dialog): Step {
	const value = (id: DialogField['id']) => dialog.fields.find(field => field.id === id)?.field.text.trim() ?? '';
	if (dialog.kind === 'take')
		return value('says') === 'yes'
			? answered(closed(state), {do: 'take-offline', assessment: dialog.control})
			: answered({...closed(state), message: `left out; :take ${dialog.control} takes it later`});
	if (dialog.kind === 'attest') {
		const says = value('says');
		const note = value('why');
		const attestation: Attestation = {
			says: says as Attestation['says'],
			by: value('who'),
			at: value('from'),
			...(note !== '' && {note}),
		};
		const isUnknown = rowOf(state, dialog.control)?.verdict.status === 'unknown';
		return step(
			{
				...closed(state),
				message:
					says === 'not-sure'
						? 'kept: not sure, so it stays unknown'
						: isUnknown
							? `kept: ${attestation.by} says ${attestation.says.replaceAll('-', ' ')}`
							: 'kept; where the cluster decides, it decides, and a difference is shown',
			},
			{do: 'attest', control: dialog.control, attestation},
			{do: 'assess'},
		);
	}
	const rest = {control: dialog.control, owner: value('who'), reason: value('why'), until: value('until')};
	const waivers: Waiver[] = dialog.objects.length === 0 ? [rest] : dialog.objects.map(one => ({...rest, ...one}));
	return step(
		{...closed(state), findingMarks: new Set(), message: `accepted until ${rest.until}; w on it takes that back`},
		{do: 'waive', waivers},
		{do: 'assess'},
	);
}
