import {EventEmitter} from 'node:events';
import {Readable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import * as xtermUnicode from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';
import {render} from 'ink';
import type {ReactElement} from 'react';

/** A terminal that Ink draws into: real columns and rows, read back cell by cell. */
export type Mounted = {
	/** What stands on the screen, trailing blanks cut. */
	readonly text: () => string;
	/** One key or chunk after another; each waits until the screen has settled. */
	readonly press: (...chunks: readonly string[]) => Promise<string>;
	/** Resolves when the screen holds this text; fails with the screen after ten seconds. */
	readonly waitFor: (wanted: string | RegExp) => Promise<string>;
	readonly resize: (columns: number, rows: number) => Promise<void>;
	readonly terminal: xterm.Terminal;
	readonly exited: Promise<unknown>;
	readonly unmount: () => void;
};

class Output extends EventEmitter {
	readonly isTTY = true;
	readonly writable = true;
	pending = 0;
	raw = '';
	readonly terminal: xterm.Terminal;
	constructor(terminal: xterm.Terminal) {
		super();
		this.terminal = terminal;
	}
	get columns(): number {
		return this.terminal.cols;
	}
	get rows(): number {
		return this.terminal.rows;
	}
	write = (data: string, done?: () => void): boolean => {
		this.raw += data;
		this.pending += 1;
		this.terminal.write(data.replace(/\r?\n/g, '\r\n'), () => {
			this.pending -= 1;
			done?.();
		});
		return true;
	};
}

class Input extends Readable {
	readonly isTTY = true;
	override _read(): void {
		return undefined;
	}
	setRawMode(): this {
		return this;
	}
	ref(): this {
		return this;
	}
	unref(): this {
		return this;
	}
}

export const key = {
	enter: '\r',
	esc: '\u001B',
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	tab: '\t',
	space: ' ',
	ctrlC: '\u0003',
	pageDown: '\u001B[6~',
	end: 'G',
	home: 'g',
} as const;

const patience = 10_000;
/** Ink waits 20 ms after a lone Esc. */
const escapeWait = 30;

export function mount(tree: ReactElement, {columns = 80, rows = 24}: {columns?: number; rows?: number} = {}): Mounted {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	terminal.loadAddon(new xtermUnicode.Unicode11Addon());
	terminal.unicode.activeVersion = '11';
	const output = new Output(terminal);
	const input = new Input();
	const app = render(tree, {
		stdout: output as unknown as NodeJS.WriteStream,
		stderr: output as unknown as NodeJS.WriteStream,
		stdin: input as unknown as NodeJS.ReadStream,
		interactive: true,
		patchConsole: false,
		exitOnCtrlC: false,
		maxFps: 1000,
	});
	const settle = async (): Promise<void> => {
		await app.waitUntilRenderFlush();
		while (output.pending > 0) await new Promise(resolve => setImmediate(resolve));
	};
	const text = () => {
		const {active} = terminal.buffer;
		return Array.from({length: terminal.rows}, (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '')
			.map(line => line.trimEnd())
			.join('\n')
			.trimEnd();
	};
	return {
		text,
		terminal,
		exited: app.waitUntilExit(),
		unmount: () => app.unmount(),
		press: async (...chunks) => {
			for (const chunk of chunks) {
				input.push(chunk);
				await new Promise(resolve => setImmediate(resolve));
				if (chunk === key.esc) await delay(escapeWait);
				await settle();
			}
			return text();
		},
		waitFor: async wanted => {
			const end = Date.now() + patience;
			for (;;) {
				await settle();
				const screen = text();
				if (typeof wanted === 'string' ? screen.includes(wanted) : wanted.test(screen)) return screen;
				if (Date.now() > end) throw new Error(`the screen never showed ${String(wanted)}:\n${screen}`);
				await delay(5);
			}
		},
		resize: async (newColumns, newRows) => {
			terminal.resize(newColumns, newRows);
			output.emit('resize');
			await settle();
		},
	};
}
