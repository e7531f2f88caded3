import {Failure} from '../model/index.js';
import type {Told} from './ports.js';

/** What went wrong, for a person; a defect of the program is said as one. */
export function told(error: unknown): Told {
	if (error instanceof Failure) return {what: error.message, why: error.why, steps: error.steps};
	return {
		what: 'Something unexpected went wrong inside castellan.',
		why: error instanceof Error ? error.message : String(error),
		steps: ['Please report it with the output of castellan --version.'],
	};
}
