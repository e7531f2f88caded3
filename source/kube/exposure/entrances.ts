import type {CustomObject, Snapshot, Subject} from '../../model/index.js';
import {containersOf} from '../containers.js';
import {imageOf} from '../images.js';
import {at, list, text} from '../keep/raw.js';
import {namespaceKind} from '../namespaces.js';
import {resourceInfo} from '../resources.js';
import {type Workload, workloads} from '../workloads.js';
import {isInternal, isLimited, type Openness, opennessOf, publicNodes} from './addresses.js';
import {firstLogin, type Login, loginOfIngress, loginOfService} from './logins.js';
import {workloadsBehind} from './services.js';

/** One way in from outside of the cluster. */
export type Entrance = {
	readonly kind: 'load-balancer' | 'node-port' | 'external-ip' | 'host-port' | 'ingress' | 'gateway' | 'route';
	readonly subject: Subject;
	readonly openness: Openness;
	/** "service shop/web has the public address 203.0.113.7". */
	readonly says: string;
	readonly workloads: readonly Workload[];
	/** Where it will be is not told. */
	readonly unplaced?: true;
} & Login;

const name = ({namespace = '', name: own}: {namespace?: string; name: string}) => `${namespace}/${own}`;
const subjectOf = (
	resource: 'services' | 'ingresses' | 'gateways' | 'httpRoutes',
	{namespace, name: own}: {namespace?: string; name: string},
): Subject => {
	const {group, kind} = resourceInfo(resource);
	return {group, kind, name: own, ...(namespace !== undefined && {namespace})};
};
const shown = (addresses: readonly {ip?: string; hostname?: string}[]) =>
	addresses.map(({ip, hostname}) => ip ?? hostname ?? '').join(', ');

export function ofServices(snapshot: Snapshot): Entrance[] {
	const outside = publicNodes(snapshot.items.nodes ?? []);
	return (snapshot.items.services ?? []).flatMap((service): Entrance[] => {
		const {type, metadata, addresses = [], externalIPs = [], ports, unplaced} = service;
		const entrance = (kind: Entrance['kind'], openness: Openness, says: string): Entrance => ({
			kind,
			subject: subjectOf('services', metadata),
			openness,
			says: `service ${name(metadata)} ${says}`,
			workloads: workloadsBehind(snapshot, service),
			...loginOfService(snapshot, service),
		});
		const found: Entrance[] = [];
		const open = opennessOf(externalIPs.map(ip => ({ip})));
		if (externalIPs.length > 0 && open !== 'internal')
			found.push(entrance('external-ip', open, `takes the external address ${externalIPs.join(', ')}`));
		if (type === 'LoadBalancer') {
			const openness = isLimited(service) ? 'internal' : opennessOf(addresses, metadata.annotations);
			if (unplaced && !isLimited(service) && !isInternal(metadata.annotations))
				found.push({...entrance('load-balancer', 'unknown', 'asks for an address outside'), unplaced});
			else if (openness !== 'internal')
				found.push(entrance('load-balancer', openness, `has the ${openness === 'public' ? 'public ' : ''}address ${shown(addresses)}`));
		}
		if (type === 'NodePort' && outside.size > 0) {
			const numbers = ports.flatMap(({nodePort}) => nodePort ?? []);
			if (numbers.length > 0)
				found.push(
					entrance('node-port', 'public', `opens port ${numbers.join(', ')} on nodes with a public address (${[...outside].sort()[0]})`),
				);
		}
		return found;
	});
}

/** Load balancers with an address outside that let only listed sources through, in words. */
export function listedBalancers({items}: Snapshot): string[] {
	return (items.services ?? []).flatMap(service => {
		const {type, metadata, addresses = []} = service;
		const isOutside = type === 'LoadBalancer' && isLimited(service) && opennessOf(addresses, metadata.annotations) !== 'internal';
		return isOutside ? [`service ${name(metadata)} lets listed addresses through to ${shown(addresses)}`] : [];
	});
}

/** Whether something takes a port of the nodes, so that their addresses decide. */
export function takesNodePorts(snapshot: Snapshot): boolean {
	const isTaken = ({subject, podSpec}: Workload) =>
		namespaceKind(subject.namespace) !== 'system' &&
		containersOf(podSpec).some(({container}) =>
			(container.ports ?? []).some(({hostPort}) => hostPort !== undefined || podSpec.hostNetwork),
		);
	return (snapshot.items.services ?? []).some(({type}) => type === 'NodePort') || workloads(snapshot).some(isTaken);
}

/** Ports of the nodes that pods take for themselves; the platform's own agents are left out. */
export function ofHostPorts(snapshot: Snapshot): Entrance[] {
	const outside = publicNodes(snapshot.items.nodes ?? []);
	if (outside.size === 0) return [];
	return workloads(snapshot).flatMap((workload): Entrance[] => {
		const {subject, podSpec, pods} = workload;
		const ports = containersOf(podSpec).flatMap(({container}) =>
			(container.ports ?? []).flatMap(({hostPort, containerPort}) => hostPort ?? (podSpec.hostNetwork ? (containerPort ?? []) : [])),
		);
		const node = pods.map(({spec}) => spec.nodeName).find(one => one !== undefined && outside.has(one));
		if (ports.length === 0 || node === undefined || namespaceKind(subject.namespace) === 'system') return [];
		const says = `${subject.kind} ${name(subject)} takes port ${ports.join(', ')} of node ${node}, which has a public address`;
		return [{kind: 'host-port', subject, openness: 'public', says, workloads: [workload]}];
	});
}

