import {isTyped} from './next/ask.js';
import type {Screen, State} from './state.js';

/** Letters are text where a field is open. */
export function openField(screen: Screen, plan: State['plan'] = []): boolean {
	return (
		(screen.name === 'ask' && isTyped(plan.find(({item}) => item.id === screen.item)?.item.asks?.[screen.question])) ||
		screen.name === 'confirm' ||
		screen.name === 'go' ||
		(screen.name === 'where' && screen.asking !== undefined) ||
		(screen.name === 'list' && screen.field !== undefined) ||
		(screen.name === 'dialog' && screen.dialog.fields[screen.dialog.at]?.choices === undefined) ||
		(screen.name === 'diff' && screen.anyway !== undefined) ||
		('sought' in screen && screen.sought?.field !== undefined)
	);
}
