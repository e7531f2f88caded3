import {isForGit, isSendable} from './plan-rows.js';
import type {PlanRow, State} from './state.js';

/** Rows whose patches, commands and undo can be written to files. */
export function savable(plan: readonly PlanRow[]): readonly PlanRow[] {
	return plan.filter(row => row.state === 'tried' && !row.leftOut);
}

/** Why this plan cannot be saved now; undefined where it can. */
export function whyNotSaved({plan}: Pick<State, 'plan'>): string | undefined {
	if (savable(plan).length > 0) return undefined;
	return plan.some(({state}) => state === 'trying')
		? 'nothing to save yet: still trying on the server'
		: `nothing to save: ${whyNoChange(plan)}`;
}

/** Why this plan cannot be sent now; undefined where it can. */
export function whyNotSent({plan, readOnly}: Pick<State, 'plan' | 'readOnly'>): string | undefined {
	const saves = savable(plan).length > 0;
	if (readOnly) return `--read-only: nothing is sent${saves ? '; s saves the patches' : ''}`;
	if (plan.some(({state}) => state === 'trying')) return 'still trying on the server; a moment';
	if (plan.some(row => isSendable(row))) return undefined;
	const forbidden = savable(plan)
		.flatMap(({previews}) => previews)
		.find(({forbidden: right}) => right !== undefined)?.forbidden;
	if (plan.some(row => row.state === 'asks' && !row.leftOut)) return 'a question is open: enter answers it';
	if (savable(plan).some(row => isForGit(row))) return 'Git takes these changes back: s saves patches; in the diff, a says more';
	if (forbidden) return `this account may not ${forbidden}: s saves the patches`;
	return `nothing here can be sent: ${whyNoChange(plan)}`;
}

function whyNoChange(plan: readonly PlanRow[]): string {
	if (plan.every(({leftOut}) => leftOut)) return 'all of it is left out';
	if (plan.some(({state}) => state === 'asks')) return 'a question is open, enter answers it';
	return plan.every(({state}) => state === 'by-hand') ? 'it is done by hand, enter says how' : 'enter says why';
}
