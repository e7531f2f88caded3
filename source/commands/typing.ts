import {createInterface} from 'node:readline';
import inquirer from 'inquirer';
import {choicesOf} from '../ui/plain/choices.js';
import type {State} from '../ui/state.js';
import {asciiSentence} from '../ui/theme.js';

/** Where the lines of a dialogue come from. */
export type Typing = {
	/** The next line; undefined when there is none any more. */
	readonly next: (prompt: string) => Promise<string | undefined>;
	/** Nothing more is wanted; a line that is waited for ends. */
	readonly stop: () => void;
};

/** Lines of standard input, however they come: nothing is drawn, nothing is erased. */
export function readLines(input: NodeJS.ReadableStream & {isTTY?: boolean} = process.stdin): Typing {
	const lines = createInterface({input, terminal: false});
	const heard: {readonly lines: string[]; ended: boolean} = {lines: [], ended: false};
	let wake: () => void = () => undefined;
	lines.on('line', line => {
		heard.lines.push(line);
		wake();
	});
	lines.on('close', () => {
		heard.ended = true;
		wake();
	});
	return {
		next: async prompt => {
			process.stdout.write(`${prompt}> `);
			while (heard.lines.length === 0 && !heard.ended)
				await new Promise<void>(resolve => {
					wake = resolve;
				});
			const line = heard.lines.shift();
			if (line === undefined) process.stdout.write('\n');
			else if (!input.isTTY) process.stdout.write(`${asciiSentence(line)}\n`);
			return line;
		},
		stop: () => lines.close(),
	};
}

/** The same lines, chosen in prompts that move with the arrows. */
export function inquired(stateOf: () => State): Typing {
	const stop = new AbortController();
	const asked = async <T>(ask: (signal: {signal: AbortSignal}) => Promise<T>): Promise<T | undefined> => {
		try {
			return await ask({signal: stop.signal});
		} catch (error) {
			// Ctrl-C and the end of the input close a prompt.
			if (error instanceof Error && /^(ExitPromptError|AbortPromptError)$/.test(error.name)) return undefined;
			throw error;
		}
	};
	return {
		next: async prompt => {
			const offered = choicesOf(stateOf());
			if (!offered) {
				const answer = await asked(() => inquirer.prompt<{line: string}>([{type: 'input', name: 'line', message: `${prompt}:`}]));
				return answer?.line;
			}
			const choices = offered.choices.map(({says, line}) => ({
				name: asciiSentence(says),
				value: line,
				checked: offered.chosen.includes(line),
			}));
			if (offered.several) {
				const answer = await asked(() =>
					inquirer.prompt<{lines: string[]}>([{type: 'checkbox', name: 'lines', message: offered.ask, choices}]),
				);
				return answer?.lines.join(' ');
			}
			const [first] = offered.chosen;
			const answer = await asked(() =>
				inquirer.prompt<{line: string}>([
					{type: 'select', name: 'line', message: offered.ask, choices, pageSize: 12, ...(first !== undefined && {default: first})},
				]),
			);
			return answer?.line;
		},
		stop: () => stop.abort(),
	};
}
