/**
 * Text that came from outside (a cluster, a file, a server's answer) and cannot drive a terminal, a clipboard or a report any more.
 * Made by `visible`; escaping is reversible (`unescaped`), because some names, those of RBAC objects for one, may legally hold any character.
 */
export type Safe = string & {readonly __safe: true};

/** A projected object whose every string, keys included, went through `visible`. Only `escaped` makes one. */
export type Escaped<T> = T & {readonly __escaped?: true};

const hidden =
	// Single characters, not a grapheme: the combining ones are meant.
	// oxlint-disable-next-line eslint/no-misleading-character-class
	/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u{34F}\u{115F}\u{1160}\u{17B4}\u{17B5}\u{3164}\u{FFA0}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]|\\(?=u\{)|(?<=\p{M}{4})\p{M}/gu;
const plain = /^[\x20-\x5B\x5D-\x7E]*$/;

/** Control, format and stacked combining characters written as `\u{1b}`; injective, so that `unescaped` gives the original back. */
export function visible(text: string): Safe {
	if (plain.test(text)) return text as Safe;
	return text.replace(hidden, character => `\\u{${(character.codePointAt(0) as number).toString(16)}}`) as Safe;
}

/** The same text with every character that `visible` would write out written in another way. */
export function hiddenWritten(text: string, write: (codePoint: number) => string): string {
	return text.replace(hidden, found => (found === '\\' ? found : write(found.codePointAt(0) as number)));
}

/** What `visible` was given. Use it only to address a request, never to show. */
export function unescaped(text: string): string {
	if (!text.includes('\\u{')) return text;
	return text.replace(/\\u\{([0-9a-f]{1,6})\}/g, (whole, hex: string) => {
		const code = Number.parseInt(hex, 16);
		return code > 0x10_ff_ff ? whole : String.fromCodePoint(code);
	});
}

/** The lines of a text, each escaped; tabs become four spaces. */
export function visibleLines(text: string): Safe[] {
	return text
		.replace(/\r\n?/g, '\n')
		.split('\n')
		.map(line => visible(line.replaceAll('\t', '    ')));
}

/** The same plain data with every string and key escaped. */
export function escaped<T>(value: T): Escaped<T> {
	return walk(value, visible) as Escaped<T>;
}

/** For plain data that should be escaped already, but comes from a file that anybody may have written. Changes nothing in what `escaped` made. */
export function escapedAgain<T>(value: T): Escaped<T> {
	return walk(value, text => hiddenWritten(text, code => visible(String.fromCodePoint(code)))) as Escaped<T>;
}

function walk(value: unknown, escape: (text: string) => string): unknown {
	if (typeof value === 'string') return escape(value);
	if (Array.isArray(value)) return value.map(one => walk(one, escape));
	if (value === null || typeof value !== 'object') return value;
	const result: Record<string, unknown> = {};
	for (const key in value) {
		const inner: unknown = (value as Readonly<Record<string, unknown>>)[key];
		if (inner !== undefined) setOwn(result, escape(key), walk(inner, escape));
	}
	return result;
}

/** A key called `__proto__` is data like any other. */
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
	if (key === '__proto__') Object.defineProperty(target, key, {value, enumerable: true, configurable: true, writable: true});
	else target[key] = value;
}
