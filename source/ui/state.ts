import type {SettledBy} from '../assess/settled-by.js';
import type {Answers, Attestation, JournalEntry, Preview, Waiver} from '../model/index.js';
import type {Field} from './field.js';
import type {OrderBy} from './list-orders.js';
import type {Assessment, ClusterLine, Place, PlaceAsk, PlanItem, Prefilled, Reading, Told} from './ports.js';

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

export type Screen =
	| {readonly name: 'where'; readonly cursor: Cursor; readonly asking?: Asking}
	/** `waits`: the list was asked for before it could be shown, and opens when it can. */
	| {readonly name: 'answers'; readonly cursor: Cursor; readonly waits?: true}
	| {readonly name: 'list'; readonly cursor: Cursor; readonly field?: Field}
	/** What would settle the unknown rows of one fold, and the ways out. */
	| {readonly name: 'fold'; readonly by: SettledBy; readonly cursor: Cursor}
	/** Where the gaps are: the checklist's grid, and the three attackers. */
	| {readonly name: 'map'; readonly at: number}
	/** Attest or waive: one field after another. */
	| {readonly name: 'dialog'; readonly dialog: Dialog}
	/** `only`: what was found in this namespace. */
	| {readonly name: 'control'; readonly control: string; readonly only?: string; readonly part: Part; readonly cursor: Cursor}
	| {readonly name: 'plan'; readonly cursor: Cursor; readonly undo: boolean}
	| {
			readonly name: 'diff';
			readonly item: string;
			readonly cursor: Cursor;
			readonly left: number;
			readonly wrap: boolean;
			readonly anyway?: Field;
	  }
	| {readonly name: 'ask'; readonly item: string; readonly question: number; readonly cursor: Cursor; readonly field: Field}
	| {readonly name: 'confirm'; readonly field: Field; readonly cursor: Cursor; readonly openedAt: number}
	| {readonly name: 'sending'; readonly cursor: Cursor}
	| {readonly name: 'journal'; readonly cursor: Cursor}
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
	readonly orderBy: OrderBy;
	/** Marked controls. */
	readonly marks: ReadonlySet<string>;
	/** Marked findings, `control finding`. */
	readonly findingMarks: ReadonlySet<string>;
	/** Folded groups of findings, `control group`; the value overrides the default. */
	readonly folds: ReadonlyMap<string, boolean>;
	/** The text of the remedy by control, once it was worked out. */
	readonly remedies: ReadonlyMap<string, readonly string[]>;
	readonly plan: readonly PlanRow[];
	/** Answers to the questions that fixes of this plan asked. */
	readonly answered: Readonly<Record<string, string>>;
	readonly sent: readonly SentRow[];
	readonly sending: 'no' | 'running' | 'waits' | 'stopping' | 'done';
	/** Changes are watched until then: milliseconds of `now`. */
	readonly watchedUntil: number;
	readonly journal: readonly JournalEntry[];
	/** Verdict counts when the list was first shown. */
	readonly atFirst?: Assessment['counts'];
	readonly saved: readonly string[];
	readonly leaving?: 0 | 3 | 130;
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
		orderBy: 'rank',
		marks: new Set(),
		findingMarks: new Set(),
		folds: new Map(),
		remedies: new Map(),
		plan: [],
		answered: {},
		sent: [],
		sending: 'no',
		watchedUntil: 0,
		journal: [],
		saved: [],
	};
}

