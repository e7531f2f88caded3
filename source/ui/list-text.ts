import type {Ranked} from '../model/index.js';
import {objectName} from './objects.js';
import {statusWord} from './theme.js';

/** A row as text to paste somewhere: what, why here, what was found. */
export function rowText({rank, verdict, reason}: Ranked): string {
	const {control, status, findings, unknown} = verdict;
	return [
		`${control.title} (${control.id}): ${statusWord[status]}, ${control.severity}${rank === undefined ? '' : `, row ${rank}`}`,
		reason,
		...(unknown ? [`Would settle it: ${unknown.text}`] : []),
		...findings
			.filter(({waivedBy}) => !waivedBy)
			.map(
				({subject, level, message}) =>
					`- ${level}  ${subject.namespace === undefined ? '' : `${subject.namespace}/`}${objectName(subject)}: ${message}`,
			),
		'',
	].join('\n');
}
