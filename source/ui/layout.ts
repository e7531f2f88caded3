import type {State} from './state.js';

/** Cells and rows of the parts of a screen. */
export type Layout = {
	/** One column stays free, so that no terminal wraps. */
	readonly width: number;
	/** Rows between the rule at the top and the rule above the strip. */
	readonly body: number;
	/** Width of the list where the control stands beside it. */
	readonly list: number;
	readonly pane: number;
	readonly wide: boolean;
	readonly tooSmall: boolean;
};

/** Two lines and a rule above, a rule, three lines of strip, message and keys below. */
const around = 9;
const gap = 2;

export function layout({columns, rows}: State['size']): Layout {
	const width = columns - 1;
	const wide = columns >= 110;
	const list = columns >= 180 ? 80 : wide ? 66 : width;
	return {
		width,
		body: Math.max(1, rows - around),
		list,
		pane: wide ? width - list - gap : width,
		wide,
		tooSmall: columns < 60 || rows < 16,
	};
}

/** Rows of the first screen for places: one is kept for the line that parts clusters from the rest. */
export function whereHeight(size: State['size']): number {
	return Math.max(1, layout(size).body - 1);
}

/** Lines above the objects of a control: why it stands here, and what was seen; beside the list there is room for more. */
export function controlHead(size: State['size']): {readonly here: number; readonly seen: number} {
	return layout(size).wide ? {here: 4, seen: 2} : {here: 2, seen: 1};
}

/** Lines of the objects of a control that are seen at once. */
export function objectsHeight(size: State['size']): number {
	const {here, seen} = controlHead(size);
	return controlHeight(size) - here - seen;
}

/** Lines of title and parts above a control that stands beside the list. */
export const paneHead = 2;

/** Lines of a part of a control that are seen at once. */
export function controlHeight(size: State['size']): number {
	const {body, wide} = layout(size);
	return wide ? body - paneHead : body;
}
