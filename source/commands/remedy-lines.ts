import {mergedChanges} from '../change/merge-remedies.js';
import {targetSays} from '../change/target.js';
import {yamlDocuments} from '../change/yaml.js';
import {platformOf} from '../kube/signatures/provider.js';
import {
	type Change,
	type Guide,
	type Json,
	objectSays,
	type Remediation,
	type Snapshot,
	type ThreatModel,
	type Verdict,
} from '../model/index.js';

/** What a fix of these findings of one object would send, or what to do by hand; without any, of the first that was found. */
export function remedyLines(snapshot: Snapshot, verdict: Verdict, model: ThreatModel, ids: readonly string[] = []): string[] {
	const {control, findings} = verdict;
	const meant = ids.length === 0 ? findings.slice(0, 1) : findings.filter(({id}) => ids.includes(id));
	const remedies = meant.flatMap(finding => control.cluster?.remediate?.(finding, snapshot, {}, {model}) ?? []);
	const changes = mergedChanges(remedies.flatMap(one => ('changes' in one ? one.changes : [])));
	const questions = remedies.flatMap(one => ('asks' in one ? one.asks.map(({question}) => `Asks first: ${question}`) : []));
	const guide = remedies.find(one => 'guide' in one);
	const byHand = guide ? guideLines(guide, control.guide, snapshot) : guideLines({guide: control.guide}, control.guide, snapshot);
	const parts = [
		changes.length > 0 ? changesLines(changes) : [],
		[...new Set(questions)],
		guide || changes.length === 0 ? byHand : [],
	].filter(part => part.length > 0);
	const of = new Set(findings.map(({subject}) => objectSays(subject)));
	const [about] = meant;
	const head = about && of.size > 1 ? [`Of ${objectSays(about.subject)}:`, ''] : [];
	return [...head, ...parts.flatMap((part, index) => [...(index > 0 ? [''] : []), ...part])];
}

function changesLines(changes: readonly Change[]): string[] {
	const documents = changes.map(
		(change): Json =>
			change.action === 'create' ? change.manifest : change.action === 'patch' ? change.patch : {delete: targetSays(change.target)},
	);
	return [...changes.map(({action, target}) => `${action} ${targetSays(target)}`), '', ...yamlDocuments(documents).trimEnd().split('\n')];
}

type ByHand = Extract<Remediation, {guide: Guide}>;
/** Steps by hand: why no change is offered, the steps of the platform or those for all, the text to copy. */
export function guideLines(remediation: ByHand, whole: Guide, snapshot: Snapshot): string[] {
	const {platform} = platformOf(snapshot);
	const stepsOf = ({everywhere = [], platforms = {}}: Guide) => [...everywhere, ...(platforms[platform] ?? [])];
	const own = stepsOf(remediation.guide);
	const steps = own.length > 0 ? own : stepsOf(whole);
	// Where no change may be offered, the text for all others would do harm here.
	const snippet = remediation.snippet ?? remediation.guide.snippet ?? (remediation.refused === undefined ? whole.snippet : undefined);
	return [
		...(remediation.refused === undefined ? [] : [`No change is offered: ${remediation.refused}.`, '']),
		...steps.filter(step => step !== remediation.refused).map((step, index) => `${index + 1}. ${step}`),
		...(snippet === undefined ? [] : ['', ...snippet.trimEnd().split('\n')]),
	];
}
