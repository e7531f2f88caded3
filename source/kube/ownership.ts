import type {Metadata, Owner, Snapshot} from '../model/index.js';

type Signature = (metadata: Metadata, snapshot: Snapshot) => Owner | undefined;

const label = ({labels}: Metadata, key: string) => labels?.[key];
const annotation = ({annotations}: Metadata, key: string) => annotations?.[key];
const keyLike = (map: Metadata['labels'], pattern: RegExp) => {
	for (const key in map) if (pattern.test(key)) return key;
	return undefined;
};
const anyKey = (metadata: Metadata, pattern: RegExp) => keyLike(metadata.labels, pattern) ?? keyLike(metadata.annotations, pattern);
const manager = ({managers = []}: Metadata, pattern: RegExp) => managers.find(name => pattern.test(name));

const controller: Signature = ({owners = []}) => {
	const above = owners.find(one => one.controller === true);
	return (
		above && {
			kind: 'controller',
			says: `${above.kind} ${above.name}`,
			takenBack: `${above.kind} ${above.name} made this object and writes it again as it sees fit: change that one`,
		}
	);
};

const argoCd: Signature = (metadata, {items}) => {
	// app:group/kind:namespace/name
	const tracked = annotation(metadata, 'argocd.argoproj.io/tracking-id')?.split(':')[0];
	const labelled = label(metadata, 'argocd.argoproj.io/instance');
	const instance = label(metadata, 'app.kubernetes.io/instance');
	const application = tracked ?? labelled ?? (items.applications ?? []).find(({metadata: {name}}) => name === instance)?.metadata.name;
	if (application === undefined && !manager(metadata, /^argocd-(application-)?controller$/)) return undefined;
	return {
		kind: 'argo-cd',
		says: application === undefined ? 'Argo CD' : `Argo CD, application ${application}`,
		git: true,
		takenBack: 'Argo CD puts its own version back at the next sync',
	};
};

const flux: Signature = metadata => {
	for (const [prefix, kind] of [
		['kustomize.toolkit.fluxcd.io', 'Kustomization'],
		['helm.toolkit.fluxcd.io', 'HelmRelease'],
	] as const) {
		const name = label(metadata, `${prefix}/name`);
		const namespace = label(metadata, `${prefix}/namespace`);
		if (name !== undefined) {
			const says = `Flux, ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
			return {kind: 'flux', says, git: true, takenBack: 'Flux puts its own version back when it next reconciles'};
		}
	}
	return manager(metadata, /^(kustomize|helm)-controller$/)
		? {kind: 'flux', says: 'Flux', git: true, takenBack: 'Flux puts its own version back when it next reconciles'}
		: undefined;
};

const byKey =
	(kind: Owner['kind'], says: string, pattern: RegExp, takenBack: string, managers?: RegExp): Signature =>
	metadata =>
		anyKey(metadata, pattern) !== undefined || (managers && manager(metadata, managers))
			? {kind, says, takenBack, ...(kind === 'olm' ? {} : {git: true})}
			: undefined;

const helm: Signature = metadata => {
	const release = annotation(metadata, 'meta.helm.sh/release-name');
	if (release === undefined && (label(metadata, 'app.kubernetes.io/managed-by') !== 'Helm' || !manager(metadata, /^helm$/)))
		return undefined;
	const namespace = annotation(metadata, 'meta.helm.sh/release-namespace');
	return {
		kind: 'helm',
		says: release === undefined ? 'Helm' : `Helm, release ${namespace === undefined ? '' : `${namespace}/`}${release}`,
		takenBack: 'the next helm upgrade takes this back if the chart sets this field; a reinstall always does',
	};
};

const addOnManager: Signature = metadata => {
	if (label(metadata, 'addonmanager.kubernetes.io/mode') === 'Reconcile')
		return {
			kind: 'addon-manager',
			says: 'the add-on manager of the cluster',
			takenBack: 'the add-on manager puts its own version back within minutes',
		};
	return manager(metadata, /^eks$/)
		? {kind: 'addon-manager', says: 'an add-on of EKS', takenBack: 'EKS puts its own version back at the next update of the add-on'}
		: undefined;
};

const terraform: Signature = metadata => {
	const found = manager(metadata, /^(Terraform|HashiCorp|pulumi)/i);
	return found === undefined
		? undefined
		: {kind: 'terraform', says: /^pulumi/i.test(found) ? 'Pulumi' : 'Terraform', takenBack: 'the next apply of its code takes this back'};
};

const person: Signature = metadata => {
	const found = manager(metadata, /^kubectl(-|$)/);
	return found === undefined ? undefined : {kind: 'person', says: `somebody with ${found}`};
};

/** The first that fits counts: who writes again what somebody else changed comes first. */
const signatures: readonly Signature[] = [
	controller,
	argoCd,
	flux,
	byKey(
		'config-sync',
		'Config Sync',
		/^(configmanagement\.gke\.io\/managed|configsync\.gke\.io\/)/,
		'Config Sync puts its own version back at once',
	),
	byKey('fleet', 'Rancher Fleet', /^objectset\.rio\.cattle\.io\//, 'Fleet puts its own version back when it next reconciles'),
	byKey('kapp', 'kapp', /^kapp\.k14s\.io\/app$/, 'the next kapp deploy takes this back', /^kapp/),
	byKey('crossplane', 'Crossplane', /^crossplane\.io\//, 'Crossplane puts its own version back when it next reconciles'),
	helm,
	byKey(
		'olm',
		'an operator of OLM',
		/^(olm\.owner|operators\.coreos\.com\/)/,
		'the operator puts its own version back: change its Subscription or resource',
	),
	addOnManager,
	terraform,
	person,
];

/** Who would take a change of this object back; `metadata` as it was kept, with the field managers. */
export function ownerOf(metadata: Metadata, snapshot: Snapshot): Owner {
	for (const signature of signatures) {
		const owner = signature(metadata, snapshot);
		if (owner) return owner;
	}
	return {kind: 'nobody', says: 'nobody seen'};
}
