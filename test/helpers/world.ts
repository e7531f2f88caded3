import {eventOf} from '../../source/ui/keys.js';
import {next} from '../../source/ui/next.js';
import type {Event, State, Step} from '../../source/ui/state.js';

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
