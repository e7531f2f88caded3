/** A body that grows while it is received. Its memory goes back to the pool with `release`; then the bytes must no longer be used. */
export type Body = {readonly add: (chunk: Buffer) => void; readonly bytes: () => Buffer; readonly release: () => void};

const first = 256 * 1024;
/** Buffers kept for the next body: as many as pages are in flight. */
const most = 8;

/** Bodies in buffers that are used again: fresh ones double the memory a large cluster takes. */
export function bodyPool(): () => Body {
	const free: Buffer[] = [];
	const keep = (buffer: Buffer) => {
		if (free.length < most && buffer.length > 0) free.push(buffer);
	};
	return () => {
		let buffer: Buffer = free.pop() ?? Buffer.alloc(0);
		let length = 0;
		return {
			add(chunk) {
				if (length + chunk.length > buffer.length) {
					const larger = Buffer.allocUnsafeSlow(Math.max(first, buffer.length * 2, length + chunk.length));
					buffer.copy(larger, 0, 0, length);
					buffer = larger;
				}
				chunk.copy(buffer, length);
				length += chunk.length;
			},
			bytes: () => buffer.subarray(0, length),
			release() {
				keep(buffer);
				buffer = Buffer.alloc(0);
				length = 0;
			},
		};
	};
}
