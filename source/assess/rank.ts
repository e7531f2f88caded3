import type {Control, PerThreat, Ranked, ScoreParts, Status, ThreatModel, Verdict} from '../model/index.js';
import {hasAnswered, threats} from '../model/index.js';
import {reason} from './reason.js';
import {scoring} from './scoring.js';

/** What ranking may know of the world besides verdicts and answers. */
export type Surroundings = {
	/** Namespaces that are labelled or named as development or test. */
	readonly developmentNamespaces: ReadonlySet<string>;
};

/** The whole list in its order: what needs work by rank, then what passes, then what does not apply. */
export function ranked(verdicts: readonly Verdict[], model: ThreatModel, surroundings: Surroundings): Ranked[] {
	const lifted = liftedScores(verdicts, model, surroundings);
	const sorted = [...lifted.values()].sort(byPriority);
	const ordered = prerequisitesFirst(sorted, lifted);
	let rank = 0;
	return ordered.map(entry => {
		const isRanked = scoring.state[entry.verdict.status] > 0;
		if (isRanked) rank += 1;
		return {
			verdict: entry.verdict,
			...(isRanked && {rank}),
			score: entry.score,
			parts: entry.parts,
			after: entry.after,
			lifts: entry.lifts,
			reason: reason(entry.verdict, model, entry.lifts.length),
		};
	});
}

type Entry = {verdict: Verdict; parts: ScoreParts; score: number; after: string[]; lifts: string[]};

const unsettled: ReadonlySet<Status> = new Set(['fail', 'warn', 'unknown']);
const failing: ReadonlySet<Status> = new Set(['fail', 'warn']);

/** A prerequisite that is not settled gets the largest lifted score among the failing controls that need it. */
function liftedScores(verdicts: readonly Verdict[], model: ThreatModel, surroundings: Surroundings): Map<string, Entry> {
	const entries = new Map<string, Entry>(
		verdicts.map(verdict => {
			const parts = scoreParts(verdict, model, surroundings);
			return [verdict.control.id, {verdict, parts, score: parts.own, after: [], lifts: []}];
		}),
	);
	const needs = new Map(
		[...entries].map(([id, {verdict}]) => [id, failing.has(verdict.status) ? requirements(verdict.control, model) : []]),
	);
	const settle = (entry: Entry): number => {
		for (const other of entries.values()) {
			if (!needs.get(other.verdict.control.id)?.includes(entry.verdict.control.id)) continue;
			if (unsettled.has(entry.verdict.status)) {
				entry.lifts.push(other.verdict.control.id);
				entry.score = Math.max(entry.score, settle(other));
			}
		}
		return entry.score;
	};
	for (const entry of entries.values()) {
		entry.lifts.length = 0;
		settle(entry);
	}
	for (const entry of entries.values()) {
		entry.lifts = [...new Set(entry.lifts)];
		entry.after = (needs.get(entry.verdict.control.id) ?? []).filter(id => {
			const needed = entries.get(id);
			return needed !== undefined && unsettled.has(needed.verdict.status);
		});
	}
	return entries;
}

/** Ids of the controls whose fix must come first, given these answers. */
function requirements({requires = [], requiresWhen = {}}: Control, model: ThreatModel): readonly string[] {
	const more = Object.entries(requiresWhen).filter(([answer]) => holds(answer, model));
	return [...requires, ...more.flatMap(([, ids]) => ids ?? [])];
}

function byPriority(a: Entry, b: Entry): number {
	const group = (entry: Entry) => (scoring.state[entry.verdict.status] > 0 ? 0 : entry.verdict.status === 'pass' ? 1 : 2);
	return (
		group(a) - group(b) ||
		b.score - a.score ||
		scoring.severity[b.verdict.control.severity] - scoring.severity[a.verdict.control.severity] ||
		scoring.blast[b.verdict.control.blast] - scoring.blast[a.verdict.control.blast] ||
		scoring.ease[b.verdict.control.fix] - scoring.ease[a.verdict.control.fix] ||
		(a.verdict.control.id < b.verdict.control.id ? -1 : 1)
	);
}

