import type {Change, JsonObject, Manifest, Snapshot} from '../model/index.js';
import {unescaped} from '../model/index.js';
import {celAllows, celList} from './registries.js';

const group = 'admissionregistration.k8s.io';
/** Namespaces whose pods the cluster itself needs. */
const spared = ['kube-system', 'kube-public', 'kube-node-lease'];
/** Volumes that show an image exist in the API from here on. */
const imageVolumesSince = 31;

const lists = ['containers', 'initContainers', 'ephemeralContainers'] as const;
const listOf = (object: string, name: (typeof lists)[number]) =>
	name === 'containers' ? `${object}.spec.containers` : `${object}.spec.?${name}.orValue([])`;

function specOf(places: readonly string[], minor: number): JsonObject {
	const before = lists.map(name => `${listOf('oldObject', name)}.map(c, c.image)`).join(' + ');
	const containers = lists
		.map(name => `${listOf('object', name)}.all(c, c.image in variables.before || ${celAllows('c.image', places)})`)
		.join(' && ');
	const volumes = `object.spec.?volumes.orValue([]).all(v, !has(v.image) || ${celAllows("v.image.?reference.orValue('')", places)})`;
	const message = 'the registry of an image is not on the list of this cluster';
	return {
		failurePolicy: 'Fail',
		matchConstraints: {
			resourceRules: [
				{
					apiGroups: [''],
					apiVersions: ['v1'],
					operations: ['CREATE', 'UPDATE'],
					resources: ['pods', 'pods/ephemeralcontainers'],
					scope: '*',
				},
			],
		},
		variables: [
			{name: 'registries', expression: celList(places)},
			// What runs already may be labelled, finalized and deleted.
			{name: 'before', expression: `oldObject == null ? [] : ${before}`},
		],
		validations: [
			{expression: containers, message},
			...(minor >= imageVolumesSince ? [{expression: `oldObject != null || ${volumes}`, message}] : []),
		],
	};
}

const target = (kind: string, name: string) => ({
	group,
	version: 'v1',
	kind,
	plural: kind === 'ValidatingAdmissionPolicy' ? 'validatingadmissionpolicies' : 'validatingadmissionpolicybindings',
	name,
});

/** A policy that allows images of these places only, and a binding that warns and records. */
export function registryPolicy({items, cluster}: Snapshot, places: readonly string[], newest: number): readonly [Change, Change] {
	const taken = new Set<string>(
		[...(items.validatingAdmissionPolicies ?? []), ...(items.validatingAdmissionPolicyBindings ?? [])].map(({metadata}) => metadata.name),
	);
	const name =
		['allowed-registries', 'allowed-registries-2', 'allowed-registries-3'].find(one => !taken.has(one)) ?? 'allowed-registries-4';
	const manifest = (kind: string, spec: JsonObject): Manifest => ({apiVersion: `${group}/v1`, kind, metadata: {name}, spec});
	const [policy, binding] = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'] as const;
	return [
		{action: 'create', target: target(policy, name), manifest: manifest(policy, specOf(places, cluster.version?.minor ?? newest))},
		{
			action: 'create',
			target: target(binding, name),
			manifest: manifest(binding, {
				policyName: name,
				validationActions: ['Warn', 'Audit'],
				matchResources: {namespaceSelector: {matchExpressions: [{key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: spared}]}},
			}),
		},
	];
}

/** A binding that warned refuses from now on. */
export function refusing(binding: string): Change {
	return {
		action: 'patch',
		target: target('ValidatingAdmissionPolicyBinding', unescaped(binding)),
		patch: {spec: {validationActions: ['Deny']}},
	};
}
