import type {Change, Impact, JsonObject, Safe, Snapshot} from '../model/index.js';
import {networkImpact} from './impact/network.js';
import {podSecurityImpact} from './impact/pod-security.js';
import {rbacImpact} from './impact/rbac.js';
import {rollOut} from './roll-out.js';

/** What is known about a change when its impact is worked out. */
export type Around = {readonly before?: JsonObject; readonly after?: JsonObject; readonly warnings: readonly Safe[]};

/** What one kind of change does beside replacing pods; `refused` where it must not be sent. */
export type Effects = {
	readonly breaks?: readonly string[];
	readonly seen?: readonly string[];
	readonly refused?: {readonly why: string; readonly allows?: string};
};

/** What a change does to what runs, and why it must not be sent where that is so. */
export function impactOf(change: Change, around: Around, snapshot: Snapshot): Impact & Pick<Effects, 'refused'> {
	const effects = [podSecurityImpact, networkImpact, rbacImpact].map(part => part(change, around, snapshot));
	const refused = effects.find(effect => effect.refused)?.refused;
	return {
		...rollOut(change, around.before, around.after),
		breaks: effects.flatMap(({breaks = []}) => breaks),
		seen: effects.flatMap(({seen = []}) => seen),
		...(refused && {refused}),
	};
}
