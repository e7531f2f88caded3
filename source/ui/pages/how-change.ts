import type {JournalEntry, JournalState} from '../../model/index.js';
import type {PlanRow, SentRow} from '../state.js';
import {handPage} from './by-hand.js';
import {previewFacts} from './diff.js';

/** How we know what a change would do: what was tried, read and concluded for each request of it. */
export function howPlanned(row: PlanRow): string[] {
	if (row.state === 'trying') return [row.item.says, '', 'Being tried on the server; nothing is known yet.'];
	if (row.previews.length === 0) return handPage(row);
	return [
		row.item.says,
		...row.item.controls.map(({title, rank}) => `for ${title}${rank === undefined ? '' : `, row ${rank}`}`),
		...row.previews.flatMap(preview => ['', ...previewFacts(preview, row)]),
		'',
		'A server dry run goes through every check of the server and stores nothing.',
		'The owner is read from labels, annotations and managed fields; what those do not show is not known.',
	];
}

const sentMeans: Readonly<Record<SentRow['state'], string>> = {
	waits: 'It was not sent yet.',
	sending: 'It was sent; its roll-out is being watched.',
	verified: 'Rolled out, and the same check was asked again of what the cluster holds now: it is clean.',
	applied: 'The server took it; that it mended what it is for was not seen.',
	failed: 'The server refused it, or what came of it speaks against it.',
	stopped: 'It was stopped on the way; the journal holds what became of it.',
	left: 'It was left as it was: no request was sent.',
};

/** How we know what became of a change that was sent. */
export function howSent({item, state, says}: SentRow): string[] {
	return [item.says, '', sentMeans[state], ...(says ? [`Said last: ${says}`] : [])];
}

const keptMeans: Readonly<Record<JournalState, string>> = {
	planned: 'It was written down before sending; no request was sent.',
	sent: 'The request was sent; no answer was seen.',
	applied: 'The server took it; that it holds was not verified.',
	verified: 'Rolled out, and the same check was asked again: clean. An undo is compared field by field.',
	failed: 'The server refused it.',
	undoing: 'It is being taken back.',
	undone: 'It was taken back: the touched fields are as they were.',
	unclear: 'No answer came, and the object does not show whether it was done.',
};

/** How we know how a change of the journal stands. */
export function howKept({id, state, at, by, note}: JournalEntry): string[] {
	return [
		`change ${id} is ${state}`,
		'',
		keptMeans[state],
		`Written down at ${at.replace('T', ' ').slice(0, 16)} UTC, sent by ${by}.`,
		...(note === undefined ? [] : [`Said last: ${note}`]),
		'What others changed since is not in the journal; an undo compares before it is sent, and refuses where it differs.',
	];
}
