import {type Cause, forbidden, invalid, Refusal} from './answers.js';
import {type ApiObject, isEqual} from './api-object.js';
import type {Kind} from './kinds.js';
import {isPodController, isSignificant, labelCauses, namespaceWarnings, podRefusal, podWarnings} from './pod-security-admission.js';
import {causesOf} from './validation.js';
import type {World} from './world.js';

export function refuseInvalid(kind: Kind, object: ApiObject, before: ApiObject | undefined): void {
	const causes: Cause[] = kind.custom ? [] : causesOf(object, before);
	if (causes.length > 0) throw new Refusal(invalid(kind, object.metadata.name, causes));
}

/** What admission says, after it had its chance to refuse. */
export function admission(world: World, kind: Kind, object: ApiObject, before: ApiObject | undefined): string[] {
	const {store, minor} = world;
	if (object.kind === 'Namespace') {
		const causes = labelCauses(object);
		if (causes.length > 0 && !(before && isEqual(labelCauses(before), causes)))
			throw new Refusal(invalid(kind, object.metadata.name, causes));
		return before ? namespaceWarnings(store, object, before, minor) : [];
	}
	if (isPodController(object.kind)) return podWarnings(store, object, minor);
	if (object.kind !== 'Pod' || (before && !isSignificant(object, before))) return [];
	const why = podRefusal(store, object, minor);
	if (why) throw new Refusal(forbidden(kind, object.metadata.name, why));
	return podWarnings(store, object, minor);
}
