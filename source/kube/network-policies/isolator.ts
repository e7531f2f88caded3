import type {Labels} from '../../model/index.js';

export type Direction = 'ingress' | 'egress';
/** What a policy sees of a pod. */
export type Place = {readonly namespace: string; readonly labels: Labels; readonly namespaceLabels: Labels};

/** A policy of any kind, reduced to whom it isolates. */
export type Isolator = {
	/** "NetworkPolicy shop/default-deny". */
	readonly name: string;
	/** Absent for policies of the whole cluster. */
	readonly namespace?: string;
	readonly selects: (place: Place) => boolean;
	/** It selects every pod of a namespace, so that new pods are isolated too. */
	readonly selectsAll: (namespace: string, namespaceLabels: Labels) => boolean;
	/** `open`: its rules let everything through, and policies add up. Absent: it says nothing of this direction. */
	readonly ingress?: 'closed' | 'open';
	readonly egress?: 'closed' | 'open';
	/** Its rules let pods out to public addresses that nobody listed. */
	readonly toAnywhere?: boolean;
	/** `final`: no other policy opens what it closes. `base`: counts only where no other policy selects the pod. */
	readonly strength: 'final' | 'added' | 'base';
};

/** Whether a pod that these policies select is closed for a direction. */
export function isClosed(isolators: readonly Isolator[], direction: Direction): boolean {
	const own = isolators.filter(isolator => isolator[direction] !== undefined);
	const of = (strength: Isolator['strength']) => own.filter(isolator => isolator.strength === strength);
	if (of('final').some(isolator => isolator[direction] === 'closed')) return true;
	const added = of('added');
	const deciding = added.length > 0 ? added : of('base');
	return deciding.length > 0 && deciding.every(isolator => isolator[direction] === 'closed');
}

/** Whether a pod that these policies select reaches only public addresses that somebody listed. Policies of the whole cluster only open. */
export function isHeldToList(isolators: readonly Isolator[]): boolean {
	const limiting = isolators.filter(({egress, strength}) => egress !== undefined && strength === 'added');
	return limiting.length > 0 && limiting.every(({egress}) => egress === 'closed') && !isolators.some(({toAnywhere}) => toAnywhere);
}
