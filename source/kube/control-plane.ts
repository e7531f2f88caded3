import {type Finding, hasAnswered, type Inspection, isJudged, type Snapshot, type Subject, type ThreatModel} from '../model/index.js';
import {type Component, perInstance} from './flags.js';
import {platformOf} from './signatures/provider.js';

const named: Readonly<Record<Component, string>> = {
	apiServer: 'API server',
	controllerManager: 'controller manager',
	scheduler: 'scheduler',
	etcd: 'etcd',
};

/** What a finding about a component is about: the pod whose flags were seen, else the component as such. */
export function componentSubject({facts}: Snapshot, component: Component): Subject {
	const flags = facts.flags[component];
	return flags?.from === 'pod' && flags.where.startsWith('pod ')
		? {group: '', kind: 'Pod', namespace: 'kube-system', name: flags.where.slice('pod '.length)}
		: {group: '', kind: 'Cluster', name: named[component]};
}

/** Who runs the control plane: what was answered about a lab, else what the cluster shows, else the answer; "not sure" stands for ourselves. */
export function controlPlaneOwner(snapshot: Snapshot, model: ThreatModel): 'managed' | 'self' | 'lab' {
	if (hasAnswered(model, 'control-plane-owner', 'lab')) return 'lab';
	const {owner, certain} = platformOf(snapshot);
	if (owner === 'managed') return 'managed';
	return hasAnswered(model, 'control-plane-owner', 'managed') && !(certain && owner === 'self') ? 'managed' : 'self';
}

/** The control plane as a sentence may name it: "the control plane belongs to EKS". */
export function ownedBy(snapshot: Snapshot): string {
	const {name, owner} = platformOf(snapshot);
	return `the control plane belongs to ${owner === 'managed' ? name : 'the provider'}; its flags are not in the API`;
}

/** Instances that have no object of their own give the same finding about the component. */
function distinct(findings: readonly Finding[]): Finding[] {
	const keyOf = ({check, subject, item, path}: Finding) => JSON.stringify([check, subject, item, path]);
	return [...Map.groupBy(findings, keyOf).values()].flatMap(([first]) => first ?? []);
}

/** A rule asked once for each instance that was started in its own way: one that is weak is enough. What one of them hides, none shows. */
export function overInstances(snapshot: Snapshot, component: Component, inspect: (one: Snapshot) => Inspection): Inspection {
	const all = perInstance(snapshot, component).map(inspect);
	const [first] = all as [Inspection];
	const judged = all.filter(isJudged);
	const findings = distinct(judged.flatMap(one => one.findings));
	if (all.length === 1 || judged.length === 0) return first;
	const unjudged = all.find(one => !isJudged(one));
	if (findings.length === 0) return unjudged ?? first;
	const texts = new Set<string>();
	const seen = judged.flatMap(one => one.seen).filter(({text}) => !texts.has(text) && texts.add(text));
	return {...(judged[0] as (typeof judged)[number]), findings, seen};
}
