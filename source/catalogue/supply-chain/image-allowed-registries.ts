import {livingWorkloads} from '../../kube/namespace-security.js';
import {namespacesOf} from '../../kube/namespaces.js';
import {givenPlaces, isFrom, isPublicRegistry, placesIn, registriesIn, usedImages} from '../../kube/registries.js';
import {refusing, registryPolicy} from '../../kube/registry-policy.js';
import {registryPolicies} from '../../kube/signatures/registry-policies.js';
import {newestMinor} from '../../kube/versions.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {
	type Ask,
	type Asked,
	type Control,
	type Evidence,
	type Finding,
	type Given,
	hasAnswered,
	type Inspection,
	type Remediation,
	type Snapshot,
} from '../../model/index.js';

const subject = {group: '', kind: 'Cluster', name: 'images'} as const;
/** ValidatingAdmissionPolicy is stable from here on. */
const policiesSince = 30;

const few = (names: readonly string[]) =>
	names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');

function inspect(snapshot: Snapshot, {model}: Asked): Inspection {
	const registries = registriesIn(usedImages(snapshot));
	const policies = registryPolicies(snapshot);
	const seen: Evidence[] = [
		{text: registries.length > 0 ? `images come from ${few(registries)}` : 'no images but those of the platform'},
		...policies.map(({engine, subject: own, enforced}) => ({
			text: `${engine}: ${own.name} ${enforced ? 'refuses' : 'warns or records only'}`,
		})),
	];
	const judged = (findings: readonly Finding[]): Inspection => ({findings, seen, exempt: []});
	const enforced = policies.filter(one => one.enforced);
	if (enforced.length > 0) {
		const used = [...namespacesOf(snapshot).values()].filter(
			({name, kind}) => kind !== 'system' && livingWorkloads(snapshot, name).length > 0,
		);
		const open = used.filter(({name, labels = {}}) => !enforced.some(({holdsIn}) => holdsIn(name, labels))).map(({name}) => name);
		return judged(
			open.length === 0
				? []
				: [
						{
							check: 'left-out',
							subject,
							level: 'warn',
							message: `images from anywhere may start in ${few(open)}: no policy that refuses holds there`,
						},
					],
		);
	}
	if (policies.length > 0)
		return judged(
			policies.map(one => ({
				check: 'warns-only',
				subject: one.subject,
				level: 'warn',
				message: `images from elsewhere are only warned about or recorded, and start all the same (${one.engine})`,
			})),
		);
	const open = registries.filter(isPublicRegistry);
	const level = open.length > 1 && hasAnswered(model, 'environment', 'prod', 'unsure') ? 'fail' : 'warn';
	const now = registries.length > 0 ? `; now they come from ${few(registries)}` : '';
	return judged([{check: 'no-policy', subject, level, message: `images may come from anywhere${now}`}]);
}

function remediate({check, subject: {group, kind, name}}: Finding, snapshot: Snapshot, given: Given): Remediation {
	if (check === 'left-out') return {guide: {everywhere: ['Let the policy hold in these namespaces too, or bind a second one there.']}};
	if (check === 'warns-only')
		return group === 'admissionregistration.k8s.io' && kind === 'ValidatingAdmissionPolicyBinding'
			? {changes: [refusing(name)]}
			: {
					guide: {
						everywhere: [
							'Look at what the policy has warned about, then let it refuse: Enforce in Kyverno, deny in Gatekeeper, protect in Kubewarden.',
						],
					},
				};
	const {minor = newestMinor} = snapshot.cluster.version ?? {};
	if (minor < policiesSince)
		return {
			guide: {everywhere: ['Use Kyverno or Gatekeeper, or upgrade first.']},
			refused: `admission policies are stable since 1.${policiesSince}`,
		};
	const images = usedImages(snapshot);
	const places = givenPlaces(given['registries'] ?? '');
	if (!places) {
		const proposal = placesIn(images).join(', ');
		const ask: Ask = {
			id: 'registries',
			question: 'From which registries may images come? Names as an image has them, with commas between.',
			kind: 'registries',
			...(proposal !== '' && {proposal}),
			seen: {text: `images come from ${few(registriesIn(images)) || 'no registry yet'}`},
		};
		return {asks: [ask]};
	}
	const elsewhere = [
		...new Set(
			images
				.filter(({reference}) => !isFrom(places, reference))
				.map(({workload}) => `${workload.subject.kind.toLowerCase()}/${workload.subject.name}`),
		),
	].sort();
	const warned = elsewhere.length === 0 ? 'all that runs now passes' : `${few(elsewhere)} would be refused then`;
	return {changes: registryPolicy(snapshot, places, newestMinor), next: `it warns and records now; refusing follows: ${warned}`};
}

