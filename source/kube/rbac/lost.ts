import type {Snapshot} from '../../model/index.js';
import {bindingsOf, type Grant, rightsOf} from './grants.js';
import {type Asking, allows, singleRights} from './rules.js';
import {type Bearer, bearerKey} from './subjects.js';

/** What one bearer can no longer do. */
export type Lost = {readonly bearer: Bearer; readonly namespace?: string; readonly rights: readonly Asking[]};

/** What each subject of some bindings loses when these go and nothing else changes. */
export function rightsLost(snapshot: Snapshot, going: (grant: Grant) => boolean): readonly Lost[] {
	const removed = bindingsOf(snapshot).filter(going);
	const gone = new Set(removed);
	const lost = new Map<string, Lost>();
	for (const grant of removed) {
		for (const bearer of grant.bearers) {
			const kept = rightsOf(snapshot, bearer).filter(right => right.grant === undefined || !gone.has(right.grant));
			const {namespace} = grant;
			const holding = kept.filter(right => right.namespace === undefined || right.namespace === namespace).map(({rule}) => rule);
			const rights = grant.rules.flatMap(singleRights).filter(right => !holding.some(rule => allows(rule, right)));
			if (rights.length === 0) continue;
			const key = `${bearerKey(bearer)} ${namespace ?? ''}`;
			const before = lost.get(key);
			lost.set(key, {bearer, rights: [...(before?.rights ?? []), ...rights], ...(namespace !== undefined && {namespace})});
		}
	}
	return [...lost.values()];
}
