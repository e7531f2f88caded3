import type {Cursor, Event} from './state.js';

/** Moves a cursor over so many lines, of which so many are seen at once; the window follows. */
export function moved(cursor: Cursor, by: Extract<Event, {type: 'moved'}>['by'], count: number, height: number): Cursor {
	const page = Math.max(1, height - 1);
	const half = Math.max(1, Math.floor(height / 2));
	const target =
		by === 'first'
			? 0
			: by === 'last'
				? count - 1
				: cursor.at + (by === 'page-down' ? page : by === 'page-up' ? -page : by === 'half-down' ? half : by === 'half-up' ? -half : by);
	return within({at: target, top: cursor.top}, count, height);
}

/** The same cursor, held inside the list, with its line in the window. */
export function within(cursor: Cursor, count: number, height: number): Cursor {
	const at = Math.max(0, Math.min(count - 1, cursor.at));
	const last = Math.max(0, count - height);
	const top = Math.max(0, Math.min(last, at < cursor.top ? at : at >= cursor.top + height ? at - height + 1 : cursor.top));
	return {at, top};
}

/** Cells that → and ← scroll a page of text. */
export const sidestep = 8;

/** Scrolls a page of text: there the cursor is the first line seen. */
export function scrolled(cursor: Cursor, by: Extract<Event, {type: 'moved'}>['by'], count: number, height: number): Cursor {
	const last = Math.max(0, count - height);
	const page = Math.max(1, height - 1);
	const half = Math.max(1, Math.floor(height / 2));
	const delta =
		by === 'first'
			? -count
			: by === 'last'
				? count
				: by === 'page-down'
					? page
					: by === 'page-up'
						? -page
						: by === 'half-down'
							? half
							: by === 'half-up'
								? -half
								: by;
	const top = Math.max(0, Math.min(last, cursor.top + delta));
	return {at: top, top};
}
