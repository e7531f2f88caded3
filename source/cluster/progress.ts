import type {Source} from '../model/index.js';

export type SourceState = 'waiting' | 'reading' | 'complete' | 'partial' | 'refused' | 'absent' | 'failed';
export type SourceProgress = {readonly source: Source; readonly done: number; readonly total?: number; readonly state: SourceState};
/** Gets what changed since the last time. */
export type OnProgress = (changed: readonly SourceProgress[]) => void;

const interval = 100;

/** Passes changes on at most ten times a second; `flush` passes on what is left. */
export function progressGate(tell: OnProgress | undefined): {readonly set: (change: SourceProgress) => void; readonly flush: () => void} {
	const changed = new Map<Source, SourceProgress>();
	let timer: ReturnType<typeof setTimeout> | undefined;
	const flush = () => {
		clearTimeout(timer);
		timer = undefined;
		if (changed.size === 0) return;
		const changes = [...changed.values()];
		changed.clear();
		tell?.(changes);
	};
	return {
		set(change) {
			if (!tell) return;
			changed.set(change.source, change);
			timer ??= setTimeout(flush, interval);
		},
		flush,
	};
}
