import control from '../../../source/catalogue/supply-chain/image-allowed-registries.js';
import type {JsonObject, Manifest} from '../../../source/model/index.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {container, deployment, namespace} from '../../helpers/manifests.js';

const running = (name: string, image: string, where = 'shop') => deployment({containers: [container({image})]}, {name, namespace: where});
const mixed = [running('web', 'nginx:1.29'), running('api', 'ghcr.io/acme/api:1')];
const own = running('web', 'registry.example.org/web:1');
const places = 'docker.io/library/, ghcr.io/acme, registry.example.org';
const group = 'admissionregistration.k8s.io';
const policy = (expression: string, name = 'sources', spec: JsonObject = {}): Manifest => ({
	apiVersion: `${group}/v1`,
	kind: 'ValidatingAdmissionPolicy',
	metadata: {name},
	spec: {
		failurePolicy: 'Fail',
		matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'], ...spec}]},
		validations: [{expression}],
	},
});
const binding = (actions: readonly string[], name = 'sources', selector?: JsonObject): Manifest => ({
	apiVersion: `${group}/v1`,
	kind: 'ValidatingAdmissionPolicyBinding',
	metadata: {name},
	spec: {policyName: name, validationActions: actions, ...(selector && {matchResources: {namespaceSelector: selector}})},
});
const origin = "object.spec.containers.all(c, c.image.startsWith('registry.example.org/'))";
const noLatest =
	"object.spec.containers.all(c, c.image.contains('@sha256:') || (c.image.matches('.*:[^/:]+$') && !c.image.endsWith(':latest')))";
const kyverno = (action: string, pattern: string, name = 'images', match: JsonObject = {}): Manifest => ({
	apiVersion: 'kyverno.io/v1',
	kind: 'ClusterPolicy',
	metadata: {name},
	spec: {
		validationFailureAction: action,
		rules: [
			{
				name: 'images',
				match: {any: [{resources: {kinds: ['Pod'], ...match}}]},
				validate: {pattern: {spec: {'=(initContainers)': [{image: pattern}], containers: [{image: pattern}]}}},
			},
		],
	},
});
const custom = (apiVersion: string, kind: string, spec: JsonObject, name = 'images'): Manifest => ({
	apiVersion,
	kind,
	metadata: {name},
	spec,
});
const warned = (engine: string) => `images from elsewhere are only warned about or recorded, and start all the same (${engine})`;
const hub = 'images may come from anywhere; now they come from';
const exceptShop = {matchExpressions: [{key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['shop']}]};
const onlyHere = 'its kind is not served there';
const mend = {given: {registries: places}};

