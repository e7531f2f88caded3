import type {Ranked, Status} from '../model/index.js';
import type {State} from './state.js';

/** A row of the list; `only`: it stands for what was found in this namespace. */
export type Row = Ranked & {readonly only?: string};

/** The namespace of a finding; a Namespace is in itself. */
export function namespaceOf({kind, namespace, name}: Ranked['verdict']['findings'][number]['subject']): string {
	return namespace ?? (kind === 'Namespace' ? name : '');
}

const known = new WeakMap<Ranked, Map<string, Row>>();

/** A row with only what was found in one namespace, and the state that this alone gives it. */
export function narrowed(row: Ranked, namespace: string): Row {
	const before = known.get(row) ?? new Map<string, Row>();
	known.set(row, before);
	const made = before.get(namespace) ?? narrow(row, namespace);
	before.set(namespace, made);
	return made;
}

function narrow(row: Ranked, namespace: string): Row {
	const findings = row.verdict.findings.filter(({subject}) => namespaceOf(subject) === namespace);
	const standing = findings.filter(({waivedBy}) => !waivedBy);
	const exempt = row.verdict.exempt.filter(({subject}) => namespaceOf(subject) === namespace);
	const status: Status =
		standing.length > 0
			? standing.some(({level}) => level === 'fail')
				? 'fail'
				: 'warn'
			: findings.length > 0
				? 'waived'
				: row.verdict.status;
	// How many there are elsewhere is not told of this namespace.
	const reason = findings.length > 0 ? row.reason.replace(/ \([^()]*\)\.$/, '.') : row.reason;
	return {...row, only: namespace, reason, verdict: {...row.verdict, findings, exempt, status}};
}

/** The row of a control in the present assessment, narrowed where it was opened so. */
export function rowOf({assessment}: Pick<State, 'assessment'>, control: string, only?: string): Row | undefined {
	const row = assessment?.ranked.find(({verdict}) => verdict.control.id === control);
	return row && only !== undefined ? narrowed(row, only) : row;
}

/** What a mark on the list is kept under. */
export const markOf = ({verdict, only}: Row) => (only === undefined ? verdict.control.id : `${verdict.control.id} ${only}`);

/** The row that a mark stands for. */
export function markedRow(state: Pick<State, 'assessment'>, mark: string): Row | undefined {
	const space = mark.indexOf(' ');
	return space < 0 ? rowOf(state, mark) : rowOf(state, mark.slice(0, space), mark.slice(space + 1));
}

/** The one namespace that a filter narrows to. */
export function onlyNamespace(filter: string): string | undefined {
	const named = filter.split(/\s+/).flatMap(word => /^ns:(.+)$/i.exec(word)?.[1] ?? []);
	return named.length === 1 ? named[0] : undefined;
}