export default {
	id: 'image-allowed-registries',
	title: 'Take images from known registries only',
	layer: 'application',
	phase: 'operate',
	severity: 'high',
	blast: 'cluster',
	fix: 'manifest',
	threats: {external: 0, container: 3, user: 2},
	seeds: ['N2', 'K7'],
	references: {
		cis: ['5.5.1'],
		eks: ['5.1.4'],
		gke: ['5.1.4'],
		aks: ['5.1.4'],
		nsa: 'Building secure container images',
		owasp: ['K04', 'K02'],
		microsoft: ['MS-TA9002'],
		attack: ['T1525', 'T1195'],
		kubescape: ['C-0001', 'C-0078'],
		trivy: ['KSV-0125', 'KSV-0034'],
	},
	why: 'Whoever may deploy, a stolen pipeline or a tired colleague, starts any image of the internet, with a miner or a back door in it.',
	risk: 'Images that are not on the list can no longer start, also those that webhooks add to pods.',
	question: 'Does the cluster refuse images from registries that are not on your list?',
	because: 'anyone who can deploy can run an image from anywhere',
	verify: 'kubectl run probe --image=registry.invalid/probe --dry-run=server (must be refused)',
	boosts: {'image-origin.open': 1.3, 'limited-users.limited': 1.1, 'tenancy.customers': 1.2},
	guide: {
		everywhere: [
			'List the registries that images come from now, and decide which of them you trust.',
			'Let a policy warn about others first, and look at the audit log for a week; then let it refuse.',
		],
		platforms: {
			openshift: ['Set spec.registrySources.allowedRegistries of images.config.openshift.io/cluster: the machines pull from nowhere else'],
			gke: ['Binary Authorization can refuse images too; its policy is a setting of the cloud'],
			aks: ['Azure Policy: "Kubernetes cluster containers should only use allowed images"'],
		},
		snippet: `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: allowed-registries}
spec:
  failurePolicy: Fail
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [pods, pods/ephemeralcontainers]}]
  variables:
  - {name: registries, expression: "['registry.example.com/', 'registry.k8s.io/']"}
  - name: before
    expression: "oldObject == null ? [] : oldObject.spec.containers.map(c, c.image) + oldObject.spec.?initContainers.orValue([]).map(c, c.image) + oldObject.spec.?ephemeralContainers.orValue([]).map(c, c.image)"
  validations:
  - message: the registry of an image is not on the list of this cluster
    expression: >-
      object.spec.containers.all(c, c.image in variables.before || variables.registries.exists(p, c.image.startsWith(p)))
      && object.spec.?initContainers.orValue([]).all(c, c.image in variables.before || variables.registries.exists(p, c.image.startsWith(p)))
      && object.spec.?ephemeralContainers.orValue([]).all(c, c.image in variables.before || variables.registries.exists(p, c.image.startsWith(p)))
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: allowed-registries}
spec:
  policyName: allowed-registries
  validationActions: [Warn, Audit]
  matchResources: {namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system, kube-public, kube-node-lease]}]}}
`,
	},
	cluster: {
		needs: [
			'pods',
			'namespaces',
			'kyvernoClusterPolicies',
			'kyvernoValidatingPolicies',
			'gatekeeperConstraints',
			'kubewardenPolicies',
			'validatingAdmissionPolicies',
			'validatingAdmissionPolicyBindings',
			'openshiftImages',
		],
		wants: [...workloadSources, 'nodes', 'version'],
		inspect,
		remediate,
	},
} satisfies Control;
