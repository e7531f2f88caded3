import {type ApiObject, type Labels, labelsAt, type Tree, textAt, textsAt, treesAt, valueAt} from './api-object.js';

/** A test of labels, from the text of `labelSelector`; undefined where the text cannot be read. */
export function labelTest(selector: string): ((labels: Labels) => boolean) | undefined {
	const tests = selector
		.split(/,(?![^(]*\))/)
		.map(part => part.trim())
		.filter(part => part !== '')
		.map(requirementTest);
	return tests.every(test => test !== undefined) ? labels => tests.every(test => test?.(labels)) : undefined;
}

function requirementTest(part: string): ((labels: Labels) => boolean) | undefined {
	const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(part);
	if (set) {
		const [, key = '', operator, list = ''] = set;
		const values = list.split(',').map(value => value.trim());
		return labels => values.includes(labels[key] ?? '\0') === (operator === 'in');
	}
	const pair = /^([^!=\s]+)\s*(==?|!=)\s*(\S*)$/.exec(part);
	if (pair) {
		const [, key = '', operator, value] = pair;
		return labels => (labels[key] === value) === (operator !== '!=');
	}
	const exists = /^(!?)([^!=\s()]+)$/.exec(part);
	if (!exists) return undefined;
	return labels => Object.hasOwn(labels, exists[2] ?? '') === (exists[1] === '');
}

/** A LabelSelector of an object. */
export function selects(selector: Tree | undefined, labels: Labels): boolean {
	if (!selector) return false;
	const wanted = Object.entries(labelsAt(selector, 'matchLabels'));
	return (
		wanted.every(([key, value]) => labels[key] === value) &&
		treesAt(selector, 'matchExpressions').every(expression => {
			const key = textAt(expression, 'key') ?? '';
			const values = textsAt(expression, 'values');
			switch (expression['operator']) {
				case 'In':
					return values.includes(labels[key] ?? '\0');
				case 'NotIn':
					return !values.includes(labels[key] ?? '\0');
				case 'Exists':
					return Object.hasOwn(labels, key);
				default:
					return !Object.hasOwn(labels, key);
			}
		})
	);
}

/** A test from the text of `fieldSelector`. */
export function fieldTest(selector: string): (object: ApiObject) => boolean {
	const tests = selector
		.split(',')
		.filter(part => part !== '')
		.map(part => {
			const [, path = '', operator, value = ''] = /^([^!=]+)(==?|!=)(.*)$/.exec(part) ?? [];
			return (object: ApiObject) => {
				const found = valueAt(object, ...path.split('.'));
				const text = typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : '';
				return (text === value) === (operator !== '!=');
			};
		});
	return object => tests.every(test => test(object));
}
