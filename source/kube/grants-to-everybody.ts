import type {Snapshot} from '../model/index.js';
import {type Bearer, bearerKey, bindingsOf, type Grant, isDefaultSubject, maySay, providerReason, rulesBeyondDiscovery} from './rbac.js';

/** A binding that gives rights to every pod of a namespace that names no account; `reason` where a platform means it so. */
export type GrantToEverybody = {readonly grant: Grant; readonly bearer: Bearer; readonly says: string; readonly reason?: string};

export function grantsToEverybody(snapshot: Snapshot, {lab}: {readonly lab: boolean}): readonly GrantToEverybody[] {
	return bindingsOf(snapshot).flatMap(grant =>
		grant.bearers.flatMap((bearer): GrantToEverybody[] => {
			const namespace = everybodyIn(bearer);
			const rules = rulesBeyondDiscovery(grant);
			if (namespace === undefined || (rules.length === 0 && !grant.dangling)) return [];
			const {roleRef} = grant.binding;
			const who = bearer.kind === 'Group' ? `every service account of ${namespace}` : `whatever names no account in ${namespace}`;
			const may = grant.dangling ? `gets what ${roleRef.kind} ${roleRef.name} allows, which was not found` : `may ${maySay(rules)}`;
			const reason = exemptReason(grant, bearer, lab);
			return [{grant, bearer, says: `${who} ${may}`, ...(reason !== undefined && {reason})}];
		}),
	);
}

function exemptReason({binding}: Grant, bearer: Bearer, lab: boolean): string | undefined {
	const {metadata, roleRef} = binding;
	if (isDefaultSubject(binding, bearer)) return 'part of every cluster';
	if (bearer.kind === 'Group')
		return metadata.name === 'system:image-pullers' && roleRef.name === 'system:image-puller'
			? 'OpenShift lets the pods of a project pull its images'
			: undefined;
	return metadata.name === 'minikube-rbac' && !lab ? undefined : providerReason(binding, bearer);
}

/** `default` of a namespace, or all of its accounts together: the namespace; undefined for anybody else. */
export function everybodyIn(bearer: Bearer): string | undefined {
	if (bearer.kind === 'ServiceAccount') return bearer.name === 'default' ? bearer.namespace : undefined;
	return /^G:system:serviceaccounts:(.+)$/.exec(bearerKey(bearer))?.[1];
}
