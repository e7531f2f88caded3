import {snapshotOfObjects} from '../../source/kube/from-objects.js';
import type {Answers, JsonObject, Snapshot} from '../../source/model/index.js';
import {prefilled} from '../../source/threat-model/prefill.js';
import {networkPolicy, node} from './manifests.js';

/** A cluster of these objects, of which nothing is missing, unless said. */
export function seen(objects: readonly JsonObject[], more: Partial<Snapshot> = {}, complete = true): Snapshot {
	return {...snapshotOfObjects(objects, {takenAt: '2026-11-25T12:00:00Z', complete}), ...more};
}
/** The answer that the cluster suggests. */
export const answer = (snapshot: Snapshot, question: keyof Answers, given: Answers = {}) =>
	prefilled(snapshot, given).answers[question]?.value;
export const address = (reach: 'public' | 'private' | 'loopback') => ({
	facts: {flags: {}, serverAddress: {host: 'api.example.org', addresses: ['203.0.113.9'], reach}},
});
/** A node of a provider. */
export const eksNode = (labels: Record<string, string>, spec: Record<string, string> = {}) =>
	node('a', {metadata: {name: 'a', labels}, spec});
/** A policy about what the pods of a namespace may connect to. */
export const outgoing = (...egress: JsonObject[]) => networkPolicy('out', {podSelector: {}, policyTypes: ['Egress'], egress});
