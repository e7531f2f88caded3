import type {SettledBy} from '../assess/settled-by.js';
import type {Answers, Given, JournalEntry, Preview} from '../model/index.js';
import type {Effect} from './effect.js';
import type {Field} from './field.js';
import type {JournalBy} from './journal-entries.js';
import type {OrderBy} from './list-orders.js';
import type {ObjectsBy} from './object-orders.js';
import type {Assessment, ClusterLine, Place, PlaceAsk, PlanItem, Prefilled, Reading, Told} from './ports.js';

export type {Effect} from './effect.js';
export type {Event} from './event.js';

/** A list with a cursor: which line it is on, and which line is the first that is seen. */
export type Cursor = {readonly at: number; readonly top: number};
export const home: Cursor = {at: 0, top: 0};

export type Part = 'objects' | 'fix' | 'why' | 'check' | 'references';
export const parts: readonly Part[] = ['objects', 'fix', 'why', 'check', 'references'];

/** One object or group of a plan, with what the server said to it. */
export type PlanRow = {
	readonly item: PlanItem;
	readonly state: 'trying' | 'tried' | 'failed' | 'asks' | 'by-hand';
	readonly previews: readonly Preview[];
	readonly error?: Told;
	readonly leftOut?: boolean;
	/** It asked, and was answered: it stays among those that ask. */
	readonly asked?: boolean;
	/** A person said the word for a change that Git will take back. */
	readonly anyway?: boolean;
	/** When it was tried: milliseconds of `now`. */
	readonly at?: number;
};

export type SentRow = {
	readonly item: PlanItem;
	readonly previews: readonly Preview[];
	readonly state: 'waits' | 'sending' | 'verified' | 'applied' | 'failed' | 'stopped' | 'left';
	readonly says: string;
	readonly events: readonly string[];
};

/** The questions of a place while they are answered: what was said so far, and the field of the next. */
export type Asking = {readonly asks: readonly PlaceAsk[]; readonly said: readonly string[]; readonly field: Field};

/** The next question with what is filled in, after so much was said. */
export function asking(asks: readonly PlaceAsk[], said: readonly string[]): Asking {
	const text = asks[said.length]?.filled ?? '';
	return {asks, said, field: {text, at: text.length}};
}

/** Said while a place is read once more. */
export const readingAgain = 'reading again';

/** What `/` looks for on a page: the word that was taken, and the field while one is typed. */
export type Sought = {readonly word: string; readonly field?: Field};

export type Screen =
	| {readonly name: 'where'; readonly cursor: Cursor; readonly asking?: Asking}
	/** `waits`: the list was asked for before it could be shown, and opens when it can. */
	| {readonly name: 'answers'; readonly cursor: Cursor; readonly waits?: true}
	/** `before`: the filter that esc in the field brings back. */
	| {readonly name: 'list'; readonly cursor: Cursor; readonly field?: Field; readonly before?: string}
	/** What would settle the unknown rows of one fold, and the ways out. */
	| {readonly name: 'fold'; readonly by: SettledBy; readonly cursor: Cursor}
	/** Where the gaps are: the checklist's grid, and the three attackers. */
	| {readonly name: 'map'; readonly at: number}
	/** Attest or waive: one field after another. */
	| {readonly name: 'dialog'; readonly dialog: Dialog}
	| {
			readonly name: 'control';
			readonly control: string;
			/** What was found in this namespace alone. */
			readonly only?: string;
			readonly part: Part;
			/** The findings of the object that the part objects was left on: what the fix is shown of. */
			readonly about?: readonly string[];
			readonly cursor: Cursor;
			readonly left?: number;
			readonly wrap?: boolean;
			readonly sought?: Sought;
	  }
	| {readonly name: 'plan'; readonly cursor: Cursor; readonly undo: boolean}
	| {
			readonly name: 'diff';
			readonly item: string;
			readonly cursor: Cursor;
			readonly left: number;
			readonly wrap: boolean;
			readonly anyway?: Field;
			readonly sought?: Sought;
	  }
	| {readonly name: 'ask'; readonly item: string; readonly question: number; readonly cursor: Cursor; readonly field: Field}
	| {readonly name: 'confirm'; readonly field: Field; readonly cursor: Cursor; readonly openedAt: number}
	| {readonly name: 'sending'; readonly cursor: Cursor; readonly wrap?: boolean}
	| {readonly name: 'journal'; readonly cursor: Cursor; readonly wrap?: boolean}
	/** A page to read: help, how we know, the log, both sides of an entry. */
	| {
			readonly name: 'text';
			readonly title: string;
			readonly lines: readonly string[];
			readonly cursor: Cursor;
			readonly left: number;
			readonly wrap: boolean;
			/** Name of the file that `s` saves it to; without one `c` and `s` do nothing. */
			readonly file?: string;
			readonly sought?: Sought;
	  }
	/** `chosen`: which suggestion is taken by enter. */
	| {readonly name: 'go'; readonly field: Field; readonly chosen?: number};
