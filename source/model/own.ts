/** What a map holds under a key: `constructor` is a key like any other, and an object inherits one. */
export function own<T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
	return map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
}
