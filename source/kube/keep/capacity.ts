import type {FlowSchema, PersistentVolume, PodMetrics, RbacSubject} from '../../model/index.js';
import {at, compact, field, list, type Raw, text} from './raw.js';

export function keepPersistentVolume(raw: Raw): Omit<PersistentVolume, 'metadata'> {
	const claim = at(raw, 'spec', 'claimRef');
	const [namespace, name] = [text(field(claim, 'namespace')), text(field(claim, 'name'))];
	return compact({
		hostPath: text(at(raw, 'spec', 'hostPath', 'path')),
		local: text(at(raw, 'spec', 'local', 'path')),
		claim: namespace === undefined || name === undefined ? undefined : {namespace, name},
		provisioner: text(at(raw, 'metadata', 'annotations', 'pv.kubernetes.io/provisioned-by')),
	}) as Omit<PersistentVolume, 'metadata'>;
}

/** A subject stands under a key of its kind: `user: {name}`. */
export function keepFlowSchema(raw: Raw): Omit<FlowSchema, 'metadata'> {
	const rules = list(at(raw, 'spec', 'rules'));
	const subjects = rules.flatMap(rule =>
		list(field(rule, 'subjects')).map(subject => {
			const kind = text(field(subject, 'kind')) ?? '';
			const named = field(subject, kind.charAt(0).toLowerCase() + kind.slice(1));
			return compact({kind, name: text(field(named, 'name')) ?? '', namespace: text(field(named, 'namespace'))}) as RbacSubject;
		}),
	);
	return {
		subjects,
		...compact({
			priorityLevel: text(at(raw, 'spec', 'priorityLevelConfiguration', 'name')),
			forObjects: rules.some(rule => list(field(rule, 'resourceRules')).length > 0) || undefined,
		}),
	};
}

export function keepPodMetrics(raw: Raw): Omit<PodMetrics, 'metadata'> {
	return {
		containers: list(field(raw, 'containers')).flatMap(one => {
			const name = text(field(one, 'name'));
			if (name === undefined) return [];
			return [compact({name, cpu: text(at(one, 'usage', 'cpu')), memory: text(at(one, 'usage', 'memory'))}) as {name: string}];
		}),
	};
}
