const read: ReadonlyMap<string, boolean> = new Map([
	...['1', 't', 'T', 'true', 'TRUE', 'True'].map(text => [text, true] as const),
	...['0', 'f', 'F', 'false', 'FALSE', 'False'].map(text => [text, false] as const),
]);

/** A switch as Go reads it; undefined where it is none. https://pkg.go.dev/strconv#ParseBool */
export function switchOf(text: string | undefined): boolean | undefined {
	return text === undefined ? undefined : read.get(text);
}
