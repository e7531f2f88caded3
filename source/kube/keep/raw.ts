/** Reads any JSON whatsoever: what is not of the expected shape is absent, nothing throws. */
export type Raw = unknown;

/** null counts as absent, as the API has it. */
export function field(value: Raw, key: string): Raw {
	if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) return undefined;
	return (value as Record<string, unknown>)[key] ?? undefined;
}

export function at(value: Raw, ...path: readonly string[]): Raw {
	return path.reduce<Raw>((inner, key) => field(inner, key), value);
}

export function text(value: Raw): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

export function flag(value: Raw): boolean | undefined {
	return typeof value === 'boolean' ? value : undefined;
}

export function number(value: Raw): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function list(value: Raw): readonly Raw[] {
	return Array.isArray(value) ? value : [];
}

export function texts(value: Raw): string[] {
	return list(value).filter((one): one is string => typeof one === 'string');
}

/** A map of texts; numbers and booleans become texts, anything else is left out. */
export function textMap(value: Raw): Record<string, string> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
	const result: Record<string, string> = {};
	for (const [key, inner] of Object.entries(value)) {
		if (key === '__proto__') continue;
		if (typeof inner === 'string') result[key] = inner;
		else if (typeof inner === 'number' || typeof inner === 'boolean') result[key] = String(inner);
	}
	return result;
}

/** The same object without keys whose value is undefined, or whose map or list is empty. A new one: an object with deleted keys is slow. */
export function compact<T extends object>(object: T): T {
	const result: Record<string, unknown> = {};
	// Not even a list of keys is made: this is called for everything that is kept.
	for (const key in object) {
		const value: unknown = object[key];
		if (value === undefined || (typeof value === 'object' && value !== null && isEmpty(value))) continue;
		result[key] = value;
	}
	return result as T;
}

function isEmpty(object: object): boolean {
	for (const _ in object) return false;
	return true;
}

/** undefined instead of an object without keys. */
export function orNothing<T extends object>(object: T): T | undefined {
	const kept = compact(object);
	return isEmpty(kept) ? undefined : kept;
}
