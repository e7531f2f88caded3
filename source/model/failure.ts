/** Process exit codes: 0 done, 1 a control at or above --fail-on, 2 wrong use, 3 nothing could be read, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/**
 * Something a user can mend. Says what happened, why, and what to do next; its text is safe to print.
 * Everything else that is thrown is a defect of the program.
 */
export class Failure extends Error {
	readonly why: string;
	readonly steps: readonly string[];
	readonly exitCode: ExitCode;

	constructor(what: string, {why = '', steps = [], exitCode = 2}: {why?: string; steps?: readonly string[]; exitCode?: ExitCode} = {}) {
		super(what);
		this.name = 'Failure';
		this.why = why;
		this.steps = steps;
		this.exitCode = exitCode;
	}
}
