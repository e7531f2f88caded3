import {type ExitCode, Failure, visible} from '../model/index.js';
import {report} from '../report/json.js';
import {table} from '../report/table.js';
import {writeOutput} from '../session/output.js';
import {assessedAlone} from './assessment.js';
import {type FilesChoice, snapshotFrom} from './files.js';
import type {ClusterChoice} from './places.js';
import {readSnapshot} from './reading.js';
import {version} from './version.js';

export type ScanChoice = ClusterChoice &
	FilesChoice & {
		readonly format?: 'table' | 'json';
		readonly from?: string;
		readonly output?: string;
	};

/** No screen: read, assess, print. */
export async function scanCommand(where: string | undefined, choice: ScanChoice): Promise<ExitCode> {
	if (where !== undefined && where !== 'demo')
		throw new Failure(`castellan scan does not know ${visible(where)}.`, {
			steps: ['castellan scan demo scans the built-in cluster; --from reads files; --context chooses a cluster.'],
		});
	if (where === 'demo' && choice.from !== undefined) throw new Failure('demo and --from exclude each other.');
	const {snapshot, interrupted} =
		choice.from === undefined
			? await readSnapshot(choice, where === 'demo')
			: {snapshot: snapshotFrom(choice.from, choice), interrupted: false};
	const {ranked, model} = assessedAlone(snapshot);
	const whole = report(snapshot, ranked, model, version);
	const text = choice.format === 'json' ? `${JSON.stringify(whole, undefined, '\t')}\n` : table(ranked, whole);
	if (choice.output === undefined) process.stdout.write(text);
	else writeOutput(choice.output, text);
	return interrupted ? 130 : 0;
}
