import {type ExitCode, Failure, type Ranked} from '../model/index.js';
import {type Report, report} from '../report/json.js';
import {table} from '../report/table.js';
import {readAnswersFile} from './answers-file.js';
import {assessedAlone} from './assessment.js';
import {type FilesChoice, snapshotFrom} from './files.js';
import type {ClusterChoice} from './places.js';
import {print} from './printing.js';
import {isDemo, readSnapshot} from './reading.js';
import {markdownOf} from './report-text.js';
import {exitCodeOf, type ThresholdChoice} from './threshold.js';
import {version} from './version.js';

export type ReportFormat = 'table' | 'markdown' | 'json';
export type ScanChoice = ClusterChoice &
	FilesChoice &
	ThresholdChoice & {
		readonly format: ReportFormat;
		readonly from?: string;
		readonly output?: string;
		readonly answers?: string;
	};

/** No screen: read, assess, print. */
export async function scanCommand(where: string | undefined, choice: ScanChoice): Promise<ExitCode> {
	const demo = isDemo('scan', where, choice);
	if (demo && choice.from !== undefined) throw new Failure('demo and --from exclude each other.');
	if (choice.offline && choice.from === undefined)
		throw new Failure('scan reads a cluster or files.', {
			steps: ['--from reads files without any connection; castellan --offline asks the questions.'],
		});
	const given = choice.answers === undefined ? undefined : readAnswersFile(choice.answers);
	const {snapshot, interrupted} =
		choice.from === undefined ? await readSnapshot(choice, demo) : {snapshot: snapshotFrom(choice.from, choice), interrupted: false};
	const {ranked, model} = assessedAlone(snapshot, given?.answers, given);
	const whole = report(snapshot, ranked, model, version);
	print(inFormat(choice.format, whole, ranked), choice.output);
	return interrupted ? 130 : exitCodeOf(ranked, choice);
}

function inFormat(format: ReportFormat, whole: Report, ranked: readonly Ranked[]): string {
	switch (format) {
		case 'json':
			return `${JSON.stringify(whole, undefined, '\t')}\n`;
		case 'markdown':
			return markdownOf(whole);
		case 'table':
			return table(ranked, whole);
	}
}
