import type {Evidence} from './finding.js';
import type {Safe} from './safe.js';

export type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json | undefined};
export type JsonObject = {readonly [key: string]: Json | undefined};

/** Addresses one object. Names are as the server has them (not escaped). */
export type Target = {
	readonly group: string;
	readonly version: string;
	readonly kind: string;
	/** Lower case, as in the URL. */
	readonly plural: string;
	readonly namespace?: string;
	readonly name: string;
};

/** A whole object as a person would write it, with apiVersion, kind and metadata.name. */
export type Manifest = JsonObject & {
	readonly apiVersion: string;
	readonly kind: string;
	readonly metadata: JsonObject & {readonly name: string; readonly namespace?: string};
};

/** A patch is a partial object: strategic merge for built-in kinds, merge patch for custom ones. */
export type Change =
	| {readonly action: 'create'; readonly target: Target; readonly manifest: Manifest}
	| {readonly action: 'patch'; readonly target: Target; readonly patch: JsonObject}
	| {readonly action: 'delete'; readonly target: Target};

/** A question that must be answered before a change can be made; unanswered it is a snippet to copy, never an apply. */
export type Ask = {
	readonly id: string;
	readonly question: string;
	readonly kind: 'role' | 'addresses' | 'quantity' | 'registries' | 'text';
	readonly proposal?: string;
	readonly options?: readonly {readonly value: string; readonly says: string}[];
	readonly seen?: Evidence;
};
/** Answers to `Ask`, by id. */
export type Given = Readonly<Record<string, string>>;

/** What to do by hand. Platforms that differ have their own steps; `snippet` is text to copy. */
export type Guide = {
	readonly everywhere?: readonly string[];
	readonly platforms?: Readonly<Partial<Record<Platform, readonly string[]>>>;
	readonly snippet?: string;
};
export type Platform = 'eks' | 'gke' | 'aks' | 'openshift' | 'kubeadm' | 'k3s' | 'talos' | 'lab' | 'other';

export type Remediation =
	/** In this order; they belong together and are undone together. `next`: what a second fix will still do. */
	| {readonly changes: readonly [Change, ...Change[]]; readonly next?: string}
	| {readonly asks: readonly [Ask, ...Ask[]]; readonly snippet?: string}
	/** `refused`: why no change is offered where one would be expected. */
	| {readonly guide: Guide; readonly refused?: string; readonly snippet?: string};

/** Who would take a change back. */
export type Owner = {
	readonly kind:
		| 'nobody'
		| 'controller'
		| 'argo-cd'
		| 'flux'
		| 'helm'
		| 'olm'
		| 'addon-manager'
		| 'fleet'
		| 'config-sync'
		| 'kapp'
		| 'crossplane'
		| 'terraform'
		| 'person';
	/** "Argo CD, application shop". */
	readonly says: string;
	/** A Git controller takes changes made here back: a patch for the source instead, apply only behind "anyway". */
	readonly git?: boolean;
	/** When and by whom the change is taken back; absent where nothing suggests it. */
	readonly takenBack?: string;
};

/** What a change does to what runs. */
export type Impact = {
	/** Pods that are replaced; 0 where nothing restarts. */
	readonly restarts: number;
	/** "2 pods, one at a time", "1 pod, a short gap", "nothing restarts". */
	readonly says: string;
	/** Sentences on what may break, worst first. */
	readonly breaks: readonly string[];
	/** What speaks for or beside it, and what could not be seen. */
	readonly seen: readonly string[];
};

/** One line of a diff: removed, added, or context. */
export type DiffLine = {readonly sign: '-' | '+' | ' '; readonly text: Safe};

export type TouchedField = {
	/** Keys; an item of a list is addressed by its merge key: `{name: 'app'}` as `[name=app]`. */
	readonly path: readonly string[];
	/** undefined where the field was or is absent. */
	readonly before?: Json;
	readonly after?: Json;
};

/** What an object looked like when it was previewed. */
export type Lock = {
	readonly uid: string;
	readonly resourceVersion: string;
	/** Hash over everything but status, managedFields, resourceVersion and generation. */
	readonly fingerprint: string;
};

/** What the server said to one change that it was asked to try, or why it was not asked. Objects are whole, as the API has them. */
export type Tried = {
	readonly change: Change;
	/** Absent for an object that does not exist yet. */
	readonly before?: JsonObject;
	/** What the object would be; computed by the caller where the server did not say. */
	readonly after?: JsonObject;
	readonly lock?: Lock;
	readonly warnings: readonly Safe[];
	readonly computed: 'server' | 'here';
	readonly why?: string;
	/** The server refused it: in its own words. */
	readonly refused?: Safe;
	/** The right that is missing to send it: "patch deployments.apps in shop". */
	readonly forbidden?: string;
};

export type Preview = {
	readonly change: Change;
	/** Locks of the object the preview was made from; absent for a create. */
	readonly lock?: Lock;
	/** The touched parts before and after, values hidden, escaped; what the screen shows. */
	readonly diff: readonly DiffLine[];
	readonly touched: readonly TouchedField[];
	/** The server's warnings, or those computed here. */
	readonly warnings: readonly Safe[];
	readonly owner: Owner;
	/** Other field managers of touched fields. */
	readonly managers: readonly string[];
	readonly impact: Impact;
	readonly inverse?: Change;
	/** Tried on the server, or computed here because the server did not allow it. */
	readonly computed: 'server' | 'here';
	/** Why it was computed here. */
	readonly why?: string;
	/** The change must not be sent: why, and which step allows it. */
	readonly refused?: {readonly why: string; readonly allows?: string};
	/** The right that is missing to send it. */
	readonly forbidden?: string;
};

export type JournalState = 'planned' | 'sent' | 'applied' | 'verified' | 'failed' | 'undoing' | 'undone' | 'unclear';

/** One change, as the journal keeps it: touched fields only, never whole objects (but for a deleted object, which undo creates again). */
export type JournalEntry = {
	readonly schema: 'castellan.journal/1';
	/** Grows by one per change and cluster. */
	readonly id: number;
	/** Changes of one group are undone together, in reverse. */
	readonly group: number;
	/** Changes of one part depend on each other: one is not taken back without the others. Absent where the group is one part. */
	readonly part?: number;
	readonly controls: readonly string[];
	readonly change: Change;
	readonly inverse?: Change;
	readonly touched: readonly TouchedField[];
	/** uid of the object; of a created one once it is known. */
	readonly uid?: string;
	/** RFC 3339, when it was sent; before that, when it was planned. */
	readonly at: string;
	/** Who sent it, as the server names the account. */
	readonly by: string;
	readonly state: JournalState;
	/** What the server or the verification said last. */
	readonly note?: string;
	/** Entry that this one takes back. */
	readonly undoes?: number;
};

/** What became of one change while it is sent and watched. */
export type Progress = {
	readonly entry: JournalEntry;
	readonly step: 'locking' | 'sent' | 'rolling-out' | 'checking' | 'verified' | 'stopped';
	/** "2 of 3 pods ready". */
	readonly says: Safe;
	readonly events?: readonly Safe[];
};
