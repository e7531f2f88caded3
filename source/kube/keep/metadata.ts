import type {Metadata, OwnerReference, Suspicion} from '../../model/index.js';
import {keptNodeArguments} from '../flags.js';
import {formOfAnnotation} from '../suspicion.js';
import {at, compact, field, flag, list, type Raw, text, textMap} from './raw.js';

const longestAnnotation = 256;
/** Annotations that a rule reads; others may hold anything and are dropped. */
const kept =
	/^(kubernetes\.io\/config\.(mirror|source)|container\.apparmor\.security\.beta\.kubernetes\.io\/|argocd\.argoproj\.io\/|meta\.helm\.sh\/|kustomize\.toolkit\.fluxcd\.io\/|helm\.toolkit\.fluxcd\.io\/|kapp\.k14s\.io\/|objectset\.rio\.cattle\.io\/|configmanagement\.gke\.io\/|configsync\.gke\.io\/|crossplane\.io\/|olm\.|operators\.coreos\.com\/|flannel\.alpha\.coreos\.com\/|prometheus\.io\/(scrape|port)|service\.beta\.kubernetes\.io\/|networking\.gke\.io\/|cloud\.google\.com\/|nginx\.ingress\.kubernetes\.io\/auth-|alb\.ingress\.kubernetes\.io\/(scheme|auth-type)$|traefik\.ingress\.kubernetes\.io\/router\.middlewares|kubernetes\.io\/(ingress\.class|service-account\.name)$|eks\.amazonaws\.com\/|iam\.gke\.io\/|azure\.workload\.identity\/|vault\.hashicorp\.com\/agent-inject$|kubeadm\.alpha\.kubernetes\.io\/|rbac\.authorization\.kubernetes\.io\/|(container\.)?seccomp\.security\.alpha\.kubernetes\.io\/)/;
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
const nodeArguments = new Set(['k3s.io/node-args', 'rke2.io/node-args']);

/** undefined where the object has no name. */
export function keepMetadata(raw: Raw): Metadata | undefined {
	const metadata = field(raw, 'metadata');
	const name = text(field(metadata, 'name'));
	if (name === undefined || name === '') return undefined;
	return compact<Metadata>({
		name,
		namespace: text(field(metadata, 'namespace')),
		uid: text(field(metadata, 'uid')),
		created: text(field(metadata, 'creationTimestamp')),
		deleting: field(metadata, 'deletionTimestamp') === undefined ? undefined : true,
		labels: textMap(field(metadata, 'labels')),
		annotations: keepAnnotations(field(metadata, 'annotations')),
		owners: list(field(metadata, 'ownerReferences')).flatMap(keepOwner),
		managers: managers(field(metadata, 'managedFields')),
		suspicious: suspiciousAnnotations(field(metadata, 'annotations')),
	});
}

export function keepAnnotations(raw: Raw): Record<string, string> {
	const result: Record<string, string> = {};
	for (const [key, value] of Object.entries(textMap(raw))) {
		if (nodeArguments.has(key)) result[key] = keptNodeArguments(value);
		else if (kept.test(key) && value.length <= longestAnnotation) result[key] = value;
	}
	return result;
}

/** Their keys, and what their values look like. What `kubectl apply` leaves repeats the object, which is looked at itself. */
export function suspiciousAnnotations(raw: Raw): Suspicion[] {
	return Object.entries(textMap(raw)).flatMap(([key, value]) => {
		const form = key === lastApplied || nodeArguments.has(key) ? undefined : formOfAnnotation(key, value);
		return form ? [{key, form}] : [];
	});
}

function keepOwner(raw: Raw): OwnerReference[] {
	const [apiVersion, kind, name] = [text(field(raw, 'apiVersion')), text(field(raw, 'kind')), text(field(raw, 'name'))];
	if (apiVersion === undefined || kind === undefined || name === undefined) return [];
	return [compact({apiVersion, kind, name, uid: text(field(raw, 'uid')), controller: flag(field(raw, 'controller'))})];
}

function managers(raw: Raw): string[] {
	return [...new Set(list(raw).flatMap(entry => (at(entry, 'subresource') === 'status' ? [] : (text(field(entry, 'manager')) ?? []))))];
}
