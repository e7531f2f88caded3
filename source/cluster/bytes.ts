const start = Buffer.from(',"managedFields":[');
const end = Buffer.from(']},"spec":');
const separator = Buffer.from('},{"metadata":{');
const items = Buffer.from('"items":[');
const closing = 0x5d;
/** The metadata of a list stands in its first bytes, or this reader is not for it. */
const head = 4096;
const batch = 10;

/**
 * A page without managedFields, cut from the bytes in place; only for kinds whose `spec` follows `metadata`.
 * In two passes: nothing is moved before every cut is known to hold one object's managedFields and no more.
 */
export function withoutManagedFields(page: Buffer): Buffer {
	const cuts: [from: number, to: number][] = [];
	for (let at = 0; ; ) {
		const from = page.indexOf(start, at);
		if (from < 0) break;
		const to = page.indexOf(end, from);
		if (to < 0 || isBefore(page.indexOf(start, from + start.length), to) || isBefore(page.indexOf(separator, from), to)) return page;
		cuts.push([from, to + 1]);
		at = to + 1;
	}
	let write = 0;
	let read = 0;
	for (const [from, to] of cuts) {
		page.copyWithin(write, read, from);
		write += from - read;
		read = to;
	}
	page.copyWithin(write, read, page.length);
	return page.subarray(0, write + page.length - read);
}

const isBefore = (at: number, limit: number) => at >= 0 && at < limit;

export type PageMetadata = {readonly token: string; readonly remaining?: number};

/** What a list says about itself, where it says so before its items; undefined elsewhere. */
export function leadingMetadata(page: Buffer): PageMetadata | undefined {
	const at = page.subarray(0, head).indexOf(items);
	if (at < 0) return undefined;
	const text = page.toString('utf8', 0, at);
	if (!text.includes('"metadata":')) return undefined;
	const token = /"continue":("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
	const remaining = /"remainingItemCount":(\d+)/.exec(text)?.[1];
	try {
		return {
			token: token === undefined ? '' : (JSON.parse(token) as string),
			...(remaining !== undefined && {remaining: Number(remaining)}),
		};
	} catch {
		return undefined;
	}
}

/** Reads the items between two places of a page. Throws a SyntaxError where these are not the bounds of whole items. */
export type Parse<T> = (page: Buffer, from: number, to: number) => readonly T[];
export const parsedItems: Parse<unknown> = (page, from, to) => JSON.parse(`[${page.toString('utf8', from, to)}]`) as unknown[];

/** Every item of a page whose metadata leads, ten parsed at a time: whole pages at once keep more alive than the collector bears. */
export function forEachItem<T>(page: Buffer, parse: Parse<T>, take: (item: T) => void): void {
	let from = page.indexOf(items) + items.length;
	const last = page.lastIndexOf(closing);
	// What was cut short must not pass for a shorter list.
	if (last < from || page.toString('utf8', last + 1, last + 16).trim() !== '}') throw new SyntaxError('the list has no end');
	while (from < last) {
		let to = from;
		let parsed: readonly T[] | undefined;
		while (parsed === undefined) {
			to = batchEnd(page, to, last);
			try {
				parsed = parse(page, from, to);
			} catch (error) {
				// The text of a separator occurs within an object too (volumeClaimTemplates): go on to the next one.
				if (to >= last) throw error;
			}
		}
		for (const item of parsed) take(item);
		from = to + 1;
	}
}

/** Position of the comma after ten more separators, or of the end of the list. */
function batchEnd(page: Buffer, from: number, last: number): number {
	let at = from;
	for (let count = 0; count < batch; count++) {
		const next = page.indexOf(separator, at + 1);
		if (next < 0 || next > last) return last;
		at = next + 1;
	}
	return at;
}
