import type {PolicyRule} from '../../model/index.js';

/** A rule from its short form: `get,list apps:deployments=web`, or `get /metrics`. */
export function ruleOf(text: string): PolicyRule {
	const [verbs = '', what = ''] = text.split(' ');
	const colon = what.indexOf(':');
	if (colon < 0) return {verbs: verbs.split(','), nonResourceURLs: what.split(',')};
	const [resources = '', names] = what.slice(colon + 1).split('=');
	return {
		verbs: verbs.split(','),
		apiGroups: what.slice(0, colon).split(','),
		resources: resources.split(','),
		...(names !== undefined && {resourceNames: names.split(',')}),
	};
}
