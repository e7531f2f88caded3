import type {References} from '../model/index.js';
import {ticks} from '../model/index.js';
import {answersOf, type State} from './state.js';

/** The CIS Benchmark of a provider stands for the general one where its platform is known. */
const benchmarks: readonly (readonly [platform: RegExp, key: 'eks' | 'gke' | 'aks', name: string])[] = [
	[/^EKS\b/, 'eks', 'CIS EKS'],
	[/^GKE\b/, 'gke', 'CIS GKE'],
	[/^AKS\b/, 'aks', 'CIS AKS'],
];

/** Where the standards that compliance is owed to name a control: "CIS 5.2.2". The catalogue knows the numbers of the CIS Benchmark and the headings of NSA/CISA; of others it knows none. */
export function standardsOf(state: State, references: References): readonly string[] {
	const chosen = ticks(answersOf(state).compliance?.value ?? '');
	const [, key = 'cis', name = 'CIS'] = benchmarks.find(([platform]) => platform.test(state.cluster?.platform ?? '')) ?? [];
	const [number] = references[key] ?? [];
	return [
		...(chosen.includes('cis') && number !== undefined ? [`${name} ${number}`] : []),
		...(chosen.includes('nsa') && references.nsa !== undefined ? ['NSA/CISA'] : []),
	];
}
