import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {controls} from '../source/catalogue/index.js';
import {resources} from '../source/kube/resources.js';
import {questions} from '../source/threat-model/questions.js';
import {root} from './helpers/generate.js';
import {weights} from './helpers/weights.js';

const longestTitle = 41;

test('every title is an order without a full stop, short enough for a row', () => {
	assert.deepEqual(
		controls.filter(({title}) => title.length > longestTitle || /[.!?]$/.test(title) || !/^[A-Z]/.test(title)).map(({title}) => title),
		[],
	);
});

test('why and risk end with a full stop, a question with a question mark, a rank phrase with neither', () => {
	const wrong = controls.filter(
		({why, risk, question, because}) =>
			!why.endsWith('.') || !risk.endsWith('.') || !question.endsWith('?') || /[.?]$/.test(because) || /^[A-Z]/.test(because),
	);
	assert.deepEqual(
		wrong.map(({id}) => id),
		[],
	);
});

test('nothing shouts', () => {
	const texts = controls.flatMap(({title, why, risk, question, because}) => [title, why, risk, question, because]);
	assert.deepEqual(
		texts.filter(text => text.includes('!')),
		[],
	);
});

test('every factor of a control names a question and an answer that exist', () => {
	const answers = new Set(questions.flatMap(({id, options}) => options.map(({value}) => `${id}.${value}`)));
	const wrong = controls.flatMap(({id, boosts = {}}) =>
		Object.keys(boosts)
			.filter(answer => answer !== 'compliance.any' && !answers.has(answer))
			.map(answer => `${id}: ${answer}`),
	);
	assert.deepEqual(wrong, []);
});

test('what ranks a control is as the whole catalogue has it; a prerequisite that is not built is left out', () => {
	const built = new Set(controls.map(({id}) => id));
	for (const {id, severity, blast, fix, threats, boosts = {}, requires = [], requiresWhen = {}} of controls) {
		const whole = weights[id];
		assert.deepEqual(
			{id, severity, blast, fix, threats, boosts, requires: [...requires].sort(), requiresWhen},
			{id, boosts: {}, requiresWhen: {}, ...whole, requires: (whole?.requires ?? []).filter(one => built.has(one)).sort()},
		);
	}
});

test('no control waits for itself, however long the way', () => {
	const byId = new Map(controls.map(control => [control.id, control]));
	const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
		if (seen.has(from)) return false;
		seen.add(from);
		return (byId.get(from)?.requires ?? []).some(id => id === to || reaches(id, to, seen));
	};
	assert.deepEqual(
		controls.filter(({id}) => reaches(id, id)).map(({id}) => id),
		[],
	);
});

test('what a control needs or wants is a list that can be read or a fact that has a name', () => {
	const known = new Set<string>([
		...resources.map(({name}) => name),
		'version',
		'anonymous',
		'handshake',
		'metrics',
		'kubelets',
		'apiServerFlags',
		'controllerManagerFlags',
		'schedulerFlags',
		'etcdFlags',
		'settings',
		'self',
		'kubeconfig',
	]);
	const wrong = controls.flatMap(({id, cluster}) =>
		[...(cluster?.needs ?? []), ...(cluster?.wants ?? [])]
			.flat<unknown[]>()
			.filter(name => !known.has(String(name)))
			.map(name => `${id}: ${String(name)}`),
	);
	assert.deepEqual(wrong, []);
});

/** Holds of all controls over pods. */
const everyKind = 'pod-security/every-kind.ts';

test('every control has its law at the same path', () => {
	const pathsOf = (tree: string) =>
		readdirSync(join(root, tree), {recursive: true, encoding: 'utf8'})
			.filter(name => name.includes('/') && name.endsWith('.ts') && name !== everyKind)
			.sort();
	assert.deepEqual(pathsOf('test/catalogue'), pathsOf('source/catalogue'));
});
