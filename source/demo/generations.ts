import {type ApiObject, isEqual, type Tree, treeAt} from './api-object.js';
import type {Kind} from './kinds.js';

/** Kinds whose generation grows with their spec. */
const counted = new Set(
	'Deployment StatefulSet DaemonSet ReplicaSet Job CronJob NetworkPolicy Ingress PodDisruptionBudget ValidatingWebhookConfiguration MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding Pod CustomResourceDefinition'.split(
		' ',
	),
);
const isCounted = (kind: Kind) => kind.custom || counted.has(kind.kind);

const templateGeneration = 'deprecated.daemonset.template.generation';

/** Counts how often what is wanted has changed; a DaemonSet counts its templates too. Changes the object. */
export function setGeneration(kind: Kind, object: ApiObject, before?: ApiObject): void {
	const {metadata} = object;
	if (isCounted(kind))
		metadata.generation = (before?.metadata.generation ?? 0) + (before && isEqual(content(object), content(before)) ? 0 : 1);
	if (kind.kind !== 'DaemonSet') return;
	const template = (each: ApiObject) => treeAt(each, 'spec', 'template');
	const last = Number(before?.metadata.annotations?.[templateGeneration] ?? 0);
	const next = before && isEqual(template(object), template(before)) ? last : last + 1;
	metadata.annotations = {...metadata.annotations, [templateGeneration]: String(next)};
}

/** A Deployment hands its annotations on to its sets. */
const content = (object: ApiObject): Tree => ({
	...object,
	metadata: object.kind === 'Deployment' ? {annotations: object.metadata.annotations ?? {}} : {},
	status: {},
});
