import type {Attestation, Waiver} from '../model/index.js';
import type {Place, PlanItem} from './ports.js';
import type {PlanRow} from './state.js';

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
	| {readonly do: 'yaml'; readonly control: string; readonly findings: readonly string[]}
	| {readonly do: 'redraw'}
	/** Stops the program until the shell lets it go on. */
	| {readonly do: 'suspend'}
	| {readonly do: 'rename'; readonly short: string}
	| {readonly do: 'take-offline'; readonly assessment: string}
	/** `edit`: what it would send is opened in the person's editor at once. */
	| {readonly do: 'plan'; readonly wanted: PlanItem['wanted']; readonly given: Readonly<Record<string, string>>; readonly edit?: true}
	| {readonly do: 'plan-undo'; readonly ids: readonly number[]}
	| {readonly do: 'preview'; readonly items: readonly PlanItem[]}
	| {readonly do: 'stop-previews'}
	/** `others` are only saved. */
	| {readonly do: 'send'; readonly rows: readonly PlanRow[]; readonly others: readonly PlanRow[]}
	| {readonly do: 'go-on'; readonly yes: boolean}
	| {readonly do: 'stop-sending'}
	| {readonly do: 'stop-watching'}
	| {readonly do: 'read-journal'}
	| {readonly do: 'remedy'; readonly control: string; readonly findings: readonly string[]}
	| {readonly do: 'show-log'}
	| {readonly do: 'save'; readonly rows: readonly PlanRow[]};
