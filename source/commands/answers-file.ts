import {controls} from '../catalogue/index.js';
import type {Answers, Attestation, GivenAnswer, QuestionId, Waiver} from '../model/index.js';
import {Failure, isDay, statements, visible} from '../model/index.js';
import {type PlacedDocument, placedDocument, readPlacedDocument} from '../session/answers-document.js';
import {questions} from '../threat-model/questions.js';
import {optionsOf} from '../threat-model/ticking.js';

/** What `--answers` gives: answers to questions, statements on controls, and what is accepted. */
export type GivenFile = {
	readonly answers: Answers;
	readonly attestations: Readonly<Record<string, Attestation>>;
	readonly waivers: readonly Waiver[];
};

const schema = 'castellan.answers/1';
type Path = readonly (string | number)[];

export function readAnswersFile(path: string): GivenFile {
	return givenFile(readPlacedDocument(path), path);
}

export function answersFromText(text: string, name: string): GivenFile {
	return givenFile(placedDocument(text, name), name);
}

/** Every key that means nothing is an error, with its place: a misspelt answer must not count as not sure. */
function givenFile({value, placeOf}: PlacedDocument, name: string): GivenFile {
	const wrong = (path: Path, what: string, steps: readonly string[], atKey = false): Failure =>
		new Failure(`${visible(name)}, ${placeOf(path, atKey)}: ${what}.`, {steps});
	const map = (raw: unknown, path: Path): Record<string, unknown> => {
		if (raw === undefined || raw === null) return {};
		if (typeof raw !== 'object' || Array.isArray(raw))
			throw wrong(path, `${path.join('.') || 'the file'} is not a map`, ['Write key: value.']);
		return raw as Record<string, unknown>;
	};
	const only = (raw: Record<string, unknown>, path: Path, known: readonly string[], what: string): void => {
		for (const key of Object.keys(raw))
			if (!known.includes(key)) throw wrong([...path, key], `${visible(key)} is not ${what}`, [nearest(key, known)], true);
	};
	const dayText = (raw: unknown, path: Path): string => {
		if (typeof raw !== 'string' || !isDay(raw))
			throw wrong(path, `${path.at(-1)} must be a day like 2026-11-25`, ['Write a day that exists.']);
		return raw;
	};
	const text = (raw: unknown, path: Path, pattern = /\S/): string => {
		const said = typeof raw === 'string' || typeof raw === 'number' ? String(raw) : '';
		if (!pattern.test(said)) throw wrong(path, `${path.at(-1)} must be a text`, ['Write it out.']);
		return visible(said);
	};
	const root = map(value, []);
	only(root, [], ['schema', 'answers', 'attestations', 'waivers'], 'known here');
	if (root['schema'] !== schema)
		throw wrong('schema' in root ? ['schema'] : [], `schema must be ${schema}`, [`Write  schema: ${schema}  first.`]);

	const answers: Partial<Record<QuestionId, GivenAnswer>> = {};
	const given = map(root['answers'], ['answers']);
	only(
		given,
		['answers'],
		questions.map(({id}) => id),
		'a question',
	);
	for (const question of questions) {
		const raw = given[question.id];
		if (raw === undefined) continue;
		const path = ['answers', question.id];
		const values = (Array.isArray(raw) ? raw : [raw]).map(String);
		const known = question.options.map(option => option.value);
		for (const one of values)
			if (!known.includes(one)) throw wrong(path, `${visible(one)} is not an answer to ${question.id}`, [nearest(one, known)]);
		const joined = known.filter(one => values.includes(one)).join('+');
		if (!optionsOf(question, joined))
			throw wrong(path, `these answers to ${question.id} exclude each other`, [`Give one of: ${known.join(', ')}.`]);
		answers[question.id] = {value: joined, basis: 'said', evidence: []};
	}

	const ids = controls.map(({id}) => id);
	const attested = map(root['attestations'], ['attestations']);
	only(attested, ['attestations'], ids, 'a control');
	const attestations = Object.fromEntries(
		Object.entries(attested).map(([id, raw]): [string, Attestation] => {
			const path = ['attestations', id];
			const one = map(raw, path);
			only(one, path, ['says', 'by', 'at', 'note'], 'known in an attestation');
			const says = statements.find(state => state === one['says']);
			if (!says) throw wrong([...path, 'says'], `says must be one of ${statements.join(', ')}`, ['Yes is the good answer.']);
			const note = one['note'] === undefined ? {} : {note: text(one['note'], [...path, 'note'])};
			return [id, {says, by: text(one['by'], [...path, 'by']), at: dayText(one['at'], [...path, 'at']), ...note}];
		}),
	);

	const rawWaivers = root['waivers'] ?? [];
	if (!Array.isArray(rawWaivers)) throw wrong(['waivers'], 'waivers is not a list', ['Begin each with a dash.']);
	const waivers = rawWaivers.map((raw: unknown, index): Waiver => {
		const path = ['waivers', index];
		const one = map(raw, path);
		only(one, path, ['control', 'check', 'object', 'owner', 'reason', 'until'], 'known in a waiver');
		const control = text(one['control'], [...path, 'control']);
		if (!ids.includes(control)) throw wrong([...path, 'control'], `${control} is not a control`, [nearest(control, ids)]);
		return {
			control,
			...(one['check'] !== undefined && {check: text(one['check'], [...path, 'check'])}),
			...(one['object'] !== undefined && {object: text(one['object'], [...path, 'object'], /^[^/]*\/[^/]+\/.+$/)}),
			owner: text(one['owner'], [...path, 'owner']),
			reason: text(one['reason'], [...path, 'reason']),
			until: dayText(one['until'], [...path, 'until']),
		};
	});
	return {answers, attestations, waivers};
}

/** What was meant, or all there is. */
function nearest(word: string, known: readonly string[]): string {
	const close = known.find(one => distance(one, word) <= Math.max(1, Math.floor(word.length / 4)));
	return close === undefined ? `Known are: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ', …' : ''}.` : `Did you mean ${close}?`;
}

/** Levenshtein's: how many letters differ. */
function distance(a: string, b: string): number {
	let row = Array.from({length: b.length + 1}, (_, index) => index);
	for (let i = 1; i <= a.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= b.length; j += 1)
			next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)));
		row = next;
	}
	return row[b.length] as number;
}
