import {layout} from '../layout.js';
import {type Line, line, pad, rule, span} from '../lines.js';
import type {DialogField, ScreenOf, State} from '../state.js';
import {glyphs} from '../theme.js';
import {counted} from '../words.js';
import {type Frame, fieldSpans, stripLines} from './frame.js';
import {titleOf} from './head.js';

const labelWidth = 21;
const kindSays = {attest: 'attest', waive: 'waive', take: 'offline answers'} as const;

/** Attest and waive: state, who, why, from, until; and whether offline answers belong here. */
export function dialogFrame(state: State, {dialog}: ScreenOf<'dialog'>): Frame {
	const {width, body} = layout(state.size);
	const compact = dialog.fields.length * 3 + 1 > body;
	const control = state.assessment?.ranked.find(({verdict}) => verdict.control.id === dialog.control)?.verdict.control;
	const title = control?.title ?? dialog.control;
	const about =
		dialog.kind === 'attest'
			? (control?.question ?? '')
			: dialog.objects.length === 0
				? 'Everything that was found here, and what will be found, counts as accepted.'
				: `${counted(dialog.objects.length, 'finding')}: ${dialog.objects
						.slice(0, 3)
						.map(({object}) => object)
						.join(', ')}${dialog.objects.length > 3 ? ', …' : ''}`;
	return {
		title: titleOf(state),
		second: line(span(`${kindSays[dialog.kind]}: ${title}`, 'bold')),
		rule: rule(width),
		body: compact
			? dialog.fields.flatMap((field, index) => fieldLines(field, index === dialog.at, true))
			: [line(''), ...dialog.fields.flatMap((field, index) => fieldLines(field, index === dialog.at, false))],
		strip: stripLines(
			dialog.kind === 'take'
				? [
						`${dialog.control} was answered without a cluster, on this machine. If it is about this one, its answers fill what the cluster does not show; where the two differ the cluster decides, and the difference is shown.`,
					]
				: [about, dialog.kind === 'waive' ? 'It is kept on this machine, shown in the list and in every report, and nothing is sent.' : ''],
			width,
		),
		keys: 'enter next, then keep   esc close   ↑ ↓ field',
	};
}

/** Where there is little room, only the field that has the keys shows its help. */
function fieldLines({label, help, field, choices}: DialogField, here: boolean, compact: boolean): Line[] {
	const start = span(here ? `${glyphs.cursor}  ` : '   ', 'bold');
	const value =
		here && !choices
			? fieldSpans(field, glyphs.caret)
			: [span(field.text.replaceAll('-', choices ? ' ' : '-') || (choices ? 'choose' : ''), here ? 'bold' : 'plain')];
	const first = line(start, pad(label, labelWidth), ...value);
	const second = line('   ', pad('', labelWidth), span(help, 'dim'));
	return compact ? [first, ...(here ? [second] : [])] : [first, second, line('')];
}
