const enter = '\u001B[?1049h';
const home = '\u001B[H';

/**
 * The same stream, but the alternate screen is entered with the cursor at its top: terminals keep the cursor where the shell's prompt
 * was, and a full frame that starts there scrolls its first lines away.
 */
export function homing(stream: NodeJS.WriteStream): NodeJS.WriteStream {
	const write = (chunk: unknown, ...rest: unknown[]): boolean =>
		(stream.write as (...args: unknown[]) => boolean).call(
			stream,
			typeof chunk === 'string' ? chunk.replaceAll(enter, enter + home) : chunk,
			...rest,
		);
	return new Proxy(stream, {
		get: (target, key) => {
			if (key === 'write') return write;
			const value: unknown = Reflect.get(target, key, target);
			return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
		},
	});
}
