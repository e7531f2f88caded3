import type {Evidence, Platform, Snapshot} from '../../model/index.js';
import {visible} from '../../model/index.js';
import {perSnapshot} from '../per-snapshot.js';

export type PlatformInfo = {
	readonly platform: Platform;
	/** Product name as a person says it: EKS, kubeadm, kind. */
	readonly name: string;
	/** Who runs the control plane; absent where nothing tells. */
	readonly owner?: 'managed' | 'self' | 'lab';
	/** Read from a signature; otherwise concluded because nothing else fits. */
	readonly certain: boolean;
	readonly evidence: readonly Evidence[];
};

type Signature = {
	readonly platform: Platform;
	readonly name: string;
	readonly owner: NonNullable<PlatformInfo['owner']>;
	readonly sees: (snapshot: Snapshot) => string | undefined;
};

const version = (snapshot: Snapshot) => snapshot.cluster.version?.gitVersion ?? '';
const nodes = (snapshot: Snapshot) => snapshot.items.nodes ?? [];
const host = (snapshot: Snapshot) => snapshot.cluster.server ?? '';
const says = (condition: unknown, text: string) => (condition ? text : undefined);
const provider = (snapshot: Snapshot, scheme: string) => nodes(snapshot).some(({providerID}) => providerID?.startsWith(scheme));
const label = (snapshot: Snapshot, pattern: RegExp) =>
	nodes(snapshot).some(({metadata}) => Object.keys(metadata.labels ?? {}).some(key => pattern.test(key)));
const annotation = (snapshot: Snapshot, key: string) => nodes(snapshot).some(({metadata}) => metadata.annotations?.[key] !== undefined);
const group = (snapshot: Snapshot, name: string) => snapshot.facts.groups?.includes(name);
/** Served with its routes; in files an object of its own settings is enough. */
const isOpenshift = (snapshot: Snapshot) =>
	snapshot.facts.groups
		? group(snapshot, 'config.openshift.io') && group(snapshot, 'route.openshift.io')
		: snapshot.facts.givenGroups?.includes('config.openshift.io');
const ofOpenshift = ({facts}: Snapshot) =>
	facts.groups ? 'it serves the API groups of OpenShift' : 'these files hold settings of OpenShift';
const settings = (snapshot: Snapshot, name: `${string}/${string}`) => snapshot.facts.settings?.[name] !== undefined;
const controlPlanePods = (snapshot: Snapshot) =>
	(snapshot.items.pods ?? []).some(
		({metadata}) => metadata.namespace === 'kube-system' && metadata.labels?.['component'] === 'kube-apiserver',
	);

