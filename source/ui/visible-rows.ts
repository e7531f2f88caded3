import type {Ranked} from '../model/index.js';
import {mainThreat} from './list-orders.js';
import {namespaceOf, narrowed, onlyNamespace, type Row} from './narrowed.js';
import {remembered} from './remembered.js';
import type {State} from './state.js';
import {statusWord} from './theme.js';

const needsWork = new Set(['fail', 'warn']);

/** The rows of the list as they are seen: in the frozen order, narrowed by what was asked for. */
export function visibleRows(state: Pick<State, 'assessment' | 'order' | 'filter' | 'onlyNeedsWork'>): readonly Row[] {
	const byId = new Map(state.assessment?.ranked.map(row => [row.verdict.control.id, row]));
	const rows = state.order.flatMap(id => byId.get(id) ?? []);
	const words = state.filter.toLowerCase().split(/\s+/).filter(Boolean);
	const only = onlyNamespace(words.join(' '));
	return rows
		.map((row): Row => (only === undefined ? row : narrowed(row, only)))
		.filter(
			row => (!state.onlyNeedsWork || needsWork.has(row.verdict.status)) && words.every(word => matches(row, word, state.assessment)),
		);
}

type Narrowing = (row: Ranked, value: string, assessment: State['assessment']) => boolean;
const startsWith = (all: readonly string[] | undefined, value: string) => all?.some(one => one.toLowerCase().startsWith(value)) ?? false;

/** Words with a colon, and what they narrow to. */
const narrowings: Readonly<Record<string, Narrowing>> = {
	state: ({verdict}, value) => verdict.status.startsWith(value) || statusWord[verdict.status].startsWith(value),
	sev: ({verdict}, value) => verdict.control.severity.startsWith(value),
	ns: ({verdict}, value) => verdict.findings.some(({subject}) => namespaceOf(subject) === value),
	by: ({verdict}, value) => verdict.findings.some(({owner = ''}) => owner.replaceAll('-', '').startsWith(value.replaceAll('-', ''))),
	cis: ({verdict}, value) => startsWith(verdict.control.references.cis, value),
	seed: ({verdict}, value) => verdict.control.seeds.some(seed => seed.toLowerCase() === value),
	layer: ({verdict}, value) => verdict.control.layer.startsWith(value),
	said: ({verdict}, value) => (value.startsWith('differ') ? verdict.contradiction !== undefined : verdict.basis === 'attested'),
	phase: ({verdict}, value) => verdict.control.phase.startsWith(value),
	attacker: (row, value, assessment) =>
		({external: 'outsider', container: 'container', user: 'login'})[mainThreat(row, assessment?.model)].startsWith(value),
};
export const narrowingWords: readonly string[] = Object.keys(narrowings);

/** A word of the filter: `!x` excludes, `ns:shop` narrows, anything else is looked for in titles, ids, old names and objects. */
function matches(row: Ranked, word: string, assessment: State['assessment']): boolean {
	if (word.startsWith('!') && word.length > 1) return !matches(row, word.slice(1), assessment);
	const colon = word.indexOf(':');
	const narrowing = colon < 0 ? undefined : narrowings[word.slice(0, colon)];
	return narrowing ? narrowing(row, word.slice(colon + 1), assessment) : haystack(row).includes(word);
}

const haystack = remembered(({verdict}: Ranked): string => {
	const {control, findings, status} = verdict;
	const names = new Set(findings.map(({subject}) => `${subject.namespace ?? ''}/${subject.kind}/${subject.name}`));
	const {kubescape = [], trivy = [], cis = []} = control.references;
	return [control.id, control.title, statusWord[status], control.severity, ...kubescape, ...trivy, ...cis.map(id => `CIS ${id}`), ...names]
		.join(' ')
		.toLowerCase();
});
