import type {Controller, Evidence, Snapshot} from '../../model/index.js';
import {argumentsOfNode, type NodeArguments, switchOf} from '../flags.js';
import {repositoryOf} from '../images.js';
import {perSnapshot} from '../per-snapshot.js';
import {platformOf} from './provider.js';

export type NetworkPlugin = {
	readonly name: string;
	/** Whether NetworkPolicies have an effect. */
	readonly enforces: 'yes' | 'no' | 'unknown';
	readonly why: string;
	/** The DaemonSet whose agents enforce; absent where no agent of its own does. */
	readonly agent?: Controller;
	/** Its agents are ready on every node they belong on. */
	readonly ready: boolean;
	/** What was seen, for evidence. */
	readonly evidence: readonly Evidence[];
};

type Seen = Omit<NetworkPlugin, 'ready' | 'evidence'>;
type Signature = (world: World) => Seen | undefined;
type World = {
	readonly snapshot: Snapshot;
	readonly agent: (...names: readonly string[]) => Controller | undefined;
	readonly setting: (name: `${string}/${string}`, key: string) => string | undefined;
	readonly group: (name: string) => boolean;
	/** What the nodes of k3s and RKE2 were started with. */
	readonly started: readonly NodeArguments[];
};

const yes = (name: string, agent: Controller | undefined, why: string): Seen => ({name, enforces: 'yes', why, ...(agent && {agent})});
const flagOf = (agent: Controller, container: RegExp, flag: string) =>
	agent.template.spec.containers.find(({name}) => container.test(name))?.flags?.[flag];

const calico: Signature = ({agent}) => {
	const found = agent('calico-node', 'canal', 'rke2-canal');
	return found && yes(found.metadata.name.includes('canal') ? 'Canal' : 'Calico', found, 'Calico enforces policies');
};
const cilium: Signature = ({agent, setting}) => {
	const found = agent('cilium', 'anetd');
	if (!found) return undefined;
	const name = found.metadata.name === 'anetd' ? 'GKE Dataplane V2' : 'Cilium';
	if (setting('kube-system/cilium-config', 'enable-policy') === 'never')
		return {name, enforces: 'no', why: 'cilium-config says enable-policy: never', agent: found};
	return yes(name, found, `${name} enforces policies`);
};
const others: Signature = ({agent}) => {
	const antrea = agent('antrea-agent');
	if (antrea) return yes('Antrea', antrea, 'Antrea enforces policies');
	const ovn = agent('ovnkube-node');
	if (ovn) return yes('OVN-Kubernetes', ovn, 'OVN-Kubernetes enforces policies');
	const sdn = agent('sdn');
	if (sdn?.metadata.namespace === 'openshift-sdn') return yes('OpenShift SDN', sdn, 'OpenShift SDN enforces policies');
	const ownOvn = agent('kube-ovn-cni');
	if (ownOvn) return yes('Kube-OVN', ownOvn, 'Kube-OVN enforces policies');
	const weave = agent('weave-net');
	return weave && yes('Weave Net', weave, 'Weave Net enforces policies; the project is archived');
};
const kubeRouter: Signature = ({agent}) => {
	const found = agent('kube-router');
	if (!found) return undefined;
	const off = found.template.spec.containers.some(({flags}) => switchOf(flags?.['--run-firewall']) === false);
	return off
		? {name: 'kube-router', enforces: 'no', why: 'kube-router runs without its firewall', agent: found}
		: yes('kube-router', found, 'kube-router runs its firewall');
};
const controllerOfAws = {where: 'kube-system/amazon-vpc-cni', key: 'enable-network-policy-controller'} as const;
/** Both halves must be switched on: the agents on the nodes, and the controller that tells them what to do. */
const aws: Signature = ({agent, setting, snapshot}) => {
	const found = agent('aws-node');
	const auto = (snapshot.items.nodes ?? []).some(({metadata}) => metadata.labels?.['eks.amazonaws.com/compute-type'] === 'auto');
	if (!found && !auto) return undefined;
	const name = found ? 'VPC CNI' : 'EKS Auto Mode';
	const no = (why: string): Seen => ({name, enforces: 'no', why, ...(found && {agent: found})});
	const flag = found && flagOf(found, /^aws-eks-nodeagent$/, '--enable-network-policy');
	if (found && switchOf(flag) !== true)
		return no(flag === undefined ? 'the VPC CNI runs without its policy agent' : 'the policy agent of the VPC CNI is switched off');
	const switched = setting(controllerOfAws.where, controllerOfAws.key);
	if (switched === 'true') return yes(name, found, `the policy agent of ${found ? 'the VPC CNI' : name} is switched on`);
	if (switched !== undefined || snapshot.read.settings === 'complete')
		return no(`${controllerOfAws.key} is not switched on in ${controllerOfAws.where}`);
	return {name, enforces: 'unknown', why: `${controllerOfAws.where} was not read`, ...(found && {agent: found})};
};
const azure: Signature = ({agent}) => {
	const found = agent('azure-cns', 'azure-cni-networkmonitor');
	if (!found) return undefined;
	const npm = agent('azure-npm');
	return npm
		? yes('Azure CNI', npm, 'Azure Network Policy Manager enforces policies')
		: {name: 'Azure CNI', enforces: 'no', why: 'Azure CNI runs without a policy engine', agent: found};
};
/** Enforces since v0.24 of kind, whose image of August 2024 is the first. */
const kindnetSince = 20_240_801;
const kindnet: Signature = ({agent}) => {
	const found = agent('kindnet');
	if (!found) return undefined;
	const tag = /v(\d{8})/.exec(found.template.spec.containers[0]?.image ?? '')?.[1];
	if (tag === undefined) return {name: 'kindnet', enforces: 'unknown', why: 'the image of kindnet does not tell its age', agent: found};
	return Number(tag) >= kindnetSince
		? yes('kindnet', found, 'kindnet enforces policies since kind v0.24')
		: {name: 'kindnet', enforces: 'no', why: 'this kindnet is older than kind v0.24', agent: found};
};
const k3s: Signature = ({snapshot, started, agent}) => {
	const {name} = platformOf(snapshot);
	if (name !== 'k3s' || agent('kube-flannel-ds', 'kube-flannel')) return undefined;
	if (started.some(({words}) => switchOf(words['disable-network-policy']?.at(-1))))
		return {name: 'k3s', enforces: 'no', why: 'k3s was started with --disable-network-policy'};
	return started.length > 0 ? yes('k3s', undefined, 'k3s brings its own policy controller') : undefined;
};
const flannel: Signature = ({agent, snapshot}) => {
	const found = agent('kube-flannel-ds', 'kube-flannel');
	const annotated = (snapshot.items.nodes ?? []).some(({metadata}) =>
		Object.keys(metadata.annotations ?? {}).some(key => key.startsWith('flannel.alpha.coreos.com/')),
	);
	if (!found && !annotated) return undefined;
	const second =
		agent('kube-network-policies') ??
		(found?.template.spec.containers.some(({image = ''}) => repositoryOf(image).endsWith('kube-network-policies')) ? found : undefined);
	if (second) return yes('Flannel', second, 'kube-network-policies enforces beside Flannel');
	return {
		name: 'Flannel',
		enforces: 'no',
		why: 'Flannel ignores network policies, and no second engine runs',
		...(found && {agent: found}),
	};
};
const platformAlone: Signature = ({snapshot}) => {
	const {name, platform} = platformOf(snapshot);
	if (platform === 'gke') return {name: 'GKE', enforces: 'no', why: 'GKE runs without Dataplane V2 and without Calico'};
	return name === 'minikube' ? {name: 'bridge', enforces: 'no', why: 'the bridge of minikube ignores network policies'} : undefined;
};

