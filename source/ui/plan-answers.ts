import type {Given} from '../model/index.js';
import type {Wanted} from './ports.js';
import type {State} from './state.js';

const key = ({control, finding}: Wanted) => `${control} ${finding}`;

/** What was answered to the questions of these fixes, in this plan or an earlier one. */
export function givenFor(answered: State['answered'], wanted: readonly Wanted[]): Given {
	return Object.assign({}, ...wanted.map(one => answered[key(one)]));
}

export function withAnswer(answered: State['answered'], wanted: readonly Wanted[], ask: string, value: string): State['answered'] {
	return {...answered, ...Object.fromEntries(wanted.map(one => [key(one), {...answered[key(one)], [ask]: value}]))};
}

export function isAnswered(answered: State['answered'], wanted: readonly Wanted[]): boolean {
	return wanted.some(one => answered[key(one)] !== undefined);
}

/** As if these fixes had never asked. */
export function withoutAnswers(answered: State['answered'], wanted: readonly Wanted[]): State['answered'] {
	const gone = new Set(wanted.map(key));
	return Object.fromEntries(Object.entries(answered).filter(([one]) => !gone.has(one)));
}
