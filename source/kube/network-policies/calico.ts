import type {CustomObject, Labels} from '../../model/index.js';
import {isAnyone} from '../addresses.js';
import {at, field, list, type Raw, text, texts} from '../keep/raw.js';
import type {Direction, Isolator} from './isolator.js';

type Test = (labels: Labels) => boolean;
const quoted = (value: string) => value.trim().replace(/^['"]|['"]$/g, '');

/**
 * The part of Calico's selector language that policies for whole namespaces are written in: all(), has(), == != in, not in, joined by &&.
 * undefined for anything else, so that it is never taken for a policy that isolates.
 */
function selectorTest(source: string): Test | undefined {
	const text = source.trim();
	if (text === '' || text === 'all()' || text === 'global()') return () => true;
	const tests = text.split('&&').map(part => termTest(part.trim()));
	return tests.every(test => test !== undefined) ? labels => tests.every(test => test(labels)) : undefined;
}

function termTest(text: string): Test | undefined {
	const has = /^(!?)has\(([\w./-]+)\)$/.exec(text);
	if (has) return labels => (labels[has[2] as string] !== undefined) !== (has[1] === '!');
	const equal = /^([\w./-]+)\s*(==|!=)\s*(['"][^'"]*['"])$/.exec(text);
	if (equal) return labels => (labels[equal[1] as string] === quoted(equal[3] as string)) === (equal[2] === '==');
	const among = /^([\w./-]+)\s+(not\s+in|in)\s+\{([^}]*)\}$/.exec(text);
	if (!among) return undefined;
	const values = new Set((among[3] as string).split(',').map(quoted));
	return labels => values.has(labels[among[1] as string] ?? '') === (among[2] === 'in');
}

const namespaceKeys = (namespace: string): Labels => ({
	'projectcalico.org/namespace': namespace,
	'projectcalico.org/name': namespace,
	'kubernetes.io/metadata.name': namespace,
});

function stateOf(spec: Raw, direction: Direction): 'closed' | 'open' | undefined {
	const type = direction === 'ingress' ? 'Ingress' : 'Egress';
	const given = texts(field(spec, 'types'));
	const rules = list(field(spec, direction));
	const implied = direction === 'ingress' ? rules.length > 0 || list(field(spec, 'egress')).length === 0 : rules.length > 0;
	if (given.length > 0 ? !given.includes(type) : !implied) return undefined;
	const open = rules.some(
		rule =>
			text(field(rule, 'action')) === 'Allow' &&
			['protocol', 'source', 'destination', 'http', 'icmp'].every(key => field(rule, key) === undefined),
	);
	return open ? 'open' : 'closed';
}

/** What narrows a destination down; a port does not. */
const narrowing = ['selector', 'namespaceSelector', 'serviceAccounts', 'services', 'domains'];

function isToAnywhere(rule: Raw): boolean {
	if (text(field(rule, 'action')) !== 'Allow') return false;
	const destination = field(rule, 'destination');
	const nets = texts(field(destination, 'nets'));
	return nets.length > 0 ? nets.some(isAnyone) : narrowing.every(key => field(destination, key) === undefined);
}

export function ofCalico({metadata, spec}: CustomObject): Isolator[] {
	const pods = selectorTest(text(field(spec, 'selector')) ?? '');
	const places = selectorTest(text(at(spec, 'namespaceSelector')) ?? '');
	if (!pods || !places) return [];
	const [ingress, egress] = [stateOf(spec, 'ingress'), stateOf(spec, 'egress')];
	const inPlace = (namespace: string, namespaceLabels: Labels) => places({...namespaceLabels, ...namespaceKeys(namespace)});
	return [
		{
			name: `GlobalNetworkPolicy ${metadata.name}`,
			strength: 'added',
			selects: ({namespace, labels, namespaceLabels}) =>
				inPlace(namespace, namespaceLabels) && pods({...labels, ...namespaceKeys(namespace)}),
			selectsAll: (namespace, namespaceLabels) => inPlace(namespace, namespaceLabels) && pods(namespaceKeys(namespace)) && !namesPods(spec),
			...(ingress && {ingress}),
			...(egress && {egress}),
			toAnywhere: list(field(spec, 'egress')).some(isToAnywhere),
		},
	];
}

/** Its selector looks at labels of pods, not only at their namespace. */
function namesPods(spec: Raw): boolean {
	const keys = (text(field(spec, 'selector')) ?? '')
		.replace(/\{[^}]*\}|['"][^'"]*['"]/g, '')
		.match(/[\w.-]+\/[\w.-]+|has\([^)]*\)|\w+\s*[=!]=/g);
	return (keys ?? []).some(key => !key.startsWith('projectcalico.org/'));
}
