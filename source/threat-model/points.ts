import type {PerThreat} from '../model/index.js';

/** Points for outsider, hijacked container and stolen login. */
export function points(external: number, container: number, user: number): PerThreat {
	return {external, container, user};
}
