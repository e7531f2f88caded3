import type {ShellPorts} from './ports.js';

/** Ports that are loaded when places are looked for, so that the first screen does not wait for everything that comes after it. */
export function latePorts(load: () => Promise<ShellPorts>): ShellPorts {
	let loaded: ShellPorts | undefined;
	// All that may be asked before there is a place.
	const early: Pick<ShellPorts, 'now' | 'places' | 'close' | 'made' | 'tally'> = {
		now: () => Date.now(),
		places: async () => {
			loaded ??= await load();
			return loaded.places();
		},
		close: async () => loaded?.close(),
		made: () => loaded?.made() ?? [],
		tally: () => loaded?.tally() ?? {reads: 0, writes: 0},
	};
	return new Proxy(early as ShellPorts, {
		get: (own, key) => (Object.hasOwn(own, key) || !loaded ? Reflect.get(own, key) : Reflect.get(loaded, key)) as unknown,
	});
}
