import {type SettledBy, settledBy} from '../../assess/settled-by.js';
import type {Ranked} from '../../model/index.js';
import type {State} from '../state.js';
import {counted} from '../words.js';

/** One line of a fold's page: a right with the rows that wait for it, or a row. */
export type WayOut = {readonly says: string; readonly rows: readonly Ranked[]};

const isFiles = ({place}: Pick<State, 'place'>) => place?.kind === 'files';

/** "41 rows: rights that anna lacks". */
export function foldSays(by: SettledBy, rows: readonly Ranked[], state: Pick<State, 'cluster' | 'place'>): string {
	const who = state.cluster?.who || 'this account';
	const platform = state.cluster?.platform.split(' ')[0] ?? 'the provider';
	return {
		rights: `rights that ${who} lacks`,
		you: 'only you can know',
		nodes: 'settings of the nodes',
		provider: `what ${platform} answers for`,
		reading: isFiles(state)
			? 'not in these files'
			: rows.every(({verdict}) => verdict.unknown?.elsewhere)
				? 'seen in your namespaces only'
				: rows.every(({verdict}) => verdict.unknown?.code === 'partial')
					? 'read only in part'
					: 'not read',
	}[by];
}

const minutesPerRow = 0.25;
/** What stands at the end of a fold's line. */
export function foldNote(by: SettledBy, rows: readonly Ranked[], state: Pick<State, 'place'>): string {
	switch (by) {
		case 'rights':
			return counted(rightsOf(rows).length, 'right');
		case 'you':
			return `about ${Math.max(1, Math.round(rows.length * minutesPerRow))} min`;
		case 'nodes':
			return 'an answer, or a file';
		case 'provider':
			return 'statements';
		case 'reading':
			if (isFiles(state)) return 'give more files';
			return rows.every(({verdict}) => verdict.unknown?.elsewhere) ? 'more rights' : 'r reads again';
	}
}

/** "list roles.rbac.authorization.k8s.io": what is missing, with the rows that wait for it, the most awaited first. */
export function rightsOf(rows: readonly Ranked[]): readonly WayOut[] {
	const byRight = new Map<string, Ranked[]>();
	for (const row of rows)
		for (const {verb, resource, scope} of row.verdict.unknown?.missing ?? []) {
			const right = `${verb} ${resource}${scope === 'cluster' ? '' : ` in ${scope}`}`;
			const others = byRight.get(right) ?? [];
			if (!others.includes(row)) byRight.set(right, [...others, row]);
		}
	return [...byRight]
		.map(([says, waiting]) => ({says, rows: waiting}))
		.sort((a, b) => b.rows.length - a.rows.length || (a.says < b.says ? -1 : 1));
}

/** The unknown rows that this would settle, in their order. */
export function foldRows({assessment}: Pick<State, 'assessment'>, by: SettledBy): readonly Ranked[] {
	return assessment
		? assessment.ranked.filter(({verdict, lifts}) => lifts.length === 0 && settledBy(verdict, assessment.model) === by)
		: [];
}

/** The lines of the page of a fold. */
export function waysOut(by: SettledBy, rows: readonly Ranked[]): readonly WayOut[] {
	return by === 'rights' ? rightsOf(rows) : rows.map(row => ({says: row.verdict.control.title, rows: [row]}));
}

/** A text to send to whoever grants rights. */
export function rightsRequest(rows: readonly Ranked[], {cluster}: Pick<State, 'cluster'>): string {
	const who = cluster?.who || 'my account';
	return [
		`Please let ${who} read the following in cluster ${cluster?.short ?? ''}, so that its hardening can be checked.`,
		'Reading only; values of Secrets are not asked for.',
		'',
		...rightsOf(rows).map(
			({says, rows: waiting}) => `- ${says} (${counted(waiting.length, 'check')} ${waiting.length === 1 ? 'waits' : 'wait'} for it)`,
		),
		'',
		'A ClusterRole that holds all of it: castellan role',
		`  kubectl create clusterrolebinding castellan-reader --clusterrole=castellan-reader --user='${who.replaceAll("'", '')}'`,
		'',
	].join('\n');
}
