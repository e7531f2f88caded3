import {isDay, visible, type Waiver} from '../model/index.js';

/** What a file holds as waivers, reduced to those that are whole. */
export function validWaivers(raw: unknown): readonly Waiver[] {
	if (!Array.isArray(raw)) return [];
	return raw.flatMap((one: Partial<Record<keyof Waiver, unknown>> | null): Waiver[] => {
		if (typeof one !== 'object' || one === null) return [];
		const {control, check, object, owner, reason, until} = one;
		if (typeof control !== 'string' || typeof owner !== 'string' || typeof reason !== 'string' || typeof until !== 'string') return [];
		if (!isDay(until)) return [];
		return [
			{
				control,
				...(typeof check === 'string' && {check}),
				...(typeof object === 'string' && {object: visible(object)}),
				owner: visible(owner),
				reason: visible(reason),
				until,
			},
		];
	});
}
