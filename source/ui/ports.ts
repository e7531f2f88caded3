import type {
	Answers,
	Ask,
	Attestation,
	Change,
	Coverage,
	Given,
	JournalEntry,
	Owner,
	Preview,
	QuestionId,
	Ranked,
	Safe,
	Status,
	ThreatModel,
	Waiver,
} from '../model/index.js';

/** Something the wizard can look at. All text is safe to show. */
export type Place = {
	readonly kind: 'context' | 'demo' | 'files' | 'offline';
	readonly id: string;
	/** Short name, for lines, for typing, for files. */
	readonly short: string;
	/** What stands beside it in the list. */
	readonly note: string;
	/** At most three lines about it, with what it sends. */
	readonly about: readonly string[];
	/** Everything that enter would run and send, for `d`, but for what `sends` holds. */
	readonly details: readonly string[];
	/** How many requests are sent as the account, and the paths that are asked for without a login where nobody leaves them out. */
	readonly sends?: {readonly reads: number; readonly withoutLogin: readonly string[]};
	readonly current: boolean;
	/** What must be said before it can be read. */
	readonly asks?: readonly PlaceAsk[];
};

/** A question of a place, answered by one line of text; `filled` stands in the field at first. */
export type PlaceAsk = {
	readonly question: string;
	readonly help: string;
	readonly filled: string;
	/** What is wrong with an answer, told before anything is done with it. */
	readonly wrong?: (said: string) => string | undefined;
};

export type Reading = {
	/** Kinds read, of how many. */
	readonly done: number;
	readonly kinds: number;
	readonly refused: number;
	readonly finished: boolean;
	readonly stopped?: boolean;
	/** What is being read now: "pods 4,000 of 10,000". */
	readonly now?: string;
};

/** The cluster that was read, in words. */
export type ClusterLine = {
	readonly short: string;
	/** Whether there is a server that changes can be sent to. */
	readonly live: boolean;
	/** "kubeadm 1.34". */
	readonly platform: string;
	/** The account, as the server names it. */
	readonly who: string;
	/** Whether the account may change anything that a fix changes; absent where the server did not say. */
	readonly mayWrite?: boolean;
	readonly server: string;
	readonly takenAt: string;
	/** What must be known before going on: a damaged file that was moved aside, a change whose end was unclear. */
	readonly told: readonly string[];
	/** Offline assessments that may be about it: asked at the first look. */
	readonly offers?: readonly string[];
};

export type Prefilled = {
	readonly answers: Answers;
	readonly hints: Readonly<Partial<Record<QuestionId, readonly {readonly text: string}[]>>>;
};

export type Assessment = {
	readonly ranked: readonly Ranked[];
	readonly model: ThreatModel;
	/** What the cluster suggests beside what was said: a changed answer changes what follows from it. */
	readonly prefilled: Prefilled;
	readonly coverage: Coverage;
	readonly counts: Readonly<Record<Status, number>>;
	/** What changed since the last run on this cluster: controls that need work now and did not, and the other way round. */
	readonly since?: {readonly at: string; readonly worse: number; readonly better: number};
};

/** One finding that somebody wants fixed. */
export type Wanted = {readonly control: string; readonly finding: string};

/** One object of a plan, or several that belong together: sent one after another, undone together. */
export type PlanItem = {
	readonly id: string;
	/** "shop/deployment/checkout"; where one object asks twice, "clusterrolebinding/ops, user pat". */
	readonly says: string;
	/** Names of the objects that it changes, or asks about. */
	readonly objects: readonly string[];
	readonly controls: readonly {readonly id: string; readonly title: string; readonly rank?: number}[];
	readonly changes: readonly Change[];
	/** Who would take a change made in the cluster back, where Git does: the change is saved as a patch for it. */
	readonly git?: Owner['kind'];
	/** Questions to answer before changes are known. */
	readonly asks?: readonly Ask[];
	/** What to do by hand, where no change is offered. */
	readonly guide?: readonly string[];
	readonly risks: readonly string[];
	/** "what a second fix will still do". */
	readonly next?: string;
	/** Entries of the journal that it takes back. */
	readonly undoes?: readonly number[];
	readonly wanted: readonly Wanted[];
	/** A person wrote other bodies: it is not known to mend anything. */
	readonly yours?: true;
};

/** An item with the previews that a person saw of it. */
export type Ready = {readonly item: PlanItem; readonly previews: readonly Preview[]};

