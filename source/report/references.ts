import type {References} from '../model/index.js';

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
/** Where else a control is described, a line for each publisher. */
export function referenceLines(references: References): string[] {
	return publishers.flatMap(([key, name]) => {
		const value = references[key];
		return value === undefined ? [] : [`${name.padEnd(14)}${typeof value === 'string' ? value : value.join(', ')}`];
	});
}
