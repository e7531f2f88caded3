import type {Ranked} from '../../model/index.js';
import {inWords, threats} from '../../model/index.js';
import type {State} from '../state.js';
import {threatWord} from '../words.js';

/** The parts of a control's score, each traceable. */
export function scorePage({verdict, parts, score, rank, after, lifts, reason}: Ranked, state: State): string[] {
	const {control} = verdict;
	const title = (id: string) => state.assessment?.ranked.find(row => row.verdict.control.id === id)?.verdict.control.title ?? id;
	const two = (value: number) => value.toFixed(2);
	return [
		control.title,
		'',
		rank === undefined ? 'It has no rank: it passes or does not apply.' : `Row ${rank}. ${reason}`,
		'',
		...threats.map(
			threat =>
				`${threatWord[threat].padEnd(13)} ${two(parts.parts[threat])} = ${state.assessment?.model.scores[threat] ?? 0}/20 × ${control.threats[threat]}/3`,
		),
		`fit           ${two(parts.fit)} = 0.7 × the largest + 0.3 × the mean`,
		`impact        ${two(parts.impact)} = severity ${control.severity} × reach ${control.blast}`,
		`answers       ${two(parts.boost)}${parts.boosts.length > 0 ? ` = ${parts.boosts.map(({answer, factor}) => `${answer} × ${factor}`).join(', ')}, held to 0.5 to 1.6` : ' = no answer changes it'}`,
		`ease          ${two(parts.ease)} = the usual fix is a ${control.fix}`,
		`exposure      ${two(parts.exposure)} = ${parts.exposure > 1 ? 'an affected object is internet-facing' : parts.exposure < 1 ? 'only development namespaces are affected' : 'usual'}`,
		`state         ${two(parts.state)} = ${verdict.status}`,
		'',
		`100 × fit × impact × answers × ease × exposure × state / 1.5 = ${parts.own.toFixed(1)}${parts.floor === undefined ? '' : ` (held up to ${parts.floor}: a critical fail)`}`,
		...(score > parts.own
			? [`lifted to ${score.toFixed(1)}: ${inWords(lifts.map(title))} ${lifts.length === 1 ? 'waits' : 'wait'} for it`]
			: []),
		...(after.length > 0 ? [`comes after: ${inWords(after.map(title))}`] : []),
	];
}
