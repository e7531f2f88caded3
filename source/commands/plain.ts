import type {ExitCode} from '../model/index.js';
import {used} from '../session/once.js';
import {temporaryFolder} from '../session/temporary.js';
import {effectRunner} from '../ui/effects.js';
import {wrapped} from '../ui/lines.js';
import {next} from '../ui/next.js';
import {openField} from '../ui/open-field.js';
import {partingWords} from '../ui/pages/parting.js';
import {sendingText} from '../ui/plain/changes.js';
import {described, plainHelp} from '../ui/plain/describe.js';
import {seenOnly} from '../ui/plain/questions.js';
import {understood} from '../ui/plain/understood.js';
import {type Effect, type Event, type State, startState} from '../ui/state.js';
import {asciiSentence} from '../ui/theme.js';
import {carried} from './carried.js';
import type {ClusterChoice} from './places.js';
import {type ShellPorts, shellPorts} from './ports.js';
import {inquired, readLines} from './typing.js';
import {requirePlace} from './wizard-places.js';

export type PlainChoice = ClusterChoice & {
	/** It was asked for, not found to be needed. */
	readonly plain?: boolean;
	readonly demo?: boolean /** false: asks with prompts instead of lines. */;
	readonly tui?: boolean;
};

const width = 78;
/** The page that sends takes enter only after it could be read; line by line it was printed before anything could be typed. */
const settled = 1000;
const progressEvery = 10_000;

/** The wizard line by line: append-only, the same questions, rows and words. */
export async function plain(choice: PlainChoice): Promise<ExitCode> {
	await requirePlace(choice);
	if (choice.plain) used('plain');
	const temporary = temporaryFolder();
	const ports = shellPorts(choice, {demoHome: temporary.path});
	const dialogue = new Dialogue(ports, choice);
	try {
		return await dialogue.held();
	} finally {
		await ports.close();
		temporary.remove();
	}
}

/** The same from where the full screen was left. */
export async function goneOn(ports: ShellPorts, choice: PlainChoice, left: State): Promise<ExitCode> {
	used('plain');
	const {leaving: _, plainly: __, ...state} = left;
	return new Dialogue(ports, choice, state).held();
}

class Dialogue {
	readonly #ports: ShellPorts;
	readonly #choice: PlainChoice;
	readonly #run: (effect: Effect) => Promise<void>;
	readonly #isBegun: boolean;
	#state: State;
	#busy = new Set<Promise<void>>();
	#said = new Map<string, string>();
	#wake: () => void = () => undefined;
	#progressAt: number;

