import type {GivenProposal, Question, Snapshot} from '../../model/index.js';
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
	const beside = [
		...(publicNodes.length > 0 ? [{text: `${publicNodes.length} nodes have public addresses`}] : []),
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
	return {
		value: 'private',
		basis: 'read',
		evidence: [{text: `${where}: ${address.reach === 'loopback' ? 'this machine' : 'a private address'}`}, ...beside],
	};
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
