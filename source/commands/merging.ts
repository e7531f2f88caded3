import type {Answers} from '../model/index.js';
import {Failure} from '../model/index.js';
import {knownClusters} from '../session/known-clusters.js';
import {openKept} from '../session/store.js';
import {validAnswers} from '../threat-model/valid-answers.js';
import type {Session} from './session.js';
import {offlineId} from './still-places.js';

/** Names of the offline assessments that are kept. */
export function offlineNames(home: string | undefined): readonly string[] {
	return knownClusters(home).flatMap(({about}) => (about?.kind === 'offline' ? [about.short] : []));
}

/** Takes what was said offline into this cluster; what was said here already stays. */
export function takeOffline(session: Session, name: string, home: string | undefined): {readonly answers: Answers; readonly taken: number} {
	if (!offlineNames(home).includes(name))
		throw new Failure(`No offline assessment is called ${name}.`, {steps: [`Kept are: ${offlineNames(home).join(', ') || 'none'}.`]});
	const {kept} = openKept(offlineId(name), home);
	const fresh = Object.entries(kept.attestations).filter(([control]) => session.attestations[control] === undefined);
	session.attestations = {...Object.fromEntries(fresh), ...session.attestations};
	return {answers: validAnswers(kept.answers), taken: fresh.length};
}