export const cases: Cases = {
	pass: [
		{name: 'an admission policy refuses', objects: [...mixed, policy(origin), binding(['Deny'])]},
		{name: 'Kyverno refuses', objects: [...mixed, kyverno('Enforce', 'registry.example.org/* | ghcr.io/acme/*')]},
		{
			name: 'a validating policy of Kyverno refuses',
			objects: [
				custom('policies.kyverno.io/v1', 'ValidatingPolicy', {validationActions: ['Deny'], validations: [{expression: origin}]}),
				...mixed,
			],
		},
		{
			name: 'Gatekeeper refuses',
			objects: [...mixed, custom('constraints.gatekeeper.sh/v1beta1', 'K8sAllowedRepos', {parameters: {repos: ['a/']}})],
		},
		{
			name: 'Kubewarden refuses',
			objects: [
				...mixed,
				custom('policies.kubewarden.io/v1', 'ClusterAdmissionPolicy', {module: 'registry://ghcr.io/kubewarden/policies/trusted-repos:v1'}),
			],
		},
		{
			name: 'the machines of OpenShift pull from nowhere else',
			objects: [...mixed, custom('config.openshift.io/v1', 'Image', {registrySources: {allowedRegistries: ['quay.io']}}, 'cluster')],
		},
	],
	fail: [
		{name: 'two public registries in production', objects: mixed, says: [`${hub} docker.io, ghcr.io`], mend},
		{
			name: 'a policy about tags says nothing about registries',
			objects: [...mixed, policy(noLatest, 'no-latest'), binding(['Deny'], 'no-latest')],
			says: [`${hub} docker.io, ghcr.io`],
			mend,
		},
		{
			name: 'a policy of Kyverno about tags',
			objects: [...mixed, kyverno('Enforce', '!*:latest', 'disallow-latest-tag')],
			says: [`${hub} docker.io, ghcr.io`],
			mend,
			onlyHere,
		},
		{
			name: 'a policy that does not look at pods can be got round',
			objects: [
				...mixed,
				policy("object.spec.template.spec.containers.all(c, c.image.startsWith(''))", 'sources', {
					apiGroups: ['apps'],
					resources: ['deployments'],
				}),
				binding(['Deny']),
			],
			says: [`${hub} docker.io, ghcr.io`],
			mend,
		},
		{
			name: 'a policy that nothing binds',
			objects: [...mixed, policy(origin)],
			says: [`${hub} docker.io, ghcr.io`],
			mend,
		},
		{
			name: 'images of volumes count',
			objects: [
				own,
				deployment(
					{
						containers: [container({image: 'docker.io/acme/app:1', volumeMounts: [{name: 'model', mountPath: '/model'}]})],
						volumes: [{name: 'model', image: {reference: 'quay.io/acme/model:1', pullPolicy: 'IfNotPresent'}}],
					},
					{name: 'app'},
				),
			],
			says: [`${hub} docker.io, quay.io, registry.example.org`],
			mend: {given: {registries: 'docker.io/acme quay.io/acme registry.example.org'}},
		},
	],
	warn: [
		{name: 'only a private registry', objects: [own], says: [`${hub} registry.example.org`], mend},
		{name: 'two public ones in a test cluster', objects: mixed, answers: {environment: 'dev'}, says: [`${hub} docker.io, ghcr.io`], mend},
		{
			name: 'all of Docker Hub and others',
			objects: [running('hub', 'acme/web:1'), own],
			says: [`${hub} docker.io, registry.example.org`],
			mend: {given: {registries: 'docker.io registry.example.org'}},
		},
		{
			name: 'an admission policy warns only',
			objects: [...mixed, policy(origin), binding(['Warn', 'Audit'])],
			says: [warned('an admission policy')],
		},
		{name: 'Kyverno records only', objects: [...mixed, kyverno('Audit', 'ghcr.io/*')], says: [warned('Kyverno')], mend: 'by-hand'},
		{
			name: 'Gatekeeper warns only',
			objects: [...mixed, custom('constraints.gatekeeper.sh/v1beta1', 'K8sAllowedRepos', {enforcementAction: 'warn'})],
			says: [warned('Gatekeeper')],
			mend: 'by-hand',
		},
		{
			name: 'Kubewarden watches only',
			objects: [
				...mixed,
				custom('policies.kubewarden.io/v1', 'ClusterAdmissionPolicy', {module: 'registry://x/trusted-repos:v1', mode: 'monitor'}),
			],
			says: [warned('Kubewarden')],
			mend: 'by-hand',
		},
		{
			name: 'an admission policy leaves a namespace out',
			objects: [
				...mixed,
				running('tool', 'quay.io/acme/tool:1', 'tools'),
				namespace('tools'),
				policy(origin),
				binding(['Deny'], 'sources', exceptShop),
			],
			says: ['images from anywhere may start in shop: no policy that refuses holds there'],
			mend: 'by-hand',
		},
		{
			name: 'Kyverno leaves a namespace out',
			objects: [
				...mixed,
				running('tool', 'quay.io/acme/tool:1', 'tools'),
				kyverno('Enforce', 'ghcr.io/*', 'images', {namespaces: ['tools']}),
			],
			says: ['images from anywhere may start in shop: no policy that refuses holds there'],
			mend: 'by-hand',
		},
		{
			name: 'images of the platform are not counted',
			objects: [running('metrics', 'registry.k8s.io/metrics-server/metrics-server:v0.8.0', 'kube-system')],
			says: ['images may come from anywhere'],
			mend,
		},
		{
			name: 'a server without stable policies',
			objects: [own],
			version: 'v1.29.1',
			says: [`${hub} registry.example.org`],
			mend: 'by-hand',
		},
	],
	unknown: [
		{name: 'policies that could not be read', code: 'absent', objects: mixed, unread: {validatingAdmissionPolicyBindings: 'absent'}},
	],
};

upholdsTheLaw(control, cases);
