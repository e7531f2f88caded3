import type {PlanItem} from './ports.js';
import type {PlanRow} from './state.js';

/** A row that would be sent now. */
export function isSendable(row: PlanRow): boolean {
	return (
		row.state === 'tried' &&
		!row.leftOut &&
		row.previews.length > 0 &&
		row.previews.every(preview => !preview.refused && !preview.forbidden) &&
		(!isForGit(row) || row.anyway === true)
	);
}
/** A row whose change belongs into a Git repository. */
export function isForGit(row: PlanRow): boolean {
	return row.previews.some(preview => preview.owner.git);
}
/** What is tried on the server; a new round of tries takes the place of the one before. */
export function tryingItems(plan: readonly PlanRow[]): PlanItem[] {
	return plan.filter(({state}) => state === 'trying').map(({item}) => item);
}
