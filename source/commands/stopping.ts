import {setTimeout as delay} from 'node:timers/promises';
import {Failure} from '../model/index.js';

const settling = 50;

/** Stops this program and what was started with it, as ctrl-z does in a shell; resolves when it goes on, at once where no shell can stop it. */
export async function stopped(): Promise<void> {
	if (process.platform === 'win32') throw new Failure('Programs cannot be stopped here.');
	process.kill(0, 'SIGTSTP');
	// Stands still while the program does.
	await delay(settling);
}