/** The first that fits counts: engines that run beside another plugin come before it. */
const signatures: readonly Signature[] = [calico, cilium, others, kubeRouter, aws, azure, kindnet, k3s, flannel, platformAlone];

/** Which network plugin runs, and whether it obeys NetworkPolicies. Multus is none of its own: it hands on to another. */
export const networkPlugin = perSnapshot(found);

const homes = /^(kube-system|calico-system|kube-flannel|cilium|openshift-.*|weave|kube-ovn)$/;

function found(snapshot: Snapshot): NetworkPlugin {
	const sets = (snapshot.items.daemonSets ?? []).filter(({metadata}) => homes.test(metadata.namespace ?? ''));
	const {settings} = snapshot.facts;
	const world: World = {
		snapshot,
		agent: (...names) => sets.find(({metadata}) => names.includes(metadata.name)),
		setting: (name, key) => settings?.[name]?.[key],
		group: name => snapshot.facts.groups?.includes(name) ?? false,
		started: (snapshot.items.nodes ?? []).flatMap(node => argumentsOfNode(node) ?? []),
	};
	for (const signature of signatures) {
		const seen = signature(world);
		if (seen) return {...seen, ready: isReady(seen.agent), evidence: [{text: seen.why}, ...readiness(seen.agent)]};
	}
	return {name: 'unknown', enforces: 'unknown', why: 'no known network plugin was seen', ready: false, evidence: []};
}

function isReady(agent: Controller | undefined): boolean {
	if (!agent) return true;
	// Files say nothing about what runs.
	if (!agent.status || agent.status.desired === undefined) return true;
	return agent.status.desired > 0 && (agent.status.ready ?? 0) >= agent.status.desired;
}

function readiness(agent: Controller | undefined): Evidence[] {
	if (agent?.status?.desired === undefined) return [];
	return [{text: `${agent.metadata.name}: ${agent.status.ready ?? 0} of ${agent.status.desired} agents ready`}];
}
