import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import pty from '@lydell/node-pty';
import * as xtermUnicode from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';
import {root} from './generate.js';
import {key} from './screen.js';

const patience = 20_000;
const question = 'send it?';
/** Marks of a synchronized update, which Ink writes around each frame. */
const frame = {begins: '\u{1b}[?2026h', ends: '\u{1b}[?2026l'};

/** The built program in a real pseudo-terminal, its screen read back from a terminal emulator. */
export class Tui {
	readonly terminal: xterm.Terminal;
	readonly home = mkdtempSync(join(tmpdir(), 'castellan-e2e-'));
	readonly exited: Promise<number>;
	/** Everything that the program wrote to the terminal. */
	raw = '';
	/** What was handed to the emulator and is not on its screen yet: writes. */
	#unread = 0;
	readonly #program: pty.IPty;

	constructor(
		args: readonly string[],
		{
			columns = 80,
			rows = 24,
			env = {},
			before = '',
		}: {
			columns?: number;
			rows?: number;
			env?: Record<string, string> | ((home: string) => Record<string, string>) /** What stands on the terminal already. */;
			before?: string;
		} = {},
	) {
		this.terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
		this.terminal.loadAddon(new xtermUnicode.Unicode11Addon());
		this.terminal.unicode.activeVersion = '11';
		this.terminal.write(before);
		const {PATH = ''} = process.env;
		this.#program = pty.spawn(process.execPath, [join(root, 'dist/main.js'), ...args], {
			cols: columns,
			rows,
			cwd: this.home,
			env: {
				PATH,
				HOME: this.home,
				CASTELLAN_HOME: join(this.home, 'kept'),
				TERM: 'xterm-256color',
				LANG: 'C.UTF-8',
				...(typeof env === 'function' ? env(this.home) : env),
			},
		});
		this.#program.onData(data => {
			this.raw += data;
			this.#unread += 1;
			this.terminal.write(data, () => (this.#unread -= 1));
		});
		this.terminal.onData(data => this.#program.write(data));
		this.exited = new Promise(resolve => this.#program.onExit(({exitCode}) => resolve(exitCode)));
	}

	text(): string {
		const {active} = this.terminal.buffer;
		return Array.from(
			{length: this.terminal.rows},
			(_, row) =>
				active
					.getLine(active.baseY + row)
					?.translateToString(true)
					.trimEnd() ?? '',
		).join('\n');
	}

	/** The full screen that programs draw on is open. */
	isFullScreen(): boolean {
		return this.terminal.buffer.active.type === 'alternate';
	}

	/** No frame is half drawn: a terminal hands over a long one in pieces. */
	#isWhole(): boolean {
		return this.#unread === 0 && this.raw.lastIndexOf(frame.begins) <= this.raw.lastIndexOf(frame.ends);
	}

	/** Resolves with the whole frame that shows this; fails with what the screen showed last. */
	async waitFor(wanted: string | RegExp): Promise<string> {
		const end = Date.now() + patience;
		for (;;) {
			const text = this.text();
			if (this.#isWhole() && (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text))) return text;
			if (Date.now() > end) throw new Error(`the screen never showed ${String(wanted)}:\n${text}`);
			await delay(15);
		}
	}

	/** Sends keys, each by itself, then waits for what they lead to. */
	async press(keys: readonly string[], leadsTo: string | RegExp): Promise<string> {
		for (const key of keys) {
			this.#program.write(key);
			// Ink reads what came together as one chunk; a person's keys come apart.
			await delay(15);
		}
		return this.waitFor(leadsTo);
	}

	/** From the questions into the list, once everything was read. */
	async openList(): Promise<string> {
		await this.press(['G'], 'Show me the list');
		await this.waitFor(/^(?![\s\S]*reading \d)/);
		return this.press([key.enter], 'by rank');
	}

	/** Types what the page that sends asks for. */
	async typeWords(): Promise<void> {
		const words = /Type {2}(.+?) {2}to send/.exec(await this.waitFor(question))?.[1];
		if (!words) throw new Error(`the page that sends names no words to type:\n${this.text()}`);
		await this.press([...words], `${words}▏`);
	}

	/** Enter on the page that sends: it counts only once that page has stood for a moment, and is pressed again only while it stands. */
	async confirm(leadsTo: string): Promise<string> {
		for (let tries = 0; tries < 20 && this.text().includes(question) && !this.text().includes(leadsTo); tries += 1) {
			this.#program.write(key.enter);
			for (let waited = 0; waited < 1000 && this.text().includes(question) && !this.text().includes(leadsTo); waited += 15) await delay(15);
		}
		return this.waitFor(leadsTo);
	}

	end(): void {
		this.#program.kill();
		rmSync(this.home, {recursive: true, force: true});
	}
}
