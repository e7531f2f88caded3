import type {CustomObject, Labels} from '../../model/index.js';
import {isAnyone} from '../addresses.js';
import {at, field, list, type Raw, text, texts} from '../keep/raw.js';
import {keepSelector} from '../keep/selector.js';
import {matchesSelector, selectsEverything} from '../selectors.js';
import type {Direction, Isolator} from './isolator.js';

const withName = (namespace: string, labels: Labels): Labels => ({'kubernetes.io/metadata.name': namespace, ...labels});

/** Closed by a rule that denies every namespace on every port, unless an earlier one accepts all. */
function stateOf(spec: Raw, direction: Direction): 'closed' | undefined {
	const peers = direction === 'ingress' ? 'from' : 'to';
	for (const rule of list(field(spec, direction))) {
		const everyone = list(field(rule, peers)).some(peer => {
			const namespaces = field(peer, 'namespaces');
			return typeof namespaces === 'object' && namespaces !== null && selectsEverything(keepSelector(namespaces));
		});
		const everyPort = field(rule, 'ports') === undefined && field(rule, 'protocols') === undefined;
		if (everyone && everyPort) return text(field(rule, 'action')) === 'Deny' ? 'closed' : undefined;
	}
	return undefined;
}

const isToAnywhere = (rule: Raw) =>
	text(field(rule, 'action')) === 'Accept' && list(field(rule, 'to')).some(peer => texts(field(peer, 'networks')).some(isAnyone));

/** ClusterNetworkPolicy of policy.networking.k8s.io: the tier says whether other policies may open what it closes. */
export function ofClusterNetworkPolicy({metadata, spec}: CustomObject): Isolator[] {
	const subject = field(spec, 'subject');
	const ofPods = field(subject, 'pods');
	const namespaces = keepSelector(ofPods === undefined ? field(subject, 'namespaces') : at(ofPods, 'namespaceSelector'));
	const pods = keepSelector(at(ofPods, 'podSelector'));
	if (ofPods === undefined && field(subject, 'namespaces') === undefined) return [];
	const [ingress, egress] = [stateOf(spec, 'ingress'), stateOf(spec, 'egress')];
	const inPlace = (namespace: string, labels: Labels) => matchesSelector(namespaces, withName(namespace, labels));
	return [
		{
			name: `ClusterNetworkPolicy ${metadata.name}`,
			strength: text(field(spec, 'tier')) === 'Admin' ? 'final' : 'base',
			selects: place => inPlace(place.namespace, place.namespaceLabels) && matchesSelector(pods, place.labels),
			selectsAll: (namespace, labels) => inPlace(namespace, labels) && selectsEverything(pods),
			...(ingress && {ingress}),
			...(egress && {egress}),
			toAnywhere: list(field(spec, 'egress')).some(isToAnywhere),
		},
	];
}
