import type {ShellPorts} from './ports.js';

/** Ports that are loaded when places are looked for, so that the first screen does not wait for everything that comes after it. */
export function latePorts(load: () => Promise<ShellPorts>): ShellPorts {
	let loading: Promise<ShellPorts> | undefined;
	let loaded: ShellPorts | undefined;
	// All that may be asked before there is a place.
	const early: Pick<ShellPorts, 'now' | 'places' | 'close' | 'made' | 'tally' | 'journal' | 'log'> = {
		now: () => Date.now(),
		places: async () => {
			loading ??= load();
			loaded = await loading;
			return loaded.places();
		},
		close: async () => loaded?.close(),
		made: () => loaded?.made() ?? [],
		journal: () => loaded?.journal() ?? [],
		log: () => loaded?.log() ?? [],
		tally: () => loaded?.tally() ?? {reads: 0, writes: 0},
	};
	return new Proxy(early as ShellPorts, {
		get: (own, key) => (Object.hasOwn(own, key) || !loaded ? Reflect.get(own, key) : Reflect.get(loaded, key)) as unknown,
	});
}
