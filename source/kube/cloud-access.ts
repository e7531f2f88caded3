import type {Metadata, PodSpec, Snapshot} from '../model/index.js';
import {containersOf} from './containers.js';
import {repositoryOf} from './images.js';
import {standingOf} from './platform-workloads.js';
import {type Workload, workloads} from './workloads.js';

const schemes: readonly (readonly [string, string])[] = [
	['aws://', 'AWS'],
	['gce://', 'Google Cloud'],
	['azure://', 'Azure'],
	['ocid1.', 'Oracle Cloud'],
	['alicloud://', 'Alibaba Cloud'],
	['ibm://', 'IBM Cloud'],
	['digitalocean://', 'DigitalOcean'],
	['linode://', 'Linode'],
	['hcloud://', 'Hetzner'],
	['openstack://', 'OpenStack'],
];
/** Annotations of a service account that give its pods an identity of their own in a cloud. */
export const identityMarks = ['eks.amazonaws.com/role-arn', 'iam.gke.io/gcp-service-account', 'azure.workload.identity/client-id'];
const keys = /^(AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|AZURE_CLIENT_SECRET|GOOGLE_APPLICATION_CREDENTIALS|ARM_CLIENT_SECRET)$/;
/** Programs that cannot do their work without a cloud API. */
const cloudPrograms =
	/(^|\/)(external-dns|cluster-autoscaler|aws-load-balancer-controller|velero|karpenter\/controller|amazon\/aws-cli|aws-cli|google\/cloud-sdk|cloud-sdk|azure-cli)$/;
/** Settings without which the libraries of a cloud do not work. */
const cloudSettings: Readonly<Record<string, RegExp>> = {
	AWS: /^AWS_(DEFAULT_)?REGION$/,
	Azure: /^AZURE_(CLIENT|TENANT|SUBSCRIPTION)_ID$/,
	'Google Cloud': /^(GOOGLE_CLOUD_PROJECT|GOOGLE_PROJECT_ID|GCP_PROJECT(_ID)?)$/,
};
/** What clouds put into pods that they give an identity. */
const givenIdentity = /^(AWS_WEB_IDENTITY_TOKEN_FILE|AWS_CONTAINER_CREDENTIALS_FULL_URI|AZURE_FEDERATED_TOKEN_FILE)$/;

/** The cloud that the nodes belong to; undefined where none is seen. */
export function cloudOf({items}: Snapshot): string | undefined {
	const ids = (items.nodes ?? []).flatMap(({providerID}) => providerID ?? []);
	return schemes.find(([scheme]) => ids.some(id => id.startsWith(scheme)))?.[1];
}

export type CloudAccess = {
	readonly cloud: string | undefined;
	/** How many service accounts carry an identity of their own. */
	readonly accounts: number;
	/** Workloads whose environment holds keys. */
	readonly keys: readonly Workload[];
	/** Workloads that use the cloud without either. */
	readonly users: readonly Workload[];
	/** What gives pods an identity without a mark on their account, in words. */
	readonly brokers: readonly string[];
};

const metadataServer = 'iam.gke.io/gke-metadata-server-enabled';
const isGuarded = ({items}: Snapshot) => (items.nodes ?? []).some(({metadata}) => metadata.labels?.[metadataServer] === 'true');

function brokersIn(snapshot: Snapshot): string[] {
	const {items} = snapshot;
	const guarded = isGuarded(snapshot);
	const agent = (items.daemonSets ?? []).some(({metadata}) => metadata.name === 'eks-pod-identity-agent');
	return [
		...(guarded ? ['the metadata server of GKE answers pods as their own accounts'] : []),
		...(agent ? ['eks-pod-identity-agent gives accounts an identity, and which cannot be seen'] : []),
	];
}

/** A service account with an identity of its own in a cloud. */
export function hasOwnIdentity({annotations = {}}: Metadata): boolean {
	return identityMarks.some(mark => annotations[mark] !== undefined);
}

export function cloudAccess(snapshot: Snapshot): CloudAccess {
	const accounts = (snapshot.items.serviceAccounts ?? []).filter(({metadata}) => hasOwnIdentity(metadata));
	const withIdentity = new Set(accounts.map(({metadata}) => `${metadata.namespace ?? ''}/${metadata.name}`));
	const own = workloads(snapshot).filter(({finished}) => !finished);
	const holdsKeys = own.filter(hasKeys);
	const cloud = cloudOf(snapshot);
	const guarded = isGuarded(snapshot);
	const users = own.filter(
		workload =>
			!holdsKeys.includes(workload) &&
			!withIdentity.has(`${workload.subject.namespace ?? ''}/${workload.podSpec.serviceAccountName ?? 'default'}`) &&
			!isGivenIdentity(workload) &&
			(runsCloudProgram(workload) || (!guarded && hasCloudSettings(snapshot, workload, cloud))),
	);
	return {cloud, accounts: accounts.length, keys: holdsKeys, users: cloud === undefined ? [] : users, brokers: brokersIn(snapshot)};
}

const hasVariable = (podSpec: PodSpec, pattern: RegExp) =>
	containersOf(podSpec).some(({container}) => (container.env ?? []).some(({name, from}) => pattern.test(name) && from !== 'empty'));

const hasKeys = ({podSpec}: Workload) => hasVariable(podSpec, keys);

const isGivenIdentity = ({podSpec, pods}: Workload) =>
	[podSpec, ...pods.map(({spec}) => spec)].some(spec => hasVariable(spec, givenIdentity));

const runsCloudProgram = ({podSpec}: Workload) =>
	containersOf(podSpec).some(({container}) => cloudPrograms.test(repositoryOf(container.image ?? '')));

/** An app with settings of its cloud is taken for one that uses it. */
function hasCloudSettings(snapshot: Snapshot, workload: Workload, cloud: string | undefined): boolean {
	const pattern = cloud === undefined ? undefined : cloudSettings[cloud];
	return pattern !== undefined && standingOf(workload, snapshot).is === 'judged' && hasVariable(workload.podSpec, pattern);
}
