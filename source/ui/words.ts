import type {GivenAnswer, Owner, Threat} from '../model/index.js';

/** The three attackers, as they are called on screen. */
export const threatWord: Record<Threat, string> = {external: 'outsider', container: 'container', user: 'stolen login'};
export const threatShort: Record<Threat, string> = {external: 'outsider', container: 'container', user: 'login'};
export const basisWord: Record<GivenAnswer['basis'], string> = {
	read: 'read',
	concluded: 'concluded',
	assumed: 'assumed',
	said: 'you said',
	'not-asked': 'not asked',
};

export {counted} from '../model/index.js';

/** "12 s ago", "4 min ago", "2 h ago". */
export function ago(since: string, now: number): string {
	const seconds = Math.max(0, Math.round((now - Date.parse(since)) / 1000));
	if (seconds < 60) return `${seconds} s ago`;
	const minutes = Math.round(seconds / 60);
	return minutes < 60 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`;
}

/** Who would take a change back, in a word; people and nobody are not named. */
export const ownerWord: Readonly<Partial<Record<Owner['kind'], string>>> = {
	'argo-cd': 'Argo CD',
	flux: 'Flux',
	helm: 'Helm',
	olm: 'OLM',
	'addon-manager': 'the add-on manager',
	fleet: 'Fleet',
	'config-sync': 'Config Sync',
	kapp: 'kapp',
	crossplane: 'Crossplane',
	terraform: 'Terraform',
	controller: 'an operator',
};