/** Every prerequisite directly before the first control that waits for it; otherwise the order stays. */
function prerequisitesFirst(sorted: readonly Entry[], entries: ReadonlyMap<string, Entry>): Entry[] {
	const done = new Set<Entry>();
	const result: Entry[] = [];
	const place = (entry: Entry): void => {
		if (done.has(entry)) return;
		done.add(entry);
		for (const id of entry.after) place(entries.get(id) as Entry);
		result.push(entry);
	};
	for (const entry of sorted) place(entry);
	return result;
}

/** Every factor of a control's own priority, before lifting. */
export function scoreParts(verdict: Verdict, model: ThreatModel, surroundings: Surroundings): ScoreParts {
	const {control, status} = verdict;
	const parts = partsOf(control, model);
	const values = threats.map(threat => parts[threat]);
	const fit = scoring.fit.max * Math.max(...values) + scoring.fit.mean * (values.reduce((sum, value) => sum + value, 0) / values.length);
	const impact = scoring.severity[control.severity] * (scoring.impact.base + scoring.impact.blast * scoring.blast[control.blast]);
	const boosts = boostsOf(control, model);
	const boost = Math.min(
		scoring.boost.most,
		Math.max(
			scoring.boost.least,
			boosts.reduce((product, {factor}) => product * factor, 1),
		),
	);
	const ease = scoring.ease[control.fix];
	const exposure = exposureOf(verdict, surroundings);
	const state = scoring.state[status];
	const computed = Math.min(100, ((100 * fit * impact * boost * ease * exposure) / scoring.divisor) * state);
	const least = status === 'fail' && control.severity === 'critical' ? floorOf(model) : undefined;
	const floor = least !== undefined && computed < least ? least : undefined;
	return {parts, fit, impact, boost, boosts, ease, exposure, state, own: floor ?? computed, ...(floor !== undefined && {floor})};
}

function partsOf(control: Control, model: ThreatModel): PerThreat {
	const part = (threat: keyof PerThreat) => (model.scores[threat] / scoring.cap) * (control.threats[threat] / 3);
	return {external: part('external'), container: part('container'), user: part('user')};
}

function boostsOf(control: Control, model: ThreatModel): {answer: string; factor: number}[] {
	return Object.entries(control.boosts ?? {})
		.filter(([answer]) => holds(answer, model))
		.map(([answer, factor]) => ({answer, factor: factor as number}));
}

/** Whether an answer, `question.value`, was given; `any` compliance is every answer but none. Whether somebody watches is not known: nobody does. */
function holds(answer: string, model: ThreatModel): boolean {
	const [question, value] = answer.split('.') as [keyof ThreatModel['answers'], string];
	if (answer === 'compliance.any') return !hasAnswered(model, question, 'none', 'unsure');
	return hasAnswered(model, question, value, ...(question === 'change-and-watch' && value === 'blind' ? ['unsure', 'watch-unsure'] : []));
}

function exposureOf({findings}: Verdict, {developmentNamespaces}: Surroundings): number {
	const standing = findings.filter(finding => !finding.waivedBy);
	if (standing.some(finding => finding.internetFacing)) return scoring.exposure.internet;
	const spaces = standing.map(({subject}) => (subject.kind === 'Namespace' ? subject.name : subject.namespace));
	const allDevelopment = spaces.length > 0 && spaces.every(name => name !== undefined && developmentNamespaces.has(name));
	return allDevelopment ? scoring.exposure.development : 1;
}

function floorOf(model: ThreatModel): number {
	const gentle = model.answers.environment.value === 'dev' || model.answers['control-plane-owner'].value === 'lab';
	return gentle ? scoring.criticalFloor.developmentOrLab : scoring.criticalFloor.usual;
}
