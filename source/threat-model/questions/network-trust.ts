import {isMeshEncrypted} from '../../kube/mesh.js';
import {counted, type GivenProposal, type Question, type Snapshot} from '../../model/index.js';
import {points} from '../points.js';

/** Only hints: how far a network can be trusted is a judgement. */
function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const {items, facts, read} = snapshot;
	if (read.nodes !== 'complete') return undefined;
	const nodes = items.nodes ?? [];
	const open = nodes.filter(({addresses}) => addresses?.some(({type}) => type === 'ExternalIP')).length;
	const cilium = facts.settings?.['kube-system/cilium-config'] ?? {};
	const encrypted = cilium['enable-wireguard'] === 'true' ? 'WireGuard' : cilium['enable-ipsec'] === 'true' ? 'IPsec' : undefined;
	return {
		basis: 'read',
		evidence: [
			{text: `${counted(nodes.length, 'node')}, ${open === 0 ? 'none' : open} with a public address`},
			...(encrypted === undefined ? [] : [{text: `Cilium encrypts what pods send between nodes (${encrypted})`}]),
			...(isMeshEncrypted(snapshot) ? [{text: 'pods of the Istio mesh speak mutual TLS only'}] : []),
		],
	};
}

export default {
	id: 'network-trust',
	code: 'Q2',
	text: 'How far do you trust the network that the cluster sits in?',
	short: 'Who else is on its network?',
	why: 'In large networks somebody always gets in; then internal ports count as exposed.',
	options: [
		{value: 'trusted', says: 'a small network, everybody on it is known', short: 'few, all known', points: points(0, 0, 0)},
		{
			value: 'corporate',
			says: 'the network of a large company or a campus',
			short: 'a company',
			points: points(3, 0, 1),
			phrase: 'you do not fully trust your network',
		},
		{
			value: 'hostile',
			says: 'shared hosting, guests, or assume that somebody is in it already',
			short: 'strangers',
			points: points(5, 1, 1),
			phrase: 'you do not trust your network',
		},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(3, 0, 1)},
	],
	skip: answers => (answers['control-plane-owner']?.value === 'lab' ? 'trusted' : undefined),
	prefill,
} satisfies Question;
