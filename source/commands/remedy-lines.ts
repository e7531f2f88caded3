import {targetSays} from '../change/target.js';
import {yamlDocuments} from '../change/yaml.js';
import {platformOf} from '../kube/signatures/provider.js';
import type {Guide, Json, Remediation, Snapshot, ThreatModel, Verdict} from '../model/index.js';

/** What a fix of a finding would send, or what to do by hand. */
export function remedyLines(snapshot: Snapshot, verdict: Verdict, model: ThreatModel, findingId?: string): string[] {
	const finding = findingId === undefined ? verdict.findings[0] : verdict.findings.find(one => one.id === findingId);
	const remediation = finding && verdict.control.cluster?.remediate?.(finding, snapshot, {}, {model});
	if (!remediation) return guideLines({guide: verdict.control.guide}, verdict.control.guide, snapshot);
	if ('asks' in remediation)
		return [
			...remediation.asks.map(({question}) => `Asks first: ${question}`),
			'',
			...guideLines({guide: verdict.control.guide}, verdict.control.guide, snapshot),
		];
	if ('guide' in remediation) return guideLines(remediation, verdict.control.guide, snapshot);
	const documents = remediation.changes.map(
		(change): Json =>
			change.action === 'create' ? change.manifest : change.action === 'patch' ? change.patch : {delete: targetSays(change.target)},
	);
	return [
		...remediation.changes.map(({action, target}) => `${action} ${targetSays(target)}`),
		'',
		...yamlDocuments(documents).trimEnd().split('\n'),
	];
}

type ByHand = Extract<Remediation, {guide: Guide}>;
/** Steps by hand: why no change is offered, the steps of the platform or those for all, the text to copy. */
export function guideLines(remediation: ByHand, whole: Guide, snapshot: Snapshot): string[] {
	const {platform} = platformOf(snapshot);
	const stepsOf = ({everywhere = [], platforms = {}}: Guide) => [...everywhere, ...(platforms[platform] ?? [])];
	const own = stepsOf(remediation.guide);
	const steps = own.length > 0 ? own : stepsOf(whole);
	const snippet = remediation.snippet ?? remediation.guide.snippet ?? whole.snippet;
	return [
		...(remediation.refused === undefined ? [] : [`No change is offered: ${remediation.refused}.`, '']),
		...steps.filter(step => step !== remediation.refused).map((step, index) => `${index + 1}. ${step}`),
		...(snippet === undefined ? [] : ['', ...snippet.trimEnd().split('\n')]),
	];
}
