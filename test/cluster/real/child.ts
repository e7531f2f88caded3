import {spawn} from 'node:child_process';
import {once} from 'node:events';

/** A process that was started here and is ended here, by its own id. */
export type Child = {
	readonly name: string;
	readonly pid: number | undefined;
	readonly stop: () => Promise<void>;
	readonly failure: () => string | undefined;
};

export function startChild(name: string, path: string, flags: readonly string[]): Child {
	const child = spawn(path, flags, {stdio: ['ignore', 'ignore', 'pipe']});
	let log = '';
	let ended: string | undefined;
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		log = (log + text).slice(-4000);
	});
	child.on('error', error => {
		ended = `${name} cannot be started: ${error.message}`;
	});
	const exited = once(child, 'close');
	child.on('close', (code, signal) => {
		ended ??= `${name} ended (${code ?? signal}): ${log}`;
	});
	exited.catch(() => undefined);
	const stop = async () => {
		if (ended !== undefined || child.pid === undefined) return;
		// At once: what it holds is thrown away, and an orderly end takes seconds.
		child.kill('SIGKILL');
		await exited.catch(() => undefined);
	};
	return {name, pid: child.pid, stop, failure: () => ended};
}

/** Asks again every 50 ms until something comes; fails with `what` after the time. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined | false>, milliseconds = 60_000): Promise<T> {
	const end = Date.now() + milliseconds;
	for (;;) {
		const got = await ask();
		if (got !== undefined && got !== false) return got;
		if (Date.now() > end) throw new Error(`waited ${milliseconds / 1000} s in vain: ${what}`);
		await new Promise(resolve => setTimeout(resolve, 50));
	}
}
