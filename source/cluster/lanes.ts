/** So many tasks at once; fewer once the server asks for patience. */
export type Lanes = {readonly run: <T>(task: () => Promise<T>) => Promise<T>; readonly halve: () => void};

export function lanesOf(width: number): Lanes {
	let free = width;
	let current = width;
	const waiting: (() => void)[] = [];
	const next = () => {
		while (free > 0 && waiting.length > 0) {
			free--;
			waiting.shift()?.();
		}
	};
	return {
		async run(task) {
			await new Promise<void>(resolve => {
				waiting.push(resolve);
				next();
			});
			try {
				return await task();
			} finally {
				free++;
				next();
			}
		},
		halve() {
			const narrower = Math.max(1, Math.floor(current / 2));
			free -= current - narrower;
			current = narrower;
		},
	};
}
