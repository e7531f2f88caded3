import type {NetworkPolicy, NetworkPolicyRule} from '../../model/index.js';
import {isAnyone} from '../addresses.js';
import {matchesSelector, selectsEverything} from '../selectors.js';
import type {Isolator} from './isolator.js';

/** A rule without peers and ports lets everything through. */
const isOpen = ({peers = [], ports = []}: NetworkPolicyRule) => peers.length === 0 && ports.length === 0;
const stateOf = (rules: readonly NetworkPolicyRule[]) => (rules.some(isOpen) ? 'open' : 'closed');

const dnsPort = 53;
/** Looking up names is no way to a service. */
const isForNames = ({ports = []}: NetworkPolicyRule) =>
	ports.length > 0 && ports.every(({port, endPort = port}) => port === dnsPort && endPort === dnsPort);
/** What is taken out of a range leaves the rest of the internet open. */
const isToAnywhere = (rule: NetworkPolicyRule) => {
	const {peers = []} = rule;
	return !isForNames(rule) && (peers.length === 0 || peers.some(({ipBlock}) => ipBlock !== undefined && isAnyone(ipBlock.cidr)));
};

export function ofNetworkPolicy({metadata, podSelector, policyTypes, ingress, egress}: NetworkPolicy): Isolator {
	const {name, namespace = ''} = metadata;
	return {
		name: `NetworkPolicy ${namespace}/${name}`,
		namespace,
		strength: 'added',
		selects: place => place.namespace === namespace && matchesSelector(podSelector, place.labels),
		selectsAll: wanted => wanted === namespace && selectsEverything(podSelector),
		...(policyTypes.includes('Ingress') && {ingress: stateOf(ingress)}),
		...(policyTypes.includes('Egress') && {egress: stateOf(egress), toAnywhere: egress.some(isToAnywhere)}),
	};
}
