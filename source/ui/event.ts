import type {Answers, JournalEntry, Preview} from '../model/index.js';
import type {Assessment, ClusterLine, Place, PlaceAsk, PlanItem, Prefilled, Reading, Told} from './ports.js';
import type {SentRow} from './state.js';

/** Everything that can happen to the wizard. Keys become these through the table of bindings. */
export type Event =
	/* moving, everywhere */
	| {readonly type: 'moved'; readonly by: number | 'first' | 'last' | 'page-up' | 'page-down' | 'half-up' | 'half-down'}
	| {readonly type: 'sideways'; readonly by: 1 | -1}
	| {readonly type: 'next-part'; readonly by: 1 | -1}
	| {readonly type: 'next-group'; readonly by: 1 | -1}
	| {readonly type: 'next-match'; readonly by: 1 | -1}
	| {readonly type: 'closed'}
	| {readonly type: 'left'; readonly code: 0 | 3 | 130}
	| {readonly type: 'interrupted'}
	| {readonly type: 'entered'}
	| {readonly type: 'marked'; readonly all: boolean}
	| {readonly type: 'digit'; readonly digit: number}
	/** `here`: the line under the cursor, whatever is marked. */
	| {readonly type: 'asked-to-fix' | 'asked-to-edit' | 'asked-to-undo' | 'opened-waive'; readonly here?: true}
	| {readonly type: 'left-out'}
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
	| {readonly type: 'opened-yaml'}
	| {readonly type: 'copied'}
	| {readonly type: 'opened-journal'}
	| {readonly type: 'opened-find'}
	| {readonly type: 'opened-go'}
	| {readonly type: 'toggled-wrap'}
	| {readonly type: 'saved-plan'}
	| {readonly type: 'asked-to-redraw'}
	| {readonly type: 'asked-to-suspend'}
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
	| {
			readonly type: 'text-ready';
			readonly title: string;
			readonly lines: readonly string[];
			readonly file?: string;
			readonly wrap?: boolean;
	  }
	/** A person wrote other bodies for the changes of this item. */
	| {readonly type: 'item-edited'; readonly item: string; readonly changes: PlanItem['changes']}
	| {readonly type: 'renamed'; readonly short: string}
	| {readonly type: 'taken-offline'; readonly answers: Answers; readonly taken: number}
	| {readonly type: 'remedy-ready'; readonly control: string; readonly lines: readonly string[]}
	| {readonly type: 'said'; readonly says: string};
