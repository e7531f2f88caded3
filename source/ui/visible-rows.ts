import type {Ranked} from '../model/index.js';
import type {State} from './state.js';

const needsWork = new Set(['fail', 'warn']);

/** The rows of the list as they are seen: in the frozen order, narrowed by what was asked for. */
export function visibleRows(state: State): readonly Ranked[] {
	const byId = new Map(state.assessment?.ranked.map(row => [row.verdict.control.id, row]));
	const rows = state.order.flatMap(id => byId.get(id) ?? []);
	const words = state.filter.toLowerCase().split(/\s+/).filter(Boolean);
	return rows.filter(row => (!state.onlyNeedsWork || needsWork.has(row.verdict.status)) && words.every(word => matches(row, word)));
}

/** A word of the filter: `!x` excludes, `state:`, `sev:`, `ns:` narrow, anything else is looked for in titles, ids and objects. */
function matches(row: Ranked, word: string): boolean {
	if (word.startsWith('!') && word.length > 1) return !matches(row, word.slice(1));
	const {control, status, findings} = row.verdict;
	const [key, value = ''] = word.split(':', 2);
	if (key === 'state') return status.startsWith(value);
	if (key === 'sev') return control.severity.startsWith(value);
	if (key === 'ns')
		return findings.some(({subject}) => (subject.namespace ?? (subject.kind === 'Namespace' ? subject.name : '')) === value);
	return haystack(row).includes(word);
}

const haystacks = new WeakMap<Ranked, string>();
function haystack(row: Ranked): string {
	const known = haystacks.get(row);
	if (known !== undefined) return known;
	const {control, findings} = row.verdict;
	const names = new Set(findings.map(({subject}) => `${subject.namespace ?? ''}/${subject.kind}/${subject.name}`));
	const text = [control.id, control.title, ...names].join(' ').toLowerCase();
	haystacks.set(row, text);
	return text;
}