/** The first that fits counts. */
const signatures: readonly Signature[] = [
	{
		platform: 'openshift',
		name: 'OpenShift',
		owner: 'self',
		sees: snapshot => says(isOpenshift(snapshot) && !label(snapshot, /^(api\.openshift\.com|aro\.openshift\.io)\//), ofOpenshift(snapshot)),
	},
	{
		platform: 'openshift',
		name: 'OpenShift',
		owner: 'managed',
		sees: snapshot => says(isOpenshift(snapshot), `${ofOpenshift(snapshot)}, its nodes carry labels of a managed one`),
	},
	{
		platform: 'eks',
		name: 'EKS',
		owner: 'managed',
		sees: snapshot =>
			says(version(snapshot).includes('-eks-'), `the server calls itself ${visible(version(snapshot))}`) ??
			says(label(snapshot, /^eks\.amazonaws\.com\//), 'its nodes carry labels of EKS') ??
			says(/\.eks\.amazonaws\.com(:\d+)?\/?$/.test(host(snapshot)), 'the address of the server belongs to EKS') ??
			says(
				provider(snapshot, 'aws:///') &&
					!controlPlanePods(snapshot) &&
					!label(snapshot, /^kops\.k8s\.io\//) &&
					nodes(snapshot).every(({metadata}) => metadata.labels?.['node-role.kubernetes.io/control-plane'] === undefined),
				'its nodes are machines of AWS, and none is a control plane',
			),
	},
	{
		platform: 'gke',
		name: 'GKE',
		owner: 'managed',
		sees: snapshot =>
			says(version(snapshot).includes('-gke.'), `the server calls itself ${visible(version(snapshot))}`) ??
			says(label(snapshot, /^cloud\.google\.com\/gke-/), 'its nodes carry labels of GKE') ??
			says(/\.gke\.goog(:\d+)?\/?$/.test(host(snapshot)), 'the address of the server belongs to GKE'),
	},
	{
		platform: 'aks',
		name: 'AKS',
		owner: 'managed',
		sees: snapshot =>
			says(label(snapshot, /^kubernetes\.azure\.com\/cluster$/), 'its nodes carry labels of AKS') ??
			says(/\.azmk8s\.io(:\d+)?\/?$/.test(host(snapshot)), 'the address of the server belongs to AKS'),
	},
	{
		platform: 'other',
		name: 'DigitalOcean',
		owner: 'managed',
		sees: snapshot =>
			says(provider(snapshot, 'digitalocean://') && label(snapshot, /^doks\.digitalocean\.com\//), 'its nodes belong to DOKS'),
	},
	{
		platform: 'other',
		name: 'Linode',
		owner: 'managed',
		sees: snapshot => says(provider(snapshot, 'linode://'), 'its nodes are machines of Linode'),
	},
	{
		platform: 'other',
		name: 'OKE',
		owner: 'managed',
		sees: snapshot => says(provider(snapshot, 'ocid1') && label(snapshot, /^oci\.oraclecloud\.com\//), 'its nodes belong to OKE'),
	},
	{
		platform: 'other',
		name: 'IBM Cloud',
		owner: 'managed',
		sees: snapshot => says(provider(snapshot, 'ibm://'), 'its nodes are machines of IBM Cloud'),
	},
	{
		platform: 'other',
		name: 'Alibaba Cloud',
		owner: 'managed',
		sees: snapshot => says(version(snapshot).includes('-aliyun'), `the server calls itself ${visible(version(snapshot))}`),
	},
	{
		platform: 'k3s',
		name: 'RKE2',
		owner: 'self',
		sees: snapshot =>
			says(version(snapshot).includes('+rke2'), `the server calls itself ${visible(version(snapshot))}`) ??
			says(annotation(snapshot, 'rke2.io/node-args'), 'its nodes carry annotations of RKE2'),
	},
	{
		platform: 'k3s',
		name: 'k3s',
		owner: 'self',
		sees: snapshot =>
			says(version(snapshot).includes('+k3s'), `the server calls itself ${visible(version(snapshot))}`) ??
			says(annotation(snapshot, 'k3s.io/node-args'), 'its nodes carry annotations of k3s'),
	},
	{
		platform: 'other',
		name: 'k0s',
		owner: 'self',
		sees: snapshot => says(version(snapshot).includes('+k0s'), `the server calls itself ${visible(version(snapshot))}`),
	},
	{
		platform: 'other',
		name: 'MicroK8s',
		owner: 'self',
		sees: snapshot => says(label(snapshot, /^(node\.kubernetes\.io\/microk8s|microk8s\.io\/)/), 'its nodes carry labels of MicroK8s'),
	},
	{
		platform: 'talos',
		name: 'Talos',
		owner: 'self',
		sees: snapshot =>
			says(
				nodes(snapshot).some(({osImage}) => osImage?.startsWith('Talos')),
				'its nodes run Talos',
			),
	},
	{platform: 'lab', name: 'kind', owner: 'lab', sees: snapshot => says(provider(snapshot, 'kind://'), 'its nodes belong to kind')},
	{
		platform: 'lab',
		name: 'minikube',
		owner: 'lab',
		sees: snapshot => says(label(snapshot, /^minikube\.k8s\.io\//), 'its nodes belong to minikube'),
	},
	{
		platform: 'lab',
		name: 'Docker Desktop',
		owner: 'lab',
		sees: snapshot =>
			says(
				nodes(snapshot).some(({metadata, osImage}) => metadata.name === 'docker-desktop' || osImage === 'Docker Desktop'),
				'its node is Docker Desktop',
			),
	},
	{
		platform: 'other',
		name: 'kOps',
		owner: 'self',
		sees: snapshot => says(label(snapshot, /^kops\.k8s\.io\//), 'its nodes carry labels of kOps'),
	},
	{
		platform: 'kubeadm',
		name: 'kubeadm',
		owner: 'self',
		sees: snapshot => says(settings(snapshot, 'kube-system/kubeadm-config'), 'kube-system holds kubeadm-config'),
	},
	{
		platform: 'kubeadm',
		name: 'kubeadm',
		owner: 'self',
		sees: snapshot => says(annotation(snapshot, 'kubeadm.alpha.kubernetes.io/cri-socket'), 'its nodes carry annotations of kubeadm'),
	},
	{
		platform: 'other',
		name: 'Kubernetes',
		owner: 'self',
		sees: snapshot => says(controlPlanePods(snapshot), 'the API server runs as a pod in kube-system'),
	},
];

/** Which product the cluster is, and who runs its control plane. */
export const platformOf = perSnapshot(concluded);

function concluded(snapshot: Snapshot): PlatformInfo {
	for (const {platform, name, owner, sees} of signatures) {
		const text = sees(snapshot);
		if (text !== undefined) return {platform, name, owner, certain: true, evidence: [{text: `${name}: ${text}`}]};
	}
	if (snapshot.read.nodes !== 'complete' || nodes(snapshot).length === 0)
		return {platform: 'other', name: 'Kubernetes', certain: false, evidence: [{text: 'nodes were not read'}]};
	return {platform: 'other', name: 'Kubernetes', owner: 'self', certain: false, evidence: [{text: 'no mark of a provider was found'}]};
}
