import type {Exemption, PolicyRule, Snapshot} from '../../model/index.js';
import {addedRights, isDefaultSubject} from './bootstrap.js';
import {bindingsOf, type Grant} from './grants.js';
import {providerReason} from './providers.js';
import {type Bearer, bearerKey, bearerName, bearersOf} from './subjects.js';
import {rulesOf} from './trim.js';

/** Somebody in a binding, with the rules that are judged. */
export type Holder = {readonly grant: Grant; readonly bearer: Bearer; readonly rules: readonly PolicyRule[]};

/** Everybody in every binding who is no part of the cluster itself; `reason` where the cluster or a platform put it there. */
export type Standing = Holder & {readonly reason?: string};

/** Everybody in every binding. What the server puts there by itself is judged by what was added to its role. */
export function holdersOf(snapshot: Snapshot): readonly Standing[] {
	return bindingsOf(snapshot).flatMap(grant =>
		grant.bearers.map((bearer): Standing => {
			if (isDefaultSubject(grant.binding, bearer)) {
				const added = rulesOf((grant.role && addedRights(grant.role)) ?? []);
				return {grant, bearer, rules: added, ...(added.length === 0 && {reason: 'part of every cluster'})};
			}
			const reason = providerReason(grant.binding, bearer);
			return {grant, bearer, rules: grant.rules, ...(reason !== undefined && {reason})};
		}),
	);
}

/** Exemptions of holders whose whole rights a rule finds something in; parts of every cluster are not told one by one. */
export function acceptedHolders(holders: readonly Standing[], finds: (rules: readonly PolicyRule[], grant: Grant) => boolean): Exemption[] {
	return holders.flatMap(({grant, bearer, reason}) =>
		reason !== undefined && reason !== 'part of every cluster' && finds(grant.rules, grant)
			? [{subject: grant.subject, reason: `${bearerName(bearer)}: ${reason}`}]
			: [],
	);
}

/** Whether the present session has its rights from somebody; in system:masters it needs no binding. */
export function isOwn({facts: {self}}: Snapshot, bearer: Bearer): boolean {
	return (
		self !== undefined &&
		!self.groups.includes('system:masters') &&
		bearersOf({kind: 'User', name: self.name, groups: self.groups}).has(bearerKey(bearer))
	);
}
