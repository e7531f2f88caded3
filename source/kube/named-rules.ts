import type {Ask, Given, PolicyRule, Role} from '../model/index.js';
import {knownResources, namedRule, wildcardsOf} from './rbac.js';

/** The rules of a role with the names that a person gives where they say `*`, and the questions that are still open. */
export function namedRules(
	{metadata: {name, namespace}, rules}: Role,
	given: Given,
): {readonly asks: readonly Ask[]; readonly rules: readonly PolicyRule[]} {
	const asks: Ask[] = [];
	const kind = namespace === undefined ? 'ClusterRole' : 'Role';
	const answered = (index: number, list: string, question: string, proposal: string): readonly string[] => {
		const id = `${kind}/${namespace ?? ''}/${name}/${index}/${list}`;
		const answer = (given[id] ?? '').split(/[\s,]+/).filter(word => word !== '');
		if (answer.length === 0 || !answer.every(isWord))
			asks.push({
				id,
				question,
				kind: 'text',
				...(proposal !== '' && {proposal}),
				seen: {text: `rule ${index + 1} of ${kind} ${name} says *`},
			});
		return answer;
	};
	const named = rules.map((rule, index) => {
		const wild = wildcardsOf(rule);
		if (wild.length === 0) return rule;
		if (rule.nonResourceURLs?.length) return namedRule(rule, {});
		const apiGroups = wild.includes('apiGroups')
			? answered(
					index,
					'apiGroups',
					`Which API groups does rule ${index + 1} of ${name} need? "core" is the one without a name`,
					'core, apps, batch',
				).map(group => (group === 'core' ? '' : group))
			: (rule.apiGroups ?? []);
		const proposal = [...new Set(apiGroups.flatMap(knownResources))].join(', ');
		const resources = wild.includes('resources')
			? answered(index, 'resources', `Which resources does rule ${index + 1} of ${name} need?`, proposal)
			: (rule.resources ?? []);
		return namedRule(rule, {apiGroups, resources});
	});
	return {asks, rules: named};
}

const isWord = (word: string) => /^[a-z0-9]([a-z0-9./-]*[a-z0-9])?$/.test(word);
