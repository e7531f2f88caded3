import {render} from 'ink';
import type {ExitCode} from '../model/index.js';
import {hasUsed} from '../session/once.js';
import {temporaryFolder} from '../session/temporary.js';
import {App} from '../ui/app.js';
import {partingWords} from '../ui/pages/parting.js';
import type {Place} from '../ui/ports.js';
import type {State} from '../ui/state.js';
import {asciiText} from '../ui/theme.js';
import {carried} from './carried.js';
import {homing} from './homing.js';
import {latePorts} from './late-ports.js';
import type {ClusterChoice} from './places.js';
import type {ShellPorts} from './ports.js';
import {stopped} from './stopping.js';
import {isAscii} from './terminal-facts.js';

export type WizardChoice = ClusterChoice & {readonly demo?: boolean};

const framesPerSecond = 60;

/** Goes on from a state, line by line. */
export type GoesOn = (ports: ShellPorts, choice: WizardChoice, state: State) => Promise<ExitCode>;

/** The wizard on a terminal: opens the alternate screen, leaves a summary on the normal one. */
export async function wizard(choice: WizardChoice, plainly: GoesOn): Promise<ExitCode> {
	// What names no place is drawn at once: nothing is loaded for it before the first frame.
	if (choice.context !== undefined || choice.kubeconfig !== undefined || (choice.demo && choice.offline))
		await (await import('./wizard-places.js')).requirePlace(choice);
	const temporary = temporaryFolder();
	const ports = latePorts(async () => (await import('./ports.js')).shellPorts(choice, {demoHome: temporary.path}));
	let last: State | undefined;
	if (!hasUsed('plain')) process.stdout.write('castellan --plain: line by line\n');
	// Before anything is drawn: a key that comes in between would be echoed, and an echoed enter scrolls the first frame away.
	process.stdin.setRawMode(true);
	try {
		const app = render(
			<App
				ports={ports}
				readOnly={choice.readOnly === true}
				probes={choice.probes !== false}
				ascii={isAscii(process.env)}
				{...(opensAtOnce(choice) && {
					openAt: (places: readonly Place[]) =>
						places.find(place => (choice.demo ? place.kind === 'demo' : place.kind === 'context' && place.id === choice.context)),
				})}
				onStop={stopped}
				onLeave={state => {
					last = state;
				}}
			/>,
			{
				stdout: homing(process.stdout),
				alternateScreen: true,
				exitOnCtrlC: false,
				incrementalRendering: true,
				maxFps: framesPerSecond,
				patchConsole: true,
			},
		);
		await app.waitUntilExit();
		if (last?.plainly) {
			process.stdin.setRawMode(false);
			process.stdin.ref();
			return await plainly(ports, choice, last);
		}
		if (last) {
			const words = partingWords({...last, journal: ports.made()}, ports.tally(), new Date(), carried(choice));
			process.stdout.write(isAscii(process.env) ? asciiText(words) : words);
		}
	} finally {
		process.stdin.setRawMode(false);
		await ports.close();
		temporary.remove();
	}
	return last?.leaving ?? 0;
}

function opensAtOnce({demo, context}: WizardChoice): boolean {
	return demo === true || context !== undefined;
}
