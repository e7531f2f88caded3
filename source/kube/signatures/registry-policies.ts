import type {CustomObject, Labels, Snapshot, Subject} from '../../model/index.js';
import {at, field, list, type Raw, text, texts} from '../keep/raw.js';
import {keepSelector} from '../keep/selector.js';
import {matchesSelector} from '../selectors.js';
import {isIn, kyvernoNamespaces} from './engines.js';

/** Something that limits where images come from. */
export type RegistryPolicy = {
	readonly engine: string;
	readonly subject: Subject;
	/** It refuses; otherwise it warns or records only. */
	readonly enforced: boolean;
	readonly holdsIn: (namespace: string, labels: Labels) => boolean;
};

const telling = /registr|allowed-?(images|repos)|trusted-?repos|image-?(source|origin|repositor)/i;
const everywhere = () => true;
const subjectOf = (group: string, {kind, metadata}: CustomObject, otherwise = ''): Subject => ({
	group,
	kind: kind || otherwise,
	name: metadata.name,
});

/** An expression about where an image comes from, not about its tag. */
const isAboutOrigin = (expression: string, name: string) =>
	/\b(image|reference)\b[^&|]*\.(startsWith|matches)\(|parseImageReference/.test(expression)
		? !/matches\('\.\*:|endsWith\(':latest'\)/.test(expression)
		: telling.test(name) && /\bimage\b/.test(expression);

function ofAdmissionPolicies({items}: Snapshot): RegistryPolicy[] {
	return (items.validatingAdmissionPolicyBindings ?? []).flatMap((binding): RegistryPolicy[] => {
		const {spec} = binding;
		const policy = (items.validatingAdmissionPolicies ?? []).find(({metadata}) => metadata.name === text(field(spec, 'policyName')));
		if (!policy) return [];
		const expressions = list(field(policy.spec, 'validations')).flatMap(one => text(field(one, 'expression')) ?? []);
		const constraints = field(policy.spec, 'matchConstraints');
		const onPods = list(field(constraints, 'resourceRules')).some(
			rule =>
				texts(field(rule, 'resources')).some(one => one === 'pods' || one === '*') &&
				texts(field(rule, 'operations')).some(one => one === 'CREATE' || one === '*'),
		);
		if (!onPods || !expressions.some(one => isAboutOrigin(one, policy.metadata.name))) return [];
		const matched = [field(spec, 'matchResources'), constraints];
		const selectors = matched.flatMap(one => field(one, 'namespaceSelector') ?? []).map(keepSelector);
		const someObjects = matched.some(one => Object.keys(field(one, 'objectSelector') ?? {}).length > 0);
		return [
			{
				engine: 'an admission policy',
				subject: subjectOf('admissionregistration.k8s.io', binding, 'ValidatingAdmissionPolicyBinding'),
				enforced: texts(field(spec, 'validationActions')).includes('Deny'),
				holdsIn: (name, labels) =>
					!someObjects && selectors.every(one => matchesSelector(one, {'kubernetes.io/metadata.name': name, ...labels})),
			},
		];
	});
}

/** Patterns of images that name a place: `registry.example.org/*`; `*:*` and `!*:latest` speak of tags. */
function imagePatterns(pattern: Raw): string[] {
	if (typeof pattern !== 'object' || pattern === null) return [];
	return Object.entries(pattern).flatMap(([key, inner]) =>
		/^\W*image\W*$/.test(key) && typeof inner === 'string'
			? [inner]
			: Array.isArray(inner)
				? inner.flatMap(imagePatterns)
				: imagePatterns(inner),
	);
}

function ofKyverno(policy: CustomObject): RegistryPolicy[] {
	const whole = text(field(policy.spec, 'validationFailureAction')) ?? 'Audit';
	return list(field(policy.spec, 'rules')).flatMap((rule): RegistryPolicy[] => {
		const validate = field(rule, 'validate');
		const patterns = [field(validate, 'pattern'), ...list(field(validate, 'anyPattern'))].flatMap(imagePatterns);
		if (validate === undefined || !(patterns.some(one => one.includes('/')) || telling.test(policy.metadata.name))) return [];
		const only = kyvernoNamespaces(field(rule, 'match'));
		const without = kyvernoNamespaces(field(rule, 'exclude')) ?? [];
		return [
			{
				engine: 'Kyverno',
				subject: subjectOf('kyverno.io', policy, 'ClusterPolicy'),
				enforced: /^enforce$/i.test(text(field(validate, 'failureAction')) ?? whole) && field(rule, 'preconditions') === undefined,
				holdsIn: name => (only === undefined || isIn(only, name)) && !isIn(without, name),
			},
		];
	});
}

function ofKyvernoValidating(policy: CustomObject): RegistryPolicy[] {
	const expressions = list(field(policy.spec, 'validations')).flatMap(one => text(field(one, 'expression')) ?? []);
	if (!expressions.some(one => isAboutOrigin(one, policy.metadata.name))) return [];
	const selector = at(policy.spec, 'matchConstraints', 'namespaceSelector');
	return [
		{
			engine: 'Kyverno',
			subject: subjectOf('policies.kyverno.io', policy, 'ValidatingPolicy'),
			enforced: texts(field(policy.spec, 'validationActions')).includes('Deny') && list(field(policy.spec, 'matchConditions')).length === 0,
			holdsIn: (name, labels) =>
				selector === undefined || matchesSelector(keepSelector(selector), {'kubernetes.io/metadata.name': name, ...labels}),
		},
	];
}

function ofGatekeeper(constraint: CustomObject): RegistryPolicy[] {
	const {kind, spec} = constraint;
	if (!/^K8sAllowedRepos(v2)?$|^K8sAzure.*AllowedImages$/i.test(kind)) return [];
	const match = field(spec, 'match');
	const only = texts(field(match, 'namespaces'));
	const without = texts(field(match, 'excludedNamespaces'));
	const selector = field(match, 'namespaceSelector');
	const someObjects = field(match, 'labelSelector') !== undefined;
	return [
		{
			engine: 'Gatekeeper',
			subject: subjectOf('constraints.gatekeeper.sh', constraint),
			enforced: (text(field(spec, 'enforcementAction')) ?? 'deny') === 'deny',
			holdsIn: (name, labels) =>
				!someObjects &&
				(only.length === 0 || isIn(only, name)) &&
				!isIn(without, name) &&
				(selector === undefined || matchesSelector(keepSelector(selector), {'kubernetes.io/metadata.name': name, ...labels})),
		},
	];
}

function ofKubewarden(policy: CustomObject): RegistryPolicy[] {
	if (!telling.test(text(field(policy.spec, 'module')) ?? '')) return [];
	const selector = field(policy.spec, 'namespaceSelector');
	const someObjects = field(policy.spec, 'objectSelector') !== undefined;
	return [
		{
			engine: 'Kubewarden',
			subject: subjectOf('policies.kubewarden.io', policy, 'ClusterAdmissionPolicy'),
			enforced: (text(field(policy.spec, 'mode')) ?? 'protect') === 'protect',
			holdsIn: (name, labels) =>
				!someObjects &&
				(selector === undefined || matchesSelector(keepSelector(selector), {'kubernetes.io/metadata.name': name, ...labels})),
		},
	];
}

/** The machines of OpenShift pull from nowhere else. */
function ofOpenshift(image: CustomObject): RegistryPolicy[] {
	const allowed = texts(at(image.spec, 'registrySources', 'allowedRegistries'));
	return allowed.length === 0
		? []
		: [{engine: 'OpenShift', subject: subjectOf('config.openshift.io', image, 'Image'), enforced: true, holdsIn: everywhere}];
}

/** All policies about where images come from, whichever engine holds them. */
export function registryPolicies(snapshot: Snapshot): readonly RegistryPolicy[] {
	const {items} = snapshot;
	return [
		...ofAdmissionPolicies(snapshot),
		...(items.kyvernoClusterPolicies ?? []).flatMap(ofKyverno),
		...(items.kyvernoValidatingPolicies ?? []).flatMap(ofKyvernoValidating),
		...(items.gatekeeperConstraints ?? []).flatMap(ofGatekeeper),
		...(items.kubewardenPolicies ?? []).flatMap(ofKubewarden),
		...(items.openshiftImages ?? []).flatMap(ofOpenshift),
	];
}