	constructor(ports: ShellPorts, choice: PlainChoice, from?: State) {
		const size = {columns: width + 1, rows: 24};
		const options = {readOnly: choice.readOnly === true, now: ports.now(), probes: choice.probes !== false};
		this.#ports = ports;
		// What is read at once needs no word.
		this.#progressAt = ports.now();
		this.#choice = choice;
		this.#isBegun = from !== undefined;
		this.#state = from ? {...from, size} : startState(size, options);
		this.#run = effectRunner(
			ports,
			event => this.#happened(event),
			() => this.#state,
		);
	}

	async held(): Promise<ExitCode> {
		const typing = this.#choice.tui === false ? inquired(() => this.#state) : readLines();
		const interrupted = () => {
			this.#happened({type: 'interrupted'});
			typing.stop();
		};
		process.on('SIGINT', interrupted);
		try {
			if (!this.#isBegun) await this.#begin();
			this.#print([
				`castellan, line by line. ${this.#choice.demo ? 'Demo cluster. Nothing real is touched. ' : ''}help at any prompt: the words.`,
			]);
			this.#show();
			while (this.#state.leaving === undefined) {
				const line = await typing.next(promptOf(this.#state));
				if (this.#state.leaving !== undefined) break;
				// Nobody types any more: a place that could not be read is the last word.
				if (line === undefined) this.#happened({type: 'left', code: this.#state.failure && !this.#state.cluster ? 3 : 0});
				if (line === undefined && this.#state.leaving === undefined) break;
				if (line !== undefined) await this.#took(line);
			}
			await this.#quiet();
			const words = partingWords({...this.#state, journal: this.#ports.made()}, this.#ports.tally(), new Date(), carried(this.#choice));
			process.stdout.write(asciiSentence(words));
			return this.#state.leaving ?? 0;
		} finally {
			process.removeListener('SIGINT', interrupted);
			typing.stop();
		}
	}

	async #begin(): Promise<void> {
		this.#start({do: 'find-places'});
		await this.#quiet();
		this.#openAtOnce();
		await this.#quiet();
	}

	/** A context or the demo that was named is opened without asking. */
	#openAtOnce(): void {
		const {demo, context} = this.#choice;
		const at = this.#state.places.findIndex(place => (demo ? place.kind === 'demo' : place.kind === 'context' && place.id === context));
		if ((demo || context !== undefined) && at >= 0) {
			this.#happened({type: 'moved', by: at});
			this.#happened({type: 'entered'});
		}
	}

	async #took(line: string): Promise<void> {
		const before = this.#state;
		if (/^(help|\?)$/.test(line.trim()) && !openField(before.screen, before.plan)) return this.#print(plainHelp(before));
		const result = understood(line, before);
		if ('says' in result) return this.#print([result.says]);
		for (const event of result.events) {
			this.#state = {...this.#state, now: this.#state.now + settled};
			this.#happened(event);
		}
		await this.#quiet();
		const {screen, message} = this.#state;
		if (message !== undefined) this.#print([/[.?]$/.test(message) ? message : `${message}.`]);
		const toldAlready = screen.name === 'sending' && this.#state.sent !== before.sent;
		if (!toldAlready && (screen !== before.screen || this.#state.plan !== before.plan)) this.#show();
		// A page that is only read closes by itself.
		if (screen.name === 'text' && screen.file === undefined) this.#happened({type: 'closed'});
	}

	#happened(event: Event): void {
		const before = this.#state;
		const {state, effects} = next({...before, now: Math.max(before.now, this.#ports.now())}, event);
		const {leaving: _, plainly, ...stays} = state;
		this.#state = plainly ? {...stays, message: 'it is line by line already'} : state;
		this.#tell(before);
		for (const effect of effects) this.#start(effect);
		this.#wake();
	}

	/** What goes on by itself, said as it comes: reading, and what became of each object that is sent. */
	#tell(before: State): void {
		const {reading, sent, sending} = this.#state;
		const now = this.#ports.now();
		if (reading && !reading.finished && reading.kinds > 0 && now - this.#progressAt >= progressEvery) {
			this.#progressAt = now;
			this.#print([`Reading: ${reading.done} of ${reading.kinds} kinds${reading.refused > 0 ? `, ${reading.refused} refused` : ''}.`]);
		}
		for (const row of sent) {
			const says = `${row.item.says}: ${row.state}${row.says ? `, ${row.says}` : ''}`;
			if (row.state !== 'waits' && this.#said.get(row.item.id) !== says) this.#print([`${says}.`]);
			this.#said.set(row.item.id, says);
		}
		if (sending !== before.sending && (sending === 'done' || sending === 'waits')) this.#print([sendingText(this.#state)]);
	}

	#start(effect: Effect): void {
		const running = this.#run(effect);
		// Sending goes on for minutes, and a person may be asked meanwhile.
		if (effect.do === 'send') return;
		this.#busy.add(running);
		void running.finally(() => {
			this.#busy.delete(running);
			this.#wake();
		});
	}

	/** Everything that was asked of the world has answered; sending waits for a person, or is over. */
	async #quiet(): Promise<void> {
		while (this.#busy.size > 0 || this.#state.sending === 'running' || this.#state.sending === 'stopping') await this.#woken();
	}

	#woken(): Promise<void> {
		return new Promise(resolve => {
			this.#wake = resolve;
		});
	}

	#show(): void {
		const {name} = this.#state.screen;
		// Prompts say it themselves.
		if (this.#choice.tui === false && (name === 'where' || name === 'ask')) return;
		const texts = described(this.#state);
		this.#print(this.#choice.tui === false && name === 'answers' ? seenOnly(this.#state) : texts);
	}

	#print(texts: readonly string[]): void {
		for (const text of texts) for (const line of wrapped(asciiSentence(text).trimEnd(), width)) process.stdout.write(`${line}\n`);
	}
}

/** What stands before the place to type. */
function promptOf({screen, assessment}: State): string {
	if (screen.name === 'control') {
		const rank = assessment?.ranked.find(({verdict}) => verdict.control.id === screen.control)?.rank;
		return rank === undefined ? 'row' : `row ${rank}`;
	}
	return {answers: 'answer', confirm: 'send', text: 'page', dialog: 'field'}[screen.name as string] ?? screen.name;
}
