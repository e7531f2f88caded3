import {isUndo, stands} from '../../change/standing.js';
import {targetSays} from '../../change/target.js';
import {inWords, visible} from '../../model/index.js';
import {inOrder} from '../journal-entries.js';
import {wrapped} from '../lines.js';
import type {State} from '../state.js';
import {counted} from '../words.js';

/** Options that are given again: those that choose a cluster and an account, and those of the wizard alone. */
export type Carried = {readonly cluster: readonly string[]; readonly wizard: readonly string[]};

/** What stays on the normal screen: what was found, what was changed, what is not settled, how to take it back, how to come back. */
export function partingWords(
	state: State,
	{reads, writes}: {readonly reads: number; readonly writes: number},
	now: Date,
	carried: Carried = {cluster: [], wizard: []},
): string {
	const unsent = state.sent.filter(({state: is}) => is === 'waits' || is === 'left').map(({item}) => item.says);
	const {cluster, place, assessment, atFirst} = state;
	if (!cluster || !place) return '';
	const lines: [string, string][] = [];
	if (assessment) {
		const {fail, warn, unknown} = assessment.counts;
		const before =
			atFirst && (atFirst.fail !== fail || atFirst.warn !== warn) ? ` (when you came: ${atFirst.fail} fail, ${atFirst.warn} warn)` : '';
		lines.push(['found', `${fail} fail, ${warn} warn, ${unknown} unknown of ${assessment.ranked.length}${before}`]);
	}
	const named = (entries: State['journal']) => inWords([...new Set(entries.map(({change}) => targetSays(change.target)))]);
	const open = state.journal.filter(({state: is}) => is === 'unclear' || is === 'sent');
	const undone = state.journal.filter(one => stands(one) && isUndo(one, state.journal) && !open.includes(one));
	const standing = state.journal.filter(one => stands(one) && !isUndo(one, state.journal));
	const verified = standing.filter(({state: is}) => is === 'verified');
	const unverified = standing.filter(one => !verified.includes(one) && !open.includes(one));
	if (cluster.live && writes === 0 && standing.length === 0)
		lines.push(['changed', `nothing was changed: ${counted(reads, 'read')}, 0 writes`]);
	if (verified.length > 0) lines.push(['changed', `${named(verified)}, verified`]);
	if (unverified.length > 0) lines.push(['not verified', named(unverified)]);
	if (undone.length > 0) lines.push(['taken back', named(undone)]);
	if (open.length > 0) lines.push(['unsettled', inWords(open.map(({id, change}) => `change ${id}, ${targetSays(change.target)}`))]);
	if (unsent.length > 0) lines.push(['not sent', inWords(unsent)]);
	for (const [index, folder] of state.saved.entries()) lines.push([index === 0 ? 'files' : '', `./${folder}`]);
	const [last] = inOrder(standing, 'newest');
	if (last && place.kind !== 'demo')
		lines.push(['take back', command('castellan', 'undo', String(last.id), ...clusterOptions(state, carried))]);
	lines.push(['come back', comeBack(state, carried, writes)]);
	const at = `${now.getDate()} ${now.toLocaleString('en', {month: 'short'})} ${now.toTimeString().slice(0, 5)}`;
	return [
		`castellan · ${cluster.short} · ${at} · ${cluster.who}${cluster.live ? ` · ${counted(reads, 'read')}, ${counted(writes, 'write')}` : ''}`,
		...lines.flatMap(([label, text]) =>
			partsOf(label, text, state.size.columns - 12).map((part, index) => `${(index === 0 ? label : '').padEnd(11)}${part}`),
		),
		'',
	].join('\n');
}

/** Sentences wrap at words; commands and paths are for copying, and stay whole. */
function partsOf(label: string, text: string, width: number): readonly string[] {
	return ['files', '', 'take back', 'come back'].includes(label) ? [text] : wrapped(text, width);
}

function comeBack(state: State, carried: Carried, writes: number): string {
	switch (state.place?.kind) {
		case 'demo':
			return `${command('castellan', 'demo', ...carried.wizard)}${writes > 0 ? ' (the changes are gone with it)' : ''}`;
		case 'offline':
			return `castellan, Offline…, the name ${state.cluster?.short ?? ''}`;
		case 'files':
			return `castellan, Files…, ${visible(state.said[0] ?? '')}`;
		default:
			return command('castellan', ...clusterOptions(state, carried), ...carried.wizard);
	}
}

function clusterOptions({place}: State, {cluster}: Carried): string[] {
	return place ? ['--context', place.id, ...cluster] : [...cluster];
}

/** A line for a shell. */
function command(...words: readonly string[]): string {
	return words.map(word => (/^[\w.@:/-]+$/.test(word) ? word : `'${visible(word).replaceAll("'", "'\\''")}'`)).join(' ');
}
