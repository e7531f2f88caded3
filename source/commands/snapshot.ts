import {type ExitCode, visible} from '../model/index.js';
import {snapshotText} from '../report/snapshot.js';
import {writeOutput} from '../session/output.js';
import type {ClusterChoice} from './places.js';
import {isDemo, readSnapshot} from './reading.js';

/** Writes what was read, for review elsewhere. */
export async function snapshotCommand(where: string | undefined, choice: ClusterChoice & {readonly output?: string}): Promise<ExitCode> {
	const {snapshot, interrupted} = await readSnapshot(choice, isDemo('snapshot', where, choice));
	const text = snapshotText(snapshot);
	if (choice.output === undefined) process.stdout.write(text);
	else {
		writeOutput(choice.output, text);
		process.stderr.write(`written to ${visible(choice.output)}\n`);
	}
	return interrupted ? 130 : 0;
}
