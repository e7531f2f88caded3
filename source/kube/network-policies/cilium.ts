import type {CustomObject, LabelSelector, Labels} from '../../model/index.js';
import {isAnyone} from '../addresses.js';
import {at, field, list, type Raw, text, texts} from '../keep/raw.js';
import {keepSelector} from '../keep/selector.js';
import {matchesSelector} from '../selectors.js';
import type {Direction, Isolator, Place} from './isolator.js';

const namespaceLabel = 'io.kubernetes.pod.namespace';
const namespaceLabelsPrefix = 'io.cilium.k8s.namespace.labels.';

/** Cilium writes where a label comes from before its key. */
function withoutSources({matchLabels = {}, matchExpressions = []}: LabelSelector): LabelSelector {
	const bare = (key: string) => key.replace(/^(k8s|any)[:.]/, '');
	return {
		matchLabels: Object.fromEntries(Object.entries(matchLabels).map(([key, value]) => [bare(key), value])),
		matchExpressions: matchExpressions.map(one => ({...one, key: bare(one.key)})),
	};
}

function labelsOf({namespace, labels, namespaceLabels}: Place): Labels {
	const ofNamespace = Object.entries(namespaceLabels).map(([key, value]) => [namespaceLabelsPrefix + key, value]);
	return {...labels, [namespaceLabel]: namespace, ...Object.fromEntries(ofNamespace)};
}

const concernsNamespace = (key: string) => key === namespaceLabel || key.startsWith(namespaceLabelsPrefix);

/** A direction is closed as soon as it is named, unless default deny is switched off; only a rule for everybody opens it again. */
function stateOf(spec: Raw, direction: Direction): 'closed' | 'open' | undefined {
	const allowing = field(spec, direction);
	const denying = field(spec, `${direction}Deny`);
	if (!Array.isArray(allowing) && !Array.isArray(denying)) return undefined;
	if (at(spec, 'enableDefaultDeny', direction) === false) return undefined;
	const peers = direction === 'ingress' ? 'fromEntities' : 'toEntities';
	const open = list(allowing).some(rule => texts(field(rule, peers)).includes('all') && field(rule, 'toPorts') === undefined);
	return open ? 'open' : 'closed';
}

const destinations = ['toEndpoints', 'toRequires', 'toNodes', 'toServices', 'toGroups', 'toFQDNs', 'toEntities', 'toCIDR', 'toCIDRSet'];
const outside = /^(all|world(-ipv[46])?)$/;

/** An empty rule lets nothing out, one of ports alone lets out to everybody. */
function isToAnywhere(rule: Raw): boolean {
	const ranges = [...texts(field(rule, 'toCIDR')), ...list(field(rule, 'toCIDRSet')).map(one => text(field(one, 'cidr')) ?? '')];
	return (
		texts(field(rule, 'toEntities')).some(name => outside.test(name)) ||
		ranges.some(isAnyone) ||
		list(field(rule, 'toFQDNs')).some(name => /^\*+$/.test(text(field(name, 'matchPattern')) ?? '')) ||
		(list(field(rule, 'toPorts')).length > 0 && destinations.every(key => field(rule, key) === undefined))
	);
}

export function ofCilium({spec, ...policy}: CustomObject, namespaced: boolean): Isolator[] {
	const several = list(field(spec, 'specs'));
	return (several.length > 0 ? several : [spec]).flatMap(one => ofSpec(policy, one, namespaced));
}

function ofSpec({kind, metadata}: Omit<CustomObject, 'spec'>, spec: Raw, namespaced: boolean): Isolator[] {
	const endpoints = field(spec, 'endpointSelector');
	// A policy for nodes selects no pods.
	if (typeof endpoints !== 'object' || endpoints === null) return [];
	const selector = withoutSources(keepSelector(endpoints));
	const namespace = namespaced ? (metadata.namespace ?? '') : undefined;
	const ofPods = [...Object.keys(selector.matchLabels ?? {}), ...(selector.matchExpressions ?? []).map(({key}) => key)].some(
		key => !concernsNamespace(key),
	);
	const selects = (place: Place) =>
		(namespace === undefined || place.namespace === namespace) && matchesSelector(selector, labelsOf(place));
	const [ingress, egress] = [stateOf(spec, 'ingress'), stateOf(spec, 'egress')];
	return [
		{
			name: `${kind || 'CiliumNetworkPolicy'} ${namespace === undefined ? '' : `${namespace}/`}${metadata.name}`,
			...(namespace !== undefined && {namespace}),
			strength: 'added',
			selects,
			selectsAll: (wanted, namespaceLabels) => !ofPods && selects({namespace: wanted, labels: {}, namespaceLabels}),
			...(ingress && {ingress}),
			...(egress && {egress}),
			toAnywhere: list(field(spec, 'egress')).some(isToAnywhere),
		},
	];
}
