import type {Verdict} from '../../source/model/index.js';
import {eventOf} from '../../source/ui/keys.js';
import {next} from '../../source/ui/next.js';
import {type Event, type State, type Step, startState} from '../../source/ui/state.js';
import {plainText, view} from '../../source/ui/view.js';
import {demoPlace, fakePorts} from './ports.js';

/** A wizard without a terminal: its state, and everything that it asked of the world. */
export type World = {state: State; effects: Step['effects'][number][]};

export function happen(world: World, ...events: Event[]): World {
	for (const event of events) {
		const {state, effects} = next(world.state, event);
		world.state = state;
		world.effects.push(...effects);
	}
	return world;
}

/** Keys as they are called in the table of bindings, one after another. */
export function press(world: World, ...keys: string[]): World {
	for (const key of keys) {
		const event = eventOf(key, world.state);
		if (event) happen(world, event);
	}
	return world;
}

/** The wizard on the list of what was found, for an account anna on EKS. */
export function onList(verdicts: readonly Verdict[], size: State['size'] = {columns: 80, rows: 24}): World {
	const ports = fakePorts(verdicts);
	const world: World = {
		state: startState(size, {readOnly: false, now: Date.parse('2026-11-25T12:00:10Z'), probes: true}),
		effects: [],
	};
	const cluster = {short: 'demo', live: true, platform: 'EKS 1.34', who: 'anna', server: 's', takenAt: '2026-11-25T12:00:00Z', told: []};
	happen(world, {type: 'places-found', places: [demoPlace]});
	press(world, 'enter');
	happen(world, {type: 'read-done', cluster, prefilled: {answers: {}, hints: {}}}, {type: 'assessed', assessment: ports.assess({})});
	press(world, 'G', 'enter', 'g');
	world.effects.length = 0;
	return world;
}

/** What stands on the screen. */
export function screen({state}: World): string {
	return plainText(view(state));
}
