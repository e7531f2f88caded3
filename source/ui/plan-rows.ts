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
