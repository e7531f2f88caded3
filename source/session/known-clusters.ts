import {readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {cannotWrite} from './failures.js';
import {stateFolder} from './folders.js';
import {type About, readKept} from './store.js';

export type KnownCluster = {
	readonly folder: string;
	readonly about?: About;
	readonly waivers: number;
	readonly attestations: number;
	/** What was kept cannot be read: it is moved aside when the cluster is opened. */
	readonly damaged?: true;
};

/** Everything that is kept, one folder per cluster or assessment, the latest first. Changes nothing. */
export function knownClusters(home = stateFolder()): readonly KnownCluster[] {
	const parent = join(home, 'clusters');
	let names: string[];
	try {
		names = readdirSync(parent);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw cannotWrite(parent, error);
	}
	return names
		.map((name): KnownCluster => {
			const folder = join(parent, name);
			const kept = readKept(folder);
			if (kept === 'damaged') return {folder, waivers: 0, attestations: 0, damaged: true};
			return {
				folder,
				...(kept.about && {about: kept.about}),
				waivers: kept.waivers.length,
				attestations: Object.keys(kept.attestations).length,
			};
		})
		.sort((a, b) => ((a.about?.at ?? '') < (b.about?.at ?? '') ? 1 : -1));
}

/** Removes everything that is kept of one, its journal too. */
export function forget({folder}: KnownCluster): void {
	try {
		rmSync(folder, {recursive: true, force: true});
	} catch (error) {
		throw cannotWrite(folder, error);
	}
}
