import {Failure} from '../model/index.js';
import type {PlanItem, Ports} from './ports.js';
import type {Event} from './state.js';

const watchFor = 5 * 60 * 1000;
const watchEvery = 10_000;

/** For some minutes more a restart or a warning event is said; nothing waits for it. */
export async function watch(
	ports: Pick<Ports, 'now' | 'trouble'>,
	dispatch: (event: Event) => void,
	items: readonly PlanItem[],
	since: number,
	signal: AbortSignal,
): Promise<void> {
	const end = ports.now() + watchFor;
	while (!signal.aborted && ports.now() < end) {
		dispatch({type: 'watched', until: end});
		await pause(watchEvery, signal);
		if (signal.aborted) return;
		const found = await ports
			.trouble(items, since, signal)
			.catch((error: unknown) => (error instanceof Failure ? [] : Promise.reject(error)));
		for (const {item, says} of found) dispatch({type: 'send-troubled', item, says});
	}
	if (!signal.aborted) dispatch({type: 'watched', until: 0});
}

/** Does not keep the program alive, and ends at once when it is aborted. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise(resolve => {
		const timer = setTimeout(resolve, milliseconds);
		timer.unref();
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}
