import type {Ingress, JsonObject, Manifest, ResourceName, Service, Snapshot} from '../model/index.js';
import {unescaped} from '../model/index.js';
import {containersOf} from './containers.js';
import {workloadsBehind} from './exposure.js';
import {podsUnderPolicy} from './network-policies.js';
import {qualified, resourceInfo} from './resources.js';
import {selectsEverything} from './selectors.js';
import {workloads} from './workloads.js';

/** The lists that tell who calls into a namespace from outside of it. */
export const callerLists: readonly ResourceName[] = [
	'services',
	'ingresses',
	'ingressClasses',
	'validatingWebhooks',
	'mutatingWebhooks',
	'apiServices',
	'customResourceDefinitions',
	'serviceMonitors',
	'httpRoutes',
];

export type DefaultDeny = {
	/** In the order in which they are sent: what must stay open first. */
	readonly manifests: readonly [Manifest, ...Manifest[]];
	/** What stays open and why. */
	readonly says: readonly string[];
	/** Policies that let everything in: policies add up, so no other one closes what they open. */
	readonly opened: readonly string[];
	/** Lists that were not read: without them somebody's calls could be cut. */
	readonly unread: readonly string[];
};

/** `from` absent: any source. The API server and load balancers cannot be selected, so theirs is any source on that port. */
type Opening = {
	readonly service: Service;
	readonly port: number | string | undefined;
	readonly from?: readonly string[];
	readonly why: string;
};

/** Policies that close a namespace for everything outside of it, but for the callers that other objects name. Generated, never pasted. */
export function defaultDeny(snapshot: Snapshot, namespace: string): DefaultDeny {
	const openings = [
		...ofCallbacks(snapshot, namespace),
		...ofPublished(snapshot, namespace),
		...ofIngresses(snapshot, namespace),
		...ofMonitors(snapshot, namespace),
	];
	const taken = new Set(
		(snapshot.items.networkPolicies ?? []).filter(({metadata}) => metadata.namespace === namespace).map(({metadata}) => metadata.name),
	);
	const free = (name: string) => (taken.has(name) ? `${name}-generated` : name);
	const byService = Map.groupBy(openings, ({service}) => service.metadata.name);
	const allows = [...byService].map(([name, list]) =>
		policy(namespace, free(`allow-to-${name}`.slice(0, 240)), {
			podSelector: {matchLabels: unescapedMap(list[0]?.service.selector)},
			policyTypes: ['Ingress'],
			ingress: list.map(rule),
		}),
	);
	const scraped = scrapes(snapshot, namespace).map(({name, labels, port, from}) =>
		policy(namespace, free(`allow-scrape-${name}`.slice(0, 240)), {
			podSelector: {matchLabels: unescapedMap(labels)},
			policyTypes: ['Ingress'],
			ingress: [{...(from.length > 0 && {from: [inNamespaces(from)]}), ports: [{port, protocol: 'TCP'}]}],
		}),
	);
	const base = policy(namespace, free('default-deny-ingress'), {
		podSelector: {},
		policyTypes: ['Ingress'],
		ingress: [{from: [{podSelector: {}}]}],
	});
	const [first, ...rest] = [...allows, ...scraped, base] as unknown as [Manifest, ...Manifest[]];
	return {
		manifests: [first, ...rest],
		says: [
			...new Set(
				openings.map(({service, why, from}) => `${service.metadata.name} stays open to ${from ? from.join(', ') : 'any source'}: ${why}`),
			),
		],
		opened: (snapshot.items.networkPolicies ?? [])
			.filter(
				({metadata, ingress, policyTypes}) =>
					metadata.namespace === namespace &&
					policyTypes.includes('Ingress') &&
					ingress.some(({peers = [], ports = []}) => peers.length === 0 && ports.length === 0),
			)
			.map(({metadata}) => metadata.name),
		unread: callerLists.filter(name => snapshot.read[name] !== 'complete').map(name => qualified(resourceInfo(name))),
	};
}

function policy(namespace: string, name: string, spec: JsonObject): Manifest {
	return {
		apiVersion: 'networking.k8s.io/v1',
		kind: 'NetworkPolicy',
		metadata: {name: unescaped(name), namespace: unescaped(namespace)},
		spec,
	};
}

function rule({service, port, from}: Opening): JsonObject {
	const ports = service.ports.filter(one => port === undefined || one.port === port || one.name === port || one.targetPort === port);
	return {
		...(from && {from: [inNamespaces(from)]}),
		ports: (ports.length > 0 ? ports : service.ports).map(one => ({port: one.targetPort ?? one.port, protocol: one.protocol ?? 'TCP'})),
	};
}

function inNamespaces(names: readonly string[]): JsonObject {
	return {namespaceSelector: {matchExpressions: [{key: 'kubernetes.io/metadata.name', operator: 'In', values: names.map(unescaped)}]}};
}

function unescapedMap(labels: Service['selector'] = {}): JsonObject {
	return Object.fromEntries(Object.entries(labels).map(([key, value]) => [unescaped(key), unescaped(value)]));
}

function serviceOf(snapshot: Snapshot, namespace: string, name: string): Service | undefined {
	const service = (snapshot.items.services ?? []).find(({metadata}) => metadata.namespace === namespace && metadata.name === name);
	return service && Object.keys(service.selector ?? {}).length > 0 ? service : undefined;
}

