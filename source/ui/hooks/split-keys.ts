/** After a lone Esc, these begin a key that was split on its way. */
const splitStart = new Set(['[', 'O']);
const splitMilliseconds = 100;

/** Tells whether a piece of input belongs to a key that was split on its way; times in milliseconds. */
export function splitKeys(): (input: string, isEsc: boolean, at: number) => boolean {
	let lastEsc = Number.NEGATIVE_INFINITY;
	let until = Number.NEGATIVE_INFINITY;
	return (input, isEsc, at) => {
		if (isEsc) {
			lastEsc = at;
			until = Number.NEGATIVE_INFINITY;
			return false;
		}
		if (at - lastEsc < splitMilliseconds && splitStart.has(input.charAt(0))) until = at + splitMilliseconds;
		return at < until;
	};
}
