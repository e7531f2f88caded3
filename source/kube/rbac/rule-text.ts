import type {PolicyRule} from '../../model/index.js';
import type {Asking} from './rules.js';

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

const shown = 4;

/** As a person says it: `get secrets, list secrets and 3 more rights`. */
export function rightsSay(rights: readonly Asking[]): string {
	const texts = [
		...new Set(
			rights.map(right =>
				'path' in right && right.path !== undefined
					? `${right.verb} ${right.path}`
					: `${right.verb} ${right.resource}${right.group === '' || right.group === '*' ? '' : `.${right.group}`}`,
			),
		),
	];
	const everything = texts.some(text => text === '* *');
	return everything
		? 'every right (* on *)'
		: `${texts.slice(0, shown).join(', ')}${texts.length > shown ? ` and ${texts.length - shown} more rights` : ''}`;
}