/** What the API server calls: admission webhooks, aggregated APIs, conversions. */
function ofCallbacks(snapshot: Snapshot, namespace: string): Opening[] {
	const {validatingWebhooks = [], mutatingWebhooks = [], apiServices = [], customResourceDefinitions = []} = snapshot.items;
	type Called = {
		readonly service?: {readonly namespace: string; readonly name: string; readonly port?: number} | undefined;
		readonly why: string;
	};
	const called: Called[] = [
		...[...validatingWebhooks, ...mutatingWebhooks].flatMap(({metadata, webhooks}) =>
			webhooks.map(({service}) => ({service, why: `the API server calls it for webhook ${metadata.name}`})),
		),
		...apiServices.map(({metadata, service}) => ({service, why: `the API server calls it for ${metadata.name}`})),
		...customResourceDefinitions.map(({metadata, conversionService}) => ({
			service: conversionService,
			why: `the API server calls it to convert ${metadata.name}`,
		})),
	];
	return called.flatMap(({service: reference, why}): Opening[] => {
		const service = reference?.namespace === namespace ? serviceOf(snapshot, namespace, reference.name) : undefined;
		return service ? [{service, port: reference?.port ?? 443, why}] : [];
	});
}

/** Services that are reached from outside of the cluster. */
function ofPublished(snapshot: Snapshot, namespace: string): Opening[] {
	return (snapshot.items.services ?? []).flatMap((service): Opening[] =>
		service.metadata.namespace === namespace &&
		(service.type === 'LoadBalancer' || service.type === 'NodePort') &&
		Object.keys(service.selector ?? {}).length > 0
			? [{service, port: undefined, why: `it is a ${service.type} service`}]
			: [],
	);
}

const controllerImage =
	/(^|\/)(ingress-nginx\/controller|nginx-ingress|traefik|haproxy-ingress|kubernetes-ingress|contour|envoy|kong|istio\/proxyv2|ambassador|emissary)/;
/** Namespaces in which an ingress controller or gateway runs. */
function controllerNamespaces(snapshot: Snapshot): string[] {
	const found = workloads(snapshot).filter(({podSpec}) =>
		containersOf(podSpec).some(({container}) => controllerImage.test(container.image ?? '')),
	);
	return [...new Set(found.flatMap(({subject}) => subject.namespace ?? []))].sort();
}

function ofIngresses(snapshot: Snapshot, namespace: string): Opening[] {
	const from = controllerNamespaces(snapshot).filter(name => name !== namespace);
	return (snapshot.items.ingresses ?? [])
		.filter(({metadata}: Ingress) => metadata.namespace === namespace)
		.flatMap(({metadata, backends}): Opening[] =>
			backends.flatMap(backend => {
				const service = serviceOf(snapshot, namespace, backend.service);
				return service ? [{service, port: backend.port, ...(from.length > 0 && {from}), why: `ingress ${metadata.name} leads to it`}] : [];
			}),
		);
}

/** Namespaces in which a Prometheus runs. */
export function scraperNamespaces(snapshot: Snapshot): string[] {
	const found = workloads(snapshot).filter(({podSpec}) =>
		containersOf(podSpec).some(({container}) =>
			/(^|\/)(prometheus|vmagent|victoria-metrics|grafana-agent|alloy|opentelemetry-collector)([:@-]|$)/.test(container.image ?? ''),
		),
	);
	return [...new Set(found.flatMap(({subject}) => subject.namespace ?? []))].sort();
}

function ofMonitors(snapshot: Snapshot, namespace: string): Opening[] {
	const from = scraperNamespaces(snapshot).filter(name => name !== namespace);
	return (snapshot.items.serviceMonitors ?? []).flatMap(({metadata, spec = {}}): Opening[] => {
		const names = (spec['namespaceSelector'] as {matchNames?: string[]} | undefined)?.matchNames ?? [metadata.namespace];
		if (!names.includes(namespace)) return [];
		const wanted = (spec['selector'] as {matchLabels?: Record<string, string>} | undefined)?.matchLabels ?? {};
		const monitored = (snapshot.items.services ?? []).filter(
			service =>
				service.metadata.namespace === namespace &&
				Object.entries(wanted).every(([key, value]) => service.metadata.labels?.[key] === value) &&
				Object.keys(service.selector ?? {}).length > 0 &&
				workloadsBehind(snapshot, service).length > 0,
		);
		return monitored.map(service => ({
			service,
			port: undefined,
			...(from.length > 0 && {from}),
			why: `ServiceMonitor ${metadata.name} scrapes it`,
		}));
	});
}

/** Pods that say by annotation that they are scraped. */
function scrapes(
	snapshot: Snapshot,
	namespace: string,
): {name: string; labels: Readonly<Record<string, string>>; port: number; from: string[]}[] {
	const from = scraperNamespaces(snapshot).filter(name => name !== namespace);
	const seen = new Map<string, {name: string; labels: Readonly<Record<string, string>>; port: number; from: string[]}>();
	for (const {workload} of podsUnderPolicy(snapshot, namespace)) {
		const {annotations = {}, labels = {}} = workload.podMetadata;
		const port = Number(annotations['prometheus.io/port']);
		const {'pod-template-hash': _, 'controller-revision-hash': __, ...stable} = labels as Record<string, string>;
		if (annotations['prometheus.io/scrape'] !== 'true' || !Number.isInteger(port) || port < 1 || selectsEverything({matchLabels: stable}))
			continue;
		seen.set(workload.subject.name, {name: workload.subject.name, labels: stable, port, from});
	}
	return [...seen.values()];
}
