import type {PlanRow} from '../state.js';

/** Why a row of the plan is not sent, and what to do instead. */
export function handPage({item, error}: PlanRow): string[] {
	if (error) return [error.what, ...(error.why ? ['', error.why] : []), '', ...error.steps.map(one => `- ${one}`)];
	return [`${item.says}: by hand`, '', ...(item.guide ?? ['Nothing is offered for this one.'])];
}
