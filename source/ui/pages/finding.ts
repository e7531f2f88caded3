import type {Ranked} from '../../model/index.js';
import type {FoundObject} from '../objects.js';

const fixWord = {
	apply: 'can be sent from here: esc, then a',
	ask: 'asks for a value first: esc, then a',
	snippet: 'a text to copy; see the part fix',
	guide: 'by hand; see the part fix',
} as const;

/** Everything that was found on one object. */
export function findingPage({subject, findings}: FoundObject, {verdict}: Ranked, live = true): string[] {
	return [
		`${subject.kind} ${subject.name}${subject.namespace === undefined ? '' : ` in namespace ${subject.namespace}`}`,
		'',
		...findings.flatMap(({level, message, container, path, value, pss, fix, lacks, internetFacing, id}) => [
			`${level}  ${message}`,
			...(container === undefined ? [] : [`      container ${container}`]),
			...(path === undefined ? [] : [`      field ${path}${value === undefined ? '' : `, now ${value}`}`]),
			...(pss === undefined ? [] : [`      Pod Security Standard ${pss.level}, check ${pss.check}`]),
			...(internetFacing ? ['      can be reached from the internet'] : []),
			`      ${live || fix === 'guide' ? fixWord[fix] : fixWord.snippet}`,
			...(lacks === undefined ? [] : [`      this account may not ${lacks}: s on the plan saves the patch`]),
			`      id ${id}`,
			'',
		]),
		`Control: ${verdict.control.title} (${verdict.control.id})`,
	];
}
