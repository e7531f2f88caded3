import type {Event, ScreenName, State} from '../state.js';

/**
 * One key, one meaning, everywhere. The footer, the help page and the table of the README come from this list.
 * A key that is bound but does nothing now says why (`unless`).
 */
export type Binding = {
	/** Names of keys: a character, or enter esc space tab shift-tab up down left right home end pageup pagedown ctrl-x. */
	readonly keys: readonly string[];
	/** As printed. */
	readonly label: string;
	/** One line of help. */
	readonly means: string;
	/** The same line by line, where nothing is drawn. */
	readonly word: string;
	/** What the footer says on each screen where the key does something; an empty text keeps it out of the footer. */
	readonly on: Partial<Record<ScreenName, string | ((state: State) => string)>>;
	readonly event: (key: string, state: State) => Event;
	readonly unless?: (state: State) => string | undefined;
};

export const everywhere: Partial<Record<ScreenName, string>> = {
	where: '',
	answers: '',
	list: '',
	control: '',
	plan: '',
	diff: '',
	ask: '',
	confirm: '',
	sending: '',
	journal: '',
	text: '',
	go: '',
	fold: '',
	map: '',
	dialog: '',
};
/** Without a server nothing can be planned. */
export function whyNoCluster({cluster}: State): string | undefined {
	return cluster?.live === false ? 'there is no cluster to send to; the part fix of a control says what to change' : undefined;
}

export const event =
	<E extends Event>(value: E) =>
	() =>
		value;
