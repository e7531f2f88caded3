import type {Ask} from '../../model/index.js';
import {walked} from '../extent.js';
import {edited} from '../field.js';
import {givenFor, withAnswer} from '../plan-answers.js';
import {closed, type Event, home, type ScreenOf, type State, type Step, step} from '../state.js';

/** The page of one question of a fix; what is proposed stands in its field. */
export function askScreen(item: string, asks: readonly Ask[], question: number): ScreenOf<'ask'> {
	const text = asks[question]?.options ? '' : (asks[question]?.proposal ?? '');
	return {name: 'ask', item, question, cursor: home, field: {text, at: text.length}};
}

/** A question without options is answered by a line of text. */
export function isTyped(ask: Ask | undefined): boolean {
	return ask !== undefined && (ask.options ?? []).length === 0;
}

export function askNext(state: State, screen: ScreenOf<'ask'>, event: Event): Step {
	const row = state.plan.find(one => one.item.id === screen.item);
	const asks = row?.item.asks ?? [];
	const ask = asks[screen.question];
	if (!row || !ask) return step(closed(state));
	const options = ask.options ?? [];
	const taken = (value: string): Step => {
		const answered = withAnswer(state.answered, row.item.wanted, ask.id, value);
		if (screen.question < asks.length - 1) return step({...state, answered, screen: askScreen(screen.item, asks, screen.question + 1)});
		const wanted = state.plan.flatMap(({item}) => item.wanted);
		return step({...state, answered}, {do: 'plan', wanted, given: givenFor(answered, wanted)});
	};
	switch (event.type) {
		case 'moved':
			return step({...state, screen: walked(state, screen, event.by)});
		case 'typed':
		case 'edited':
		case 'pasted':
			return isTyped(ask) ? step({...state, screen: {...screen, field: edited(screen.field, event)}}) : step(state);
		case 'digit': {
			const option = options[event.digit - 1];
			return option ? taken(option.value) : step({...state, message: `1 to ${options.length} answer`});
		}
		case 'entered': {
			if (!isTyped(ask)) {
				const option = options[screen.cursor.at];
				return option ? taken(option.value) : step(state);
			}
			const value = screen.field.text.trim();
			const problem = problemOf(ask, value);
			return problem === undefined ? taken(value) : step({...state, message: problem});
		}
		case 'closed':
			return step({...closed(state), message: 'without an answer it is only saved, never sent'});
		default:
			return step(state);
	}
}

const patterns: Readonly<Record<Ask['kind'], {readonly each: RegExp; readonly says: string}>> = {
	role: {each: /./, says: 'write the name of a role'},
	text: {each: /./, says: 'write something'},
	addresses: {
		each: /^(\d{1,3}(\.\d{1,3}){3}\/\d{1,2}|[0-9a-fA-F:]+:[0-9a-fA-F:]*\/\d{1,3})$/,
		says: 'write ranges like 203.0.113.0/24, with commas between them',
	},
	quantity: {each: /^\d+(\.\d+)?(m|k|[MGTPE]i?|Ki)?$/, says: 'write a quantity like 500m, 2 or 512Mi'},
	registries: {each: /^[a-z0-9][a-z0-9._:/-]*$/, says: 'write registries like registry.example.com/, with commas between them'},
};

/** Why this text cannot be an answer; undefined where it can. */
export function problemOf({kind}: Ask, value: string): string | undefined {
	const {each, says} = patterns[kind];
	const words = kind === 'addresses' || kind === 'registries' ? value.split(/[\s,;]+/).filter(Boolean) : [value];
	if (words.length === 0) return says;
	return words.every(word => each.test(word)) ? undefined : says;
}
