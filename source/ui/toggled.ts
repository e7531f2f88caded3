/** The marks with all of these, or without them where all were marked. */
export function toggledAll<T>(marks: ReadonlySet<T>, these: readonly T[]): ReadonlySet<T> {
	const result = new Set(marks);
	const every = these.every(one => result.has(one));
	for (const one of these)
		if (every) result.delete(one);
		else result.add(one);
	return result;
}
