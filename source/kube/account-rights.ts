import type {PolicyRule} from '../model/index.js';
import {perSnapshotAnd} from './per-snapshot.js';
import {type Bearer, bearerKey, bearersOf, type Grant, grantsOf, isDefaultSubject, rulesBeyondDiscovery} from './rbac.js';

export type Account = Extract<Bearer, {readonly kind: 'ServiceAccount'}>;
/** What a service account holds, and whether by a binding of its own or as everybody else. */
export type Held = {readonly rules: readonly PolicyRule[]; readonly own: boolean; readonly grant: Grant};

/** What a service account holds beyond what the server gives to every login. */
export const heldBy = perSnapshotAnd(bearerKey, (snapshot, account: Account): readonly Held[] => {
	const mine = bearersOf(account);
	const own = bearerKey(account);
	return grantsOf(snapshot, account).flatMap((grant): Held[] => {
		const ways = grant.bearers.filter(bearer => mine.has(bearerKey(bearer)) && !isDefaultSubject(grant.binding, bearer));
		const rules = rulesBeyondDiscovery(grant);
		if (ways.length === 0 || rules.length === 0) return [];
		return [{rules, own: ways.some(bearer => bearerKey(bearer) === own), grant}];
	});
});
