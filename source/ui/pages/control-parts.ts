import type {Ranked, References} from '../../model/index.js';
import {wrapped} from '../lines.js';
import type {Part, State} from '../state.js';
import {scorePage} from './score.js';

/** The text of a part that is not the list of objects. Text wraps; commands and YAML are never cut. */
export function partLines(state: State, row: Ranked, part: Exclude<Part, 'objects'> | Part, width: number): string[] {
	const {control} = row.verdict;
	switch (part) {
		case 'objects':
			return [];
		case 'fix':
			return [...wrapped(`Risk: ${control.risk}`, width), '', ...(state.remedies.get(control.id) ?? ['Working out the remedy …'])];
		case 'why':
			return [...wrapped(control.why, width), '', ...scorePage(row, state).slice(4)];
		case 'check':
			return [
				...control.verify.split('\n').flatMap(text => wrapped(text, width)),
				...(control.hidden ? ['', ...wrapped(`What cannot be seen: ${control.hidden}`, width)] : []),
				'',
				...wrapped(`Asked where it cannot be seen: ${control.question}`, width),
			];
		case 'references':
			return [
				...referenceLines(control.references),
				'',
				`id            ${control.id}`,
				`layer, phase  ${control.layer}, ${control.phase}`,
			].flatMap(text => wrapped(text, width, '              '));
	}
}

const publishers: readonly [keyof References, string][] = [
	['cis', 'CIS 1.12'],
	['eks', 'CIS EKS 1.8'],
	['gke', 'CIS GKE 1.9'],
	['aks', 'CIS AKS 1.8'],
	['nsa', 'NSA/CISA'],
	['podSecurity', 'Pod Security'],
	['owasp', 'OWASP 2025'],
	['microsoft', 'Microsoft'],
	['attack', 'ATT&CK'],
	['kubescape', 'Kubescape'],
	['trivy', 'Trivy'],
];
export function referenceLines(references: References): string[] {
	return publishers.flatMap(([key, name]) => {
		const value = references[key];
		return value === undefined ? [] : [`${name.padEnd(14)}${typeof value === 'string' ? value : value.join(', ')}`];
	});
}
