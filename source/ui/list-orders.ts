import type {Ranked, Status, Threat, ThreatModel} from '../model/index.js';
import {threats} from '../model/index.js';
import {namespaceOf, narrowed, type Row} from './narrowed.js';
import {statusWord} from './theme.js';
import {threatWord} from './words.js';

export type OrderBy = 'rank' | 'attacker' | 'layer' | 'state' | 'namespace' | 'standard';
/** In the order in which `o` goes through them. */
export const orders: readonly OrderBy[] = ['rank', 'attacker', 'layer', 'state', 'namespace', 'standard'];
export const orderWord: Readonly<Record<OrderBy, string>> = {
	rank: 'by rank',
	attacker: 'by attacker',
	layer: 'by layer and phase',
	state: 'by state',
	namespace: 'by namespace',
	standard: 'by CIS Benchmark',
};

export type RowGroup = {readonly id: string; readonly title: string; readonly rows: readonly Row[]};

/** The rows in groups; within a group by rank. A row that concerns several namespaces stands in each. */
export function groupsOf(orderBy: OrderBy, rows: readonly Ranked[], model: ThreatModel | undefined): readonly RowGroup[] {
	switch (orderBy) {
		case 'rank':
			return [{id: 'all', title: 'all', rows}];
		case 'attacker':
			return attackersFirst(model)
				.map(threat => ({
					id: threat,
					title: `${threatWord[threat]} ${model?.scores[threat] ?? ''}`.trim(),
					rows: rows.filter(row => mainThreat(row, model) === threat),
				}))
				.filter(({rows: members}) => members.length > 0);
		case 'layer':
			return (['application', 'cluster', 'infrastructure'] as const)
				.flatMap(layer => (['build', 'operate'] as const).map(phase => ({layer, phase})))
				.map(({layer, phase}) => ({
					id: `${layer} ${phase}`,
					title: `${layer}, ${phase}`,
					rows: rows.filter(({verdict: {control}}) => control.layer === layer && control.phase === phase),
				}))
				.filter(({rows: members}) => members.length > 0);
		case 'state':
			return (['fail', 'warn', 'unknown', 'waived', 'pass', 'not-applicable'] as const satisfies readonly Status[])
				.map(status => ({id: status, title: statusWord[status], rows: rows.filter(({verdict}) => verdict.status === status)}))
				.filter(({rows: members}) => members.length > 0);
		case 'namespace':
			return byNamespace(rows);
		case 'standard':
			return byBenchmark(rows);
	}
}

function attackersFirst(model: ThreatModel | undefined): readonly Threat[] {
	return model ? [...threats].sort((a, b) => model.scores[b] - model.scores[a]) : threats;
}

/** The attacker that a control holds back most, as the answers weigh them. */
export function mainThreat({verdict: {control}}: Ranked, model: ThreatModel | undefined): Threat {
	const part = (threat: Threat) => control.threats[threat] * (model?.scores[threat] ?? 1);
	return threats.reduce((best, threat) => (part(threat) > part(best) ? threat : best));
}

/** One group per namespace, the worst first: what to hand to each team. What belongs to no namespace comes last. */
function byNamespace(rows: readonly Ranked[]): readonly RowGroup[] {
	const groups = new Map<string, {rows: Row[]; fails: number; weight: number}>();
	for (const row of rows) {
		const standing = row.verdict.findings.filter(({waivedBy}) => !waivedBy);
		for (const name of new Set(standing.map(({subject}) => namespaceOf(subject)))) {
			const group = groups.get(name) ?? {rows: [], fails: 0, weight: 0};
			const own = narrowed(row, name);
			group.rows.push(own);
			if (own.verdict.status === 'fail') group.fails += 1;
			group.weight += row.score;
			groups.set(name, group);
		}
	}
	return [...groups]
		.sort(
			([a, one], [b, other]) =>
				Number(a === '') - Number(b === '') || other.fails - one.fails || other.weight - one.weight || (a < b ? -1 : 1),
		)
		.map(([name, {rows: members}]) => ({id: name, title: name === '' ? 'the cluster itself' : name, rows: members}));
}

const sections: Readonly<Record<string, string>> = {
	1: 'CIS 1 control plane components',
	2: 'CIS 2 etcd',
	3: 'CIS 3 control plane configuration',
	4: 'CIS 4 worker nodes',
	5: 'CIS 5 policies',
};

function byBenchmark(rows: readonly Ranked[]): readonly RowGroup[] {
	const sectionOf = ({verdict}: Ranked) => verdict.control.references.cis?.[0]?.split('.')[0] ?? '';
	return [...Object.keys(sections), '']
		.map(section => ({
			id: section || 'none',
			title: sections[section] ?? 'not in the CIS Benchmark',
			rows: rows.filter(row => sectionOf(row) === section),
		}))
		.filter(({rows: members}) => members.length > 0);
}
