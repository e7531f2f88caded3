import {coverage} from '../assess/coverage.js';
import type {
	AssessedFinding,
	Coverage,
	Evidence,
	Exemption,
	GivenAnswer,
	PerThreat,
	QuestionId,
	Ranked,
	Snapshot,
	ThreatModel,
	Unknown,
	Verdict,
} from '../model/index.js';

/** What `castellan scan --format json` prints. Described by report.schema.json, which is shipped. */
export type Report = {
	readonly schema: 'castellan.report/1';
	/** Version of castellan. */
	readonly castellan: string;
	/** RFC 3339. */
	readonly takenAt: string;
	readonly cluster: {
		readonly id: string;
		readonly source: Snapshot['cluster']['source'];
		readonly context: string | null;
		readonly server: string | null;
		readonly version: string | null;
	};
	readonly threatModel: {
		readonly answers: Readonly<Record<QuestionId, Pick<GivenAnswer, 'value' | 'basis'> & {readonly evidence: readonly Evidence[]}>>;
		readonly scores: PerThreat;
	};
	readonly coverage: Coverage;
	readonly controls: readonly ReportedControl[];
	readonly gaps: readonly {
		readonly resource: string;
		readonly verb: string;
		readonly reason: string;
		readonly detail: string;
		readonly namespace?: string;
	}[];
};
export type ReportedControl = {
	readonly id: string;
	readonly title: string;
	readonly severity: string;
	readonly status: Verdict['status'];
	readonly basis: Verdict['basis'];
	/** null where the control passes or does not apply. */
	readonly rank: number | null;
	/** 0 to 100, one decimal. */
	readonly score: number;
	readonly reason: string;
	readonly unknown?: {readonly code: Unknown['code']; readonly missing: NonNullable<Unknown['missing']>; readonly text: string};
	readonly contradiction?: NonNullable<Verdict['contradiction']>;
	readonly waivers: Verdict['waivers'];
	readonly findings: readonly ReportedFinding[];
	readonly evidence: readonly Evidence[];
	readonly exempt: readonly {readonly kind: string; readonly namespace: string | null; readonly name: string; readonly reason: string}[];
};
export type ReportedFinding = {
	readonly id: string;
	readonly check: string;
	readonly kind: string;
	readonly namespace: string | null;
	readonly name: string;
	readonly container?: string;
	readonly level: 'fail' | 'warn';
	readonly message: string;
	readonly path?: string;
	readonly value?: string;
	readonly pss?: {readonly level: string; readonly check: string};
	readonly fix: AssessedFinding['fix'];
	readonly waived?: true;
};

/** Everything an assessment knows, as data. */
export function report(snapshot: Snapshot, ranked: readonly Ranked[], model: ThreatModel, castellan: string): Report {
	const {cluster} = snapshot;
	return {
		schema: 'castellan.report/1',
		castellan,
		takenAt: snapshot.takenAt,
		cluster: {
			id: cluster.id,
			source: cluster.source,
			context: cluster.context ?? null,
			server: cluster.server ?? null,
			version: cluster.version?.gitVersion ?? null,
		},
		threatModel: {answers: model.answers, scores: model.scores},
		coverage: coverage(ranked.map(({verdict}) => verdict)),
		controls: ranked.map(reported),
		gaps: reportedGaps(snapshot.gaps),
	};
}

/** What was not read, each right once: several facts may need the same one. */
function reportedGaps(gaps: Snapshot['gaps']): Report['gaps'] {
	const all = gaps.map(({resource, verb, reason, detail, namespace}) => ({
		resource,
		verb,
		reason,
		detail,
		...(namespace !== undefined && {namespace}),
	}));
	const byKey = new Map(all.map(gap => [`${gap.verb} ${gap.resource} ${gap.namespace ?? ''} ${gap.reason}`, gap]));
	return [...byKey.values()];
}

function reported({verdict, rank, score, reason}: Ranked): ReportedControl {
	const {control, status, basis, unknown, contradiction, waivers, findings, evidence, exempt} = verdict;
	return {
		id: control.id,
		title: control.title,
		severity: control.severity,
		status,
		basis,
		rank: rank ?? null,
		score: Math.round(score * 10) / 10,
		reason,
		...(unknown && {unknown: {code: unknown.code, missing: unknown.missing ?? [], text: unknown.text}}),
		...(contradiction && {contradiction}),
		waivers,
		findings: findings.map(found),
		evidence,
		exempt: exempt.map(({subject, reason: why}: Exemption) => ({
			kind: subject.kind,
			namespace: subject.namespace ?? null,
			name: subject.name,
			reason: why,
		})),
	};
}

function found({id, check, subject, container, level, message, path, value, pss, fix, waivedBy}: AssessedFinding): ReportedFinding {
	return {
		id,
		check,
		kind: subject.kind,
		namespace: subject.namespace ?? null,
		name: subject.name,
		...(container !== undefined && {container}),
		level,
		message,
		...(path !== undefined && {path}),
		...(value !== undefined && {value}),
		...(pss && {pss}),
		fix,
		...(waivedBy && {waived: true as const}),
	};
}