/** A form that is filled in: which field has the keys, and what it is about. */
export type Dialog = {
	/** `take`: whether an offline assessment belongs to the cluster that is open. */
	readonly kind: 'attest' | 'waive' | 'take';
	/** Id of the control; of `take` the name of the assessment. */
	readonly control: string;
	/** What a waiver takes away: a check on an object, or all of the control where empty. */
	readonly objects: readonly {readonly check: string; readonly object: string}[];
	readonly fields: readonly DialogField[];
	readonly at: number;
};
export type DialogField = {
	readonly id: 'says' | 'who' | 'why' | 'from' | 'until';
	readonly label: string;
	readonly help: string;
	readonly field: Field;
	/** Chosen by digits instead of typed. */
	readonly choices?: readonly string[];
};

export type ScreenName = Screen['name'];
export type ScreenOf<N extends ScreenName> = Extract<Screen, {name: N}>;

export type State = {
	readonly screen: Screen;
	/** What esc goes back to, the nearest last. */
	readonly behind: readonly Screen[];
	readonly size: {readonly columns: number; readonly rows: number};
	readonly now: number;
	/** Stands above the keys until the next key. */
	readonly message?: string;
	readonly readOnly: boolean;
	/** Whether the reads without a login are sent. */
	readonly probes: boolean;
	readonly places: readonly Place[];
	readonly place?: Place;
	/** What was said to the questions of the place. */
	readonly said: readonly string[];
	readonly reading?: Reading;
	/** Why reading failed. */
	readonly failure?: Told;
	readonly cluster?: ClusterLine;
	readonly prefilled: Prefilled;
	/** What a person answered; never overwritten by what is read later. */
	readonly given: Answers;
	readonly assessment?: Assessment;
	/** Control ids in the order of the list, and whether a key has frozen it. */
	readonly order: readonly string[];
	readonly frozen: boolean;
	readonly onlyNeedsWork: boolean;
	readonly filter: string;
	/** The filter that esc took off last; `/` and `↑` bring it back. */
	readonly lastFilter: string;
	readonly orderBy: OrderBy;
	/** Marked controls. */
	readonly marks: ReadonlySet<string>;
	/** Marked findings, `control finding`. */
	readonly findingMarks: ReadonlySet<string>;
	/** Marked changes of the journal, by their id. */
	readonly changeMarks: ReadonlySet<number>;
	/** Folded groups of findings, `control group`; the value overrides the default. */
	readonly folds: ReadonlyMap<string, boolean>;
	/** How the objects of a control are grouped, and whether those that are waived or accepted are left out. */
	readonly objectsBy: ObjectsBy;
	readonly onlyStanding: boolean;
	/** The text of the remedy by control, once it was worked out. */
	readonly remedies: ReadonlyMap<string, readonly string[]>;
	readonly plan: readonly PlanRow[];
	/** Answers to the questions that fixes asked, by the finding that they mend: `control finding`. */
	readonly answered: Readonly<Record<string, Given>>;
	readonly sent: readonly SentRow[];
	readonly sending: 'no' | 'running' | 'waits' | 'stopping' | 'done';
	/** Changes are watched until then: milliseconds of `now`. */
	readonly watchedUntil: number;
	/** In the order that was chosen. */
	readonly journal: readonly JournalEntry[];
	readonly journalBy: JournalBy;
	/** Verdict counts when the list was first shown. */
	readonly atFirst?: Assessment['counts'];
	readonly saved: readonly string[];
	readonly leaving?: 0 | 3 | 130;
	/** It is left only to go on line by line. */
	readonly plainly?: true;
};

export function startState(
	size: State['size'],
	options: {readonly readOnly: boolean; readonly now: number; readonly probes: boolean},
): State {
	return {
		screen: {name: 'where', cursor: home},
		probes: options.probes,
		behind: [],
		size,
		now: options.now,
		readOnly: options.readOnly,
		places: [],
		said: [],
		prefilled: {answers: {}, hints: {}},
		given: {},
		order: [],
		frozen: false,
		onlyNeedsWork: false,
		filter: '',
		lastFilter: '',
		orderBy: 'rank',
		marks: new Set(),
		findingMarks: new Set(),
		changeMarks: new Set(),
		folds: new Map(),
		objectsBy: 'namespace',
		onlyStanding: false,
		remedies: new Map(),
		plan: [],
		answered: {},
		sent: [],
		sending: 'no',
		watchedUntil: 0,
		journal: [],
		journalBy: 'newest',
		saved: [],
	};
}

export type Step = {readonly state: State; readonly effects: readonly Effect[]};

export function step(state: State, ...effects: readonly Effect[]): Step {
	return {state, effects};
}

/** Opens a screen; esc comes back to the one that was open. */
export function opened(state: State, screen: Screen): State {
	return {...state, screen, behind: [...state.behind, state.screen]};
}

/** Closes the screen that is on top. */
export function closed(state: State): State {
	const screen = state.behind.at(-1);
	return screen ? {...state, screen, behind: state.behind.slice(0, -1)} : state;
}

/** The plan takes changes back. */
export function isUndo({plan}: Pick<State, 'plan'>): boolean {
	return plan.some(({item}) => item.undoes !== undefined);
}

/** The answers as they stand: given ones over filled-in ones. */
export function answersOf(state: State): Answers {
	return {...state.prefilled.answers, ...state.given};
}

/** Enter sends here, or lets something be sent against its owner. */
export function isDanger({screen}: State): boolean {
	return screen.name === 'confirm' || (screen.name === 'diff' && screen.anyway !== undefined);
}
