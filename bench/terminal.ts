import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import pty from '@lydell/node-pty';

export type Session = {
	/** Milliseconds until the output holds this, from `since` (default: the start). */
	readonly until: (wanted: RegExp, since?: number) => Promise<number>;
	readonly press: (keys: string) => number;
	/** Milliseconds from a key to the last byte of what it draws. */
	readonly answered: (key: string) => Promise<number>;
	/** Resolves when nothing was drawn for a while. */
	readonly still: () => Promise<void>;
	readonly end: () => void;
};

const quiet = 60;
const stillFor = 500;
const patience = 60_000;

/** A program in a pseudo-terminal of 120x40, timed by what it writes. */
export function session(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Session {
	const home = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
	const {PATH = ''} = process.env;
	const start = performance.now();
	const program = pty.spawn(process.execPath, [...args], {
		cols: 120,
		rows: 40,
		cwd: home,
		env: {PATH, HOME: home, CASTELLAN_HOME: join(home, 'kept'), TERM: 'xterm-256color', LANG: 'C.UTF-8', ...environment},
	});
	let output = '';
	let last = start;
	program.onData(data => {
		output += data;
		last = performance.now();
	});
	const wait = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));
	return {
		until: async (wanted, since = start) => {
			for (;;) {
				if (wanted.test(output)) return last - since;
				if (performance.now() - since > patience) throw new Error(`never saw ${String(wanted)}: ${output.slice(-500)}`);
				await wait(1);
			}
		},
		press: keys => {
			output = '';
			const at = performance.now();
			program.write(keys);
			return at;
		},
		answered: async key => {
			const at = performance.now();
			program.write(key);
			for (;;) {
				await wait(1);
				if (last >= at && performance.now() - last >= quiet) return last - at;
				if (performance.now() - at > 5000) throw new Error(`no answer to the key ${JSON.stringify(key)}: ${output.slice(-600)}`);
			}
		},
		still: async () => {
			do await wait(stillFor);
			while (performance.now() - last < stillFor);
		},
		end: () => {
			program.kill();
			rmSync(home, {recursive: true, force: true});
		},
	};
}

export function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
