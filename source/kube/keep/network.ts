import type {Gateway, Ingress, IngressBackend, IngressClass, NetworkPolicy, NetworkPolicyRule, Service} from '../../model/index.js';
import {keepCustom} from './others.js';
import {at, compact, field, list, number, type Raw, text, textMap, texts} from './raw.js';
import {keepSelector} from './selector.js';

function addresses(raw: Raw): {ip?: string; hostname?: string}[] {
	return list(at(raw, 'status', 'loadBalancer', 'ingress')).map(
		one => compact({ip: text(field(one, 'ip')), hostname: text(field(one, 'hostname'))}) as {ip?: string; hostname?: string},
	);
}

function portOf(value: Raw): number | string | undefined {
	return number(value) ?? text(value);
}

export function keepGateway(raw: Raw): Omit<Gateway, 'metadata'> {
	const addresses = list(at(raw, 'status', 'addresses')).map(one => {
		const value = text(field(one, 'value'));
		return compact(text(field(one, 'type')) === 'Hostname' ? {hostname: value} : {ip: value}) as {ip?: string; hostname?: string};
	});
	return {...keepCustom(raw), ...compact({addresses})};
}

export function keepService(raw: Raw): Omit<Service, 'metadata'> {
	const spec = field(raw, 'spec');
	const ports = list(field(spec, 'ports')).map(port =>
		compact({
			name: text(field(port, 'name')),
			port: number(field(port, 'port')) ?? 0,
			targetPort: portOf(field(port, 'targetPort')),
			nodePort: number(field(port, 'nodePort')),
			protocol: text(field(port, 'protocol')),
		}),
	);
	return {
		type: text(field(spec, 'type')) ?? 'ClusterIP',
		ports,
		...compact({
			selector: textMap(field(spec, 'selector')),
			externalIPs: texts(field(spec, 'externalIPs')),
			loadBalancerSourceRanges: texts(field(spec, 'loadBalancerSourceRanges')),
			externalName: text(field(spec, 'externalName')),
			addresses: addresses(raw),
			unplaced: field(raw, 'status') === undefined ? true : undefined,
		}),
	};
}

function backend(raw: Raw): IngressBackend[] {
	const service = text(at(raw, 'service', 'name')) ?? text(field(raw, 'serviceName'));
	if (service === undefined) return [];
	return [
		compact({
			service,
			port: number(at(raw, 'service', 'port', 'number')) ?? text(at(raw, 'service', 'port', 'name')) ?? portOf(field(raw, 'servicePort')),
		}) as IngressBackend,
	];
}

export function keepIngress(raw: Raw): Omit<Ingress, 'metadata'> {
	const spec = field(raw, 'spec');
	const rules = list(field(spec, 'rules'));
	return {
		hosts: rules.flatMap(rule => text(field(rule, 'host')) ?? []),
		backends: [
			...backend(field(spec, 'defaultBackend')),
			...rules.flatMap(rule => list(at(rule, 'http', 'paths')).flatMap(path => backend(field(path, 'backend')))),
		],
		...compact({
			className: text(field(spec, 'ingressClassName')),
			tls: list(field(spec, 'tls')).map(one => compact({hosts: texts(field(one, 'hosts')), secretName: text(field(one, 'secretName'))})),
			addresses: addresses(raw),
		}),
	};
}

export function keepIngressClass(raw: Raw): Omit<IngressClass, 'metadata'> {
	return compact({controller: text(at(raw, 'spec', 'controller'))}) as Omit<IngressClass, 'metadata'>;
}

export function keepNetworkPolicy(raw: Raw): Omit<NetworkPolicy, 'metadata'> {
	const spec = field(raw, 'spec');
	const egress = list(field(spec, 'egress'));
	const given = texts(field(spec, 'policyTypes')).filter((type): type is 'Ingress' | 'Egress' => type === 'Ingress' || type === 'Egress');
	// The API's default: Ingress always, Egress where there are egress rules.
	const policyTypes = given.length > 0 ? given : egress.length > 0 ? (['Ingress', 'Egress'] as const) : (['Ingress'] as const);
	return {
		podSelector: keepSelector(field(spec, 'podSelector')),
		policyTypes,
		ingress: list(field(spec, 'ingress')).map(rule => keepRule(rule, 'from')),
		egress: egress.map(rule => keepRule(rule, 'to')),
	};
}

function keepRule(raw: Raw, peers: 'from' | 'to'): NetworkPolicyRule {
	return compact({
		peers: list(field(raw, peers)).map(peer => ({
			...(field(peer, 'podSelector') !== undefined && {podSelector: keepSelector(field(peer, 'podSelector'))}),
			...(field(peer, 'namespaceSelector') !== undefined && {namespaceSelector: keepSelector(field(peer, 'namespaceSelector'))}),
			...(field(peer, 'ipBlock') !== undefined && {
				ipBlock: compact({cidr: text(at(peer, 'ipBlock', 'cidr')) ?? '', except: texts(at(peer, 'ipBlock', 'except'))}),
			}),
		})),
		ports: list(field(raw, 'ports')).map(port =>
			compact({protocol: text(field(port, 'protocol')), port: portOf(field(port, 'port')), endPort: number(field(port, 'endPort'))}),
		),
	});
}
