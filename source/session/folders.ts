import {createHash} from 'node:crypto';
import {homedir} from 'node:os';
import {join} from 'node:path';

/** Where castellan keeps what must outlive a run: CASTELLAN_HOME, else the place the platform has for it. */
export function stateFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
	const own = environment['CASTELLAN_HOME'];
	if (own) return own;
	const state = environment['XDG_STATE_HOME'];
	if (state) return join(state, 'castellan');
	return platform === 'darwin'
		? join(homedir(), 'Library', 'Application Support', 'castellan')
		: join(homedir(), '.local', 'state', 'castellan');
}

/** The folder of one cluster; its id may hold anything, so the name is a hash of it. */
export function clusterFolder(clusterId: string, home = stateFolder()): string {
	return join(home, 'clusters', createHash('sha256').update(clusterId).digest('hex').slice(0, 24));
}