/** Everything that can happen to the wizard. Keys become these through the table of bindings. */
export type Event =
	/* moving, everywhere */
	| {readonly type: 'moved'; readonly by: number | 'first' | 'last' | 'page-up' | 'page-down' | 'half-up' | 'half-down'}
	| {readonly type: 'sideways'; readonly by: 1 | -1}
	| {readonly type: 'next-part'; readonly by: 1 | -1}
	| {readonly type: 'next-group'; readonly by: 1 | -1}
	| {readonly type: 'closed'}
	| {readonly type: 'left'; readonly code: 0 | 3 | 130}
	| {readonly type: 'interrupted'}
	| {readonly type: 'entered'}
	| {readonly type: 'marked'; readonly all: boolean}
	| {readonly type: 'digit'; readonly digit: number}
	| {readonly type: 'asked-to-fix'}
	| {readonly type: 'left-out'}
	| {readonly type: 'asked-to-undo'}
	| {readonly type: 'asked-how'}
	| {readonly type: 'asked-for-help'}
	| {readonly type: 'asked-again'}
	| {readonly type: 'toggled-needs-work'}
	| {readonly type: 'reordered'}
	| {readonly type: 'opened-answers'}
	| {readonly type: 'opened-map'}
	| {readonly type: 'chose-cell'; readonly at: number}
	| {readonly type: 'opened-report'}
	| {readonly type: 'opened-attest'}
	| {readonly type: 'opened-waive'}
	| {readonly type: 'opened-yaml'}
	| {readonly type: 'copied'}
	| {readonly type: 'asked-to-edit'}
	| {readonly type: 'opened-journal'}
	| {readonly type: 'opened-find'}
	| {readonly type: 'opened-go'}
	| {readonly type: 'toggled-wrap'}
	| {readonly type: 'saved-plan'}
	| {readonly type: 'refused-key'; readonly says: string}
	/* text fields */
	| {readonly type: 'typed'; readonly text: string}
	| {readonly type: 'edited'; readonly how: 'backspace' | 'delete' | 'home' | 'end' | 'left' | 'right' | 'word' | 'line'}
	| {readonly type: 'pasted'; readonly text: string}
	/* the world */
	| {readonly type: 'resized'; readonly columns: number; readonly rows: number}
	| {readonly type: 'places-found'; readonly places: readonly Place[]; readonly message?: string}
	| {readonly type: 'read-some'; readonly reading: Reading}
	| {readonly type: 'read-done'; readonly cluster: ClusterLine; readonly prefilled: Prefilled}
	| {readonly type: 'read-failed'; readonly told: Told}
	/** It cannot be read before these are answered. */
	| {readonly type: 'read-asks'; readonly asks: readonly PlaceAsk[]}
	| {readonly type: 'assessed'; readonly assessment: Assessment}
	| {readonly type: 'planned'; readonly items: readonly PlanItem[]; readonly undo: boolean}
	| {readonly type: 'previewed'; readonly item: string; readonly previews: readonly Preview[]}
	| {readonly type: 'preview-failed'; readonly item: string; readonly told: Told}
	| {
			readonly type: 'send-told';
			readonly item: string;
			readonly state: SentRow['state'];
			readonly says: string;
			readonly events?: readonly string[];
	  }
	/** A restart or a warning event after the roll-out. */
	| {readonly type: 'send-troubled'; readonly item: string; readonly says: readonly string[]}
	/** Still watched until then: milliseconds of `now`; 0 when it is over. */
	| {readonly type: 'watched'; readonly until: number}
	| {readonly type: 'send-waits'}
	| {readonly type: 'send-ended'}
	| {readonly type: 'journal-read'; readonly entries: readonly JournalEntry[]}
	| {readonly type: 'saved'; readonly folder: string}
	| {readonly type: 'text-ready'; readonly title: string; readonly lines: readonly string[]; readonly file?: string}
	/** A person wrote other bodies for the changes of this item. */
	| {readonly type: 'item-edited'; readonly item: string; readonly changes: PlanItem['changes']}
	| {readonly type: 'renamed'; readonly short: string}
	| {readonly type: 'taken-offline'; readonly answers: Answers; readonly taken: number}
	| {readonly type: 'remedy-ready'; readonly control: string; readonly lines: readonly string[]}
	| {readonly type: 'said'; readonly says: string};

/** What a step asks of the world; done by effects.ts, which answers with events. */
export type Effect =
	| {readonly do: 'find-places'}
	| {readonly do: 'read'; readonly place: Place; readonly probes: boolean; readonly said: readonly string[]}
	| {readonly do: 'stop-reading'}
	| {readonly do: 'assess'}
	| {readonly do: 'attest'; readonly control: string; readonly attestation: Attestation | undefined}
	| {readonly do: 'waive'; readonly waivers: readonly Waiver[]}
	| {readonly do: 'unwaive'; readonly control: string; readonly waivers: readonly Waiver[]}
	| {readonly do: 'report'}
	/** `what`, for the message: "the row". */
	| {readonly do: 'copy'; readonly what: string; readonly text: string}
	| {readonly do: 'save-text'; readonly name: string; readonly text: string}
	| {readonly do: 'save-role'}
	/** Opens the changes of an item in the person's editor. */
	| {readonly do: 'edit'; readonly item: PlanItem}
	| {readonly do: 'yaml'; readonly control: string; readonly finding?: string}
	| {readonly do: 'rename'; readonly short: string}
	| {readonly do: 'take-offline'; readonly assessment: string}
	| {readonly do: 'plan'; readonly wanted: PlanItem['wanted']; readonly given: Readonly<Record<string, string>>}
	| {readonly do: 'plan-undo'; readonly ids: readonly number[]}
	| {readonly do: 'preview'; readonly items: readonly PlanItem[]}
	| {readonly do: 'stop-previews'}
	| {readonly do: 'send'; readonly rows: readonly PlanRow[]}
	| {readonly do: 'go-on'; readonly yes: boolean}
	| {readonly do: 'stop-sending'}
	| {readonly do: 'stop-watching'}
	| {readonly do: 'read-journal'}
	| {readonly do: 'remedy'; readonly control: string; readonly finding?: string}
	| {readonly do: 'show-log'}
	| {readonly do: 'save'; readonly rows: readonly PlanRow[]};

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
