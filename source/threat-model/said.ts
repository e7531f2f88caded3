import type {Answers} from '../model/index.js';

/** What a person said is kept and can be taken back; what is suggested follows from the cluster and from what was said. */
export function parted(answers: Answers): {readonly said: Answers; readonly suggested: Answers} {
	const part = (said: boolean): Answers => Object.fromEntries(Object.entries(answers).filter(([, {basis}]) => (basis === 'said') === said));
	return {said: part(true), suggested: part(false)};
}