export type Tried = {readonly item: string; readonly previews: readonly Preview[]};

/** Where the shell tells what it found, or why it could not. */
export type Told = {readonly what: string; readonly why: string; readonly steps: readonly string[]};

export type SendProgress =
	| {readonly kind: 'progress'; readonly item: string; readonly says: Safe; readonly events?: readonly Safe[]}
	| {
			readonly kind: 'item-done';
			readonly item: string;
			readonly outcome: 'verified' | 'applied' | 'failed' | 'stopped';
			readonly says: Safe | string;
	  }
	/** Where its patches, commands and undo lie; before anything is sent. */
	| {readonly kind: 'saved'; readonly folder: string};

/** All that the wizard may ask of the world. */
export type Ports = {
	readonly places: () => Promise<{readonly places: readonly Place[]; readonly message?: string}>;
	readonly read: (
		place: Place,
		options: {
			readonly probes: boolean;
			readonly signal: AbortSignal;
			readonly progress: (reading: Reading) => void;
			/** What was said to the questions of the place, in their order. */
			readonly said: readonly string[];
		},
	) => Promise<{readonly cluster: ClusterLine; readonly prefilled: Prefilled} | {readonly asks: readonly PlaceAsk[]}>;
	/** Keeps what a person says of a control; undefined takes it back. */
	readonly attest: (control: string, attestation: Attestation | undefined) => void;
	/** Accepts findings until a day. */
	readonly waive: (waivers: readonly Waiver[]) => void;
	readonly unwaive: (waivers: readonly Waiver[]) => void;
	/** The assessment as a text to hand on, and the name of a file for it. */
	readonly report: (answers: Answers) => {readonly name: string; readonly text: string};
	/** The roles that a scan needs, as a text to apply. */
	readonly role: () => string;
	/** Puts a text on the clipboard; says how. */
	readonly copy: (text: string) => Promise<string>;
	/** Opens a text in the person's editor and gives what became of it; the screen is given away meanwhile. */
	readonly edit: (name: string, text: string) => Promise<string>;
	/** Writes a text to a new file in the current directory; gives its name. */
	readonly saveText: (name: string, text: string) => Promise<string>;
	/** Takes what was said in an offline assessment into this cluster: its answers to the questions, and how many statements on controls. */
	readonly takeOffline: (name: string) => {readonly answers: Answers; readonly taken: number};
	/** Keeps another short name for the cluster; refuses with a Failure what cannot be one. */
	readonly rename: (short: string) => string;
	/** Pure: nothing is read or sent. */
	readonly assess: (answers: Answers) => Assessment;
	/** Changes, questions or guides for these findings, merged per object. Pure. */
	readonly plan: (wanted: readonly Wanted[], given: Given, answers: Answers) => readonly PlanItem[];
	/** Plans that take these entries of the journal back. */
	readonly undoPlan: (ids: readonly number[]) => readonly PlanItem[];
	/** What a fix of these findings would send, or what to do by hand, as lines of text; without any, of the first. */
	readonly remedy: (control: string, findings: readonly string[], answers: Answers) => readonly string[];
	readonly preview: (item: PlanItem, signal: AbortSignal) => Promise<Tried>;
	/** Sends one item after another; after the first it waits for `goOn`. */
	readonly send: (
		items: readonly Ready[],
		options: {
			readonly signal: AbortSignal;
			readonly progress: (progress: SendProgress) => void;
			/** What is not sent: only saved, beside the rest. */
			readonly others: readonly Ready[];
			readonly goOn: () => Promise<boolean>;
			readonly answers: Answers;
		},
	) => Promise<void>;
	/** What speaks against these changes since they were sent; empty where nothing does. Nothing waits for it. */
	readonly trouble: (
		items: readonly PlanItem[],
		since: number,
		signal: AbortSignal,
	) => Promise<readonly {readonly item: string; readonly says: readonly Safe[]}[]>;
	readonly journal: () => readonly JournalEntry[];
	/** Writes patches, commands and undo of these items, and the patches of `others`; gives the folder. */
	readonly save: (items: readonly Ready[], others: readonly Ready[]) => Promise<string>;
	/** How many requests were sent: reads and writes. */
	readonly tally: () => {readonly reads: number; readonly writes: number};
	readonly log: () => readonly string[];
	readonly now: () => number;
};
