import {writeOutput} from '../session/output.js';

/** To the screen, or to a file that is replaced as a whole. */
export function print(text: string, output: string | undefined): void {
	if (output === undefined) process.stdout.write(text);
	else writeOutput(output, text);
}