/** The controllers behind Ingresses and Gateways, by their images. */
const controllerImage =
	/(ingress-nginx\/controller|nginx-ingress|traefik|haproxy-ingress|kubernetes-ingress|kong|contour|envoyproxy\/gateway|projectcontour\/|istio\/proxyv2|emissary|ambassador|skipper|voyager)/;
function controllersOpenness(entrances: readonly Entrance[]): Openness {
	const theirs = entrances.filter(
		({kind, workloads: behind}) =>
			kind !== 'ingress' &&
			behind.some(({podSpec}) => containersOf(podSpec).some(({container}) => controllerImage.test(imageOf(container.image ?? '').path))),
	);
	if (theirs.some(({openness}) => openness === 'public')) return 'public';
	return theirs.length > 0 ? 'unknown' : 'internal';
}

export function ofIngresses(snapshot: Snapshot, others: readonly Entrance[]): Entrance[] {
	const services = new Map((snapshot.items.services ?? []).map(service => [name(service.metadata), service]));
	const controllers = controllersOpenness(others);
	return (snapshot.items.ingresses ?? []).flatMap((ingress): Entrance[] => {
		const {metadata, addresses = [], backends, hosts} = ingress;
		const own = opennessOf(addresses, metadata.annotations);
		const openness = addresses.length > 0 && own !== 'unknown' ? own : controllers === 'internal' ? own : controllers;
		if (openness === 'internal') return [];
		const targets = backends.flatMap(({service}) => services.get(name({...metadata, name: service})) ?? []);
		const where = hosts.length > 0 ? ` for ${hosts.slice(0, 3).join(', ')}` : '';
		const address = addresses.length > 0 ? `the address ${shown(addresses)}` : "its controller's address";
		return [
			{
				kind: 'ingress',
				subject: subjectOf('ingresses', metadata),
				openness,
				says: `ingress ${name(metadata)} leads in${where} through ${address}`,
				workloads: [...new Set(targets.flatMap(service => workloadsBehind(snapshot, service)))],
				...firstLogin([loginOfIngress(snapshot, ingress), ...targets.map(service => loginOfService(snapshot, service))]),
			},
		];
	});
}

/** Gateways by the addresses that their controllers gave them. */
export function ofGateways({items}: Snapshot): Entrance[] {
	return (items.gateways ?? []).flatMap(({metadata, addresses = []}): Entrance[] => {
		const openness = opennessOf(addresses, metadata.annotations);
		if (openness === 'internal') return [];
		const says = `gateway ${name(metadata)} has the ${openness === 'public' ? 'public ' : ''}address ${shown(addresses)}`;
		return [{kind: 'gateway', subject: subjectOf('gateways', metadata), openness, says, workloads: []}];
	});
}

/** Routes of Gateways that are open, themselves or by the Service that names its gateway in a label. */
export function ofRoutes(snapshot: Snapshot, others: readonly Entrance[]): Entrance[] {
	const services = new Map((snapshot.items.services ?? []).map(service => [name(service.metadata), service]));
	const open = new Map<string, Openness>();
	for (const {kind, subject, openness} of others) {
		if (kind === 'gateway') open.set(name(subject), openness);
		const gateway = services.get(name(subject))?.metadata.labels?.['gateway.networking.k8s.io/gateway-name'];
		if (gateway !== undefined) open.set(name({...subject, name: gateway}), openness);
	}
	const fallback = controllersOpenness(others);
	return (snapshot.items.httpRoutes ?? []).flatMap((route): Entrance[] => {
		const {metadata} = route;
		const gateways = list(route.spec?.['parentRefs']).map(parent => ({
			namespace: text(at(parent, 'namespace')) ?? metadata.namespace ?? '',
			name: text(at(parent, 'name')) ?? '',
		}));
		const states = gateways.map(gateway => open.get(name(gateway)) ?? (fallback === 'public' ? 'unknown' : fallback));
		const openness = states.includes('public') ? 'public' : states.includes('unknown') ? 'unknown' : 'internal';
		if (openness === 'internal') return [];
		const targets = routeBackends(route).flatMap(target => services.get(name(target)) ?? []);
		return [
			{
				kind: 'route',
				subject: subjectOf('httpRoutes', metadata),
				openness,
				says: `route ${name(metadata)} leads in through gateway ${gateways.map(name).join(', ')}`,
				workloads: [...new Set(targets.flatMap(service => workloadsBehind(snapshot, service)))],
				...firstLogin(targets.map(service => loginOfService(snapshot, service))),
			},
		];
	});
}

/** Services that a route leads to. */
export function routeBackends({metadata, spec}: CustomObject): {namespace: string; name: string}[] {
	return list(spec?.['rules']).flatMap(rule =>
		list(at(rule, 'backendRefs')).flatMap(target => {
			const own = text(at(target, 'name'));
			return own === undefined ? [] : [{namespace: text(at(target, 'namespace')) ?? metadata.namespace ?? '', name: own}];
		}),
	);
}
