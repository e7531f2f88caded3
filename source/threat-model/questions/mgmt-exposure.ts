import {reachOf} from '../../kube/addresses.js';
import {counted, type GivenProposal, type Question, type Snapshot} from '../../model/index.js';
import {points} from '../points.js';

/** API server, kubelet, etcd, Docker. */
const managementPorts = new Set([6443, 10_250, 2379, 2375]);

function prefill({facts, items}: Snapshot): GivenProposal | undefined {
	const address = facts.serverAddress;
	if (!address || (address.reach === 'unknown' && !address.host.includes('.privatelink.'))) return undefined;
	const publicNodes = (items.nodes ?? []).filter(node => node.addresses?.some(({type}) => type === 'ExternalIP'));
	const opened = (items.services ?? []).filter(
		({type, ports}) => type !== 'ClusterIP' && ports.some(({port, targetPort}) => managementPorts.has(Number(targetPort ?? port))),
	);
	const inner = facts.innerAddresses ?? [];
	const open = inner.filter(one => reachOf(one) === 'public' && !address.addresses.includes(one));
	const beside = [
		...(inner.length > 0 ? [{text: `pods reach it at ${inner.slice(0, 3).join(', ')}`}] : []),
		...(publicNodes.length > 0 ? [{text: counted(publicNodes.length, 'node has a public address', 'nodes have public addresses')}] : []),
		...opened.map(({metadata, type}) => ({
			text: `service ${metadata.namespace ?? ''}/${metadata.name} (${type}) leads to a management port`,
		})),
	];
	const others = address.addresses.filter(one => one !== address.host);
	const where = others.length > 0 ? `${address.host} is ${others.join(', ')}` : address.host;
	if (address.reach === 'public') {
		return {
			basis: 'read',
			evidence: [{text: `${where}: a public address; whether only listed addresses get through cannot be seen`}, ...beside],
		};
	}
	const evidence = [{text: `${where}: ${address.reach === 'loopback' ? 'this machine' : 'a private address'}`}, ...beside];
	// Behind a tunnel or a proxy the server may well have another door.
	if (open.length > 0)
		return {
			basis: 'read',
			evidence: [{text: `${where} leads to it, but it has a public address: ${open.join(', ')}`}, ...evidence.slice(1)],
		};
	return {value: 'private', basis: 'read', evidence};
}

export default {
	id: 'mgmt-exposure',
	code: 'Q1',
	text: 'Can the management addresses of the cluster (API server, kubelet, etcd) be reached from the internet?',
	short: 'Can a stranger reach its management?',
	why: 'An open door lets strangers try every flaw, and lets stolen credentials work from anywhere.',
	options: [
		{value: 'private', says: 'no, only from inside our network or VPN', short: 'private', points: points(0, 0, 0)},
		{value: 'limited', says: 'yes, but only from a list of addresses', short: 'listed only', points: points(3, 0, 1)},
		{
			value: 'open',
			says: 'yes, from anywhere',
			short: 'from anywhere',
			points: points(6, 0, 2),
			phrase: 'your API is open to the internet',
		},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(4, 0, 1)},
	],
	prefill,
} satisfies Question;
