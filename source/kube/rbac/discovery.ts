import type {PolicyRule} from '../../model/index.js';
import type {Grant} from './grants.js';

/** Paths by which everybody finds out what the server is and how it is: they and all below them. */
const discovery = /^\/(api|apis|healthz|livez|readyz|openapi|version)(\/.*|\*)?$/;

/** What a grant gives beyond looking at what the server is; a path is given in the whole cluster only. */
export function rulesBeyondDiscovery({rules, namespace}: Pick<Grant, 'rules' | 'namespace'>): readonly PolicyRule[] {
	return rules.flatMap((rule): PolicyRule[] => {
		const {resources = [], nonResourceURLs = []} = rule;
		const paths = namespace === undefined ? nonResourceURLs.filter(path => !discovery.test(path)) : [];
		if (paths.length > 0) return [{...rule, nonResourceURLs: paths}];
		return resources.length > 0 ? [rule] : [];
	});
}
