import type {Ranked} from '../../model/index.js';
import {type ListLine, listLines} from '../list-lines.js';
import {gapsOf, mapCells} from '../map-cells.js';
import {markOf, rowOf} from '../narrowed.js';
import {isMarkedLine, lackedFor, objectLines, objectName} from '../objects.js';
import {partLines} from '../pages/control-parts.js';
import {foldNote, foldRows, foldSays, waysOut} from '../pages/settling.js';
import {howMany} from '../rows.js';
import {standardsOf} from '../standards.js';
import type {ScreenOf, State} from '../state.js';
import {statusWord} from '../theme.js';
import {counted} from '../words.js';
import {pageSize} from './page-size.js';

export function listText(state: State, {cursor}: ScreenOf<'list'>): string[] {
	const lines = listLines(state);
	const counts = state.assessment?.counts;
	const shown = lines.slice(cursor.at, cursor.at + pageSize);
	const head = counts
		? `List. ${counts.fail} fail, ${counts.warn} warn, ${counts.unknown} unknown, ${counts.pass} pass. ${shown.length === 0 ? 'No row is left' : `Rows ${cursor.at + 1} to ${cursor.at + shown.length} of ${lines.length}`}${state.filter ? `, only ${state.filter}` : ''}.`
		: 'Still reading.';
	return [
		head,
		...shown.map((line, index) => lineText(state, line, cursor.at + index)),
		...(state.marks.size > 0 ? [`${state.marks.size} marked: fix without a number plans them.`] : []),
		'A number opens that row. Enter reads on, needs-work narrows, slash and a word finds, fix and a number plans, help has the words, quit leaves.',
	];
}

function lineText(state: State, line: ListLine, index: number): string {
	if (line.kind === 'row') return rowText(state, line.row);
	if (line.kind === 'fold')
		return `${line.rows[0]?.rank ?? index + 1}. unknown. ${counted(line.rows.length, 'row')}: ${foldSays(line.by, line.rows, state)}. ${foldNote(line.by, line.rows, state)}.`;
	const count = (status: 'fail' | 'warn') => line.rows.filter(({verdict}) => verdict.status === status).length;
	const isMarked = line.rows.length > 0 && line.rows.every(row => state.marks.has(markOf(row)));
	return `Group ${line.title}: ${counted(line.rows.length, 'row')}, ${count('fail')} fail, ${count('warn')} warn${isMarked ? ', marked' : ''}.`;
}

function rowText(state: State, row: Ranked): string {
	const {rank, verdict} = row;
	const {control, status} = verdict;
	const note = status === 'unknown' ? (verdict.unknown?.text ?? '') : howMany(row);
	const said = `${verdict.basis === 'attested' ? ', attested' : ''}${state.marks.has(markOf(row)) ? ', marked' : ''}`;
	const standards = standardsOf(state, control.references).map(one => `${one}. `);
	return `${rank === undefined ? '' : `${rank}. `}${statusWord[status]}${said}, ${control.severity}. ${control.title}. ${standards.join('')}${note}${/[.?]$/.test(note) || note === '' ? '' : '.'}`;
}

export function foldText(state: State, {by}: ScreenOf<'fold'>): string[] {
	const rows = foldRows(state, by);
	return [
		`${counted(rows.length, 'row')} wait for: ${foldSays(by, rows, state)}.`,
		...waysOut(by, rows).map(
			({says, rows: waiting}, index) =>
				`${index + 1}. ${says}. ${by === 'rights' ? `${counted(waiting.length, 'row')} wait for it.` : (waiting[0]?.verdict.control.question ?? '')}`,
		),
		by === 'rights'
			? 'copy copies a request to an administrator, save saves the role, attest answers some yourself, back goes back.'
			: 'attest answers them yourself, a number opens one, back goes back.',
	];
}

export function mapText(state: State): string[] {
	return [
		'Map: where the gaps are.',
		...mapCells(state).map((cell, index) => {
			const gaps = gapsOf(cell).map(({status, count}) => `${count} ${statusWord[status]}`);
			return `${index + 1}. ${cell.title}: ${gaps.join(', ') || 'no gap'} of ${cell.rows.length}.`;
		}),
		'A number opens the list of it. back goes back.',
	];
}

export function controlText(state: State, {control, only, part, cursor}: ScreenOf<'control'>): string[] {
	const row = rowOf(state, control, only);
	if (!row) return [];
	const words =
		'fix plans it, yaml shows it, how says why here, part goes on to fix, why, check and references, attest and waive say something, back goes back.';
	if (part !== 'objects') return [`Part ${part}.`, ...partLines(state, row, {part}, 78), words];
	const lines = objectLines(state, row);
	const shown = lines.slice(cursor.at, cursor.at + pageSize);
	const marks = [...state.findingMarks].filter(mark => mark.startsWith(`${control} `)).length;
	return [
		`${row.rank === undefined ? '' : `Row ${row.rank}. `}${statusWord[row.verdict.status]}, ${row.verdict.control.severity}. ${row.verdict.control.title}.${only === undefined ? '' : ` In ${only || 'the cluster itself'} only.`} ${row.reason}`,
		...row.verdict.evidence.slice(0, 3).map(({text}) => `Seen: ${text}.`),
		...shown.map((line, index) => `${cursor.at + index + 1}. ${isMarkedLine(state, control, line) ? 'marked, ' : ''}${objectText(line)}`),
		...(marks > 0 ? [`${counted(marks, 'finding')} marked: fix without a number plans ${marks === 1 ? 'it' : 'them'}.`] : []),
		...(lines.length > cursor.at + shown.length ? [`${lines.length - cursor.at - shown.length} more: enter reads on.`] : []),
		words,
	];
}

function objectText(line: ReturnType<typeof objectLines>[number]): string {
	switch (line.kind) {
		case 'group':
			return `Group ${line.group || 'cluster'}: ${counted(line.objects.length, 'object')}${line.folded ? ', folded' : ''}.`;
		case 'object': {
			const {subject, findings, level} = line.object;
			const lacks = lackedFor(line.object);
			return `${level}. ${subject.namespace === undefined ? '' : `${subject.namespace}, `}${objectName(subject)}: ${findings.map(({message}) => message).join('; ')}.${lacks === undefined ? '' : ` This account may not ${lacks}.`}`;
		}
		case 'accepted':
			return `Accepted: ${counted(line.exempt.length, 'object')}, each with its reason.`;
		case 'waived':
			return `Waived: ${counted(line.objects.length, 'object')}.`;
		case 'exempt':
			return `Accepted. ${objectName(line.exemption.subject)}: ${line.exemption.reason}.`;
		case 'note':
			return line.text;
	}
}
