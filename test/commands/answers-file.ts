import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answersFromText} from '../../source/commands/answers-file.js';
import {Failure} from '../../source/model/index.js';

const head = 'schema: castellan.answers/1\n';
const read = (text: string) => answersFromText(head + text, 'answers.yaml');
const refusal = (text: string): string => {
	try {
		answersFromText(text, 'answers.yaml');
	} catch (error) {
		if (error instanceof Failure) return [error.message, ...error.steps].join(' ');
		throw error;
	}
	return 'nothing';
};

test('answers, statements and waivers are read from YAML, where no is a word', () => {
	const {answers, attestations, waivers} = read(`
answers: {mgmt-exposure: open, change-and-watch: [blind, cipush], compliance: [cis]}
attestations:
  audit-logging-enabled: {says: no, by: anna, at: 2026-11-01, note: wiki/4}
waivers:
- {control: psa-enforced, object: /Namespace/shop, owner: bert, reason: moves next year, until: 2027-03-01}
`);
	assert.deepEqual(Object.fromEntries(Object.entries(answers).map(([id, {value, basis}]) => [id, `${value} ${basis}`])), {
		'mgmt-exposure': 'open said',
		'change-and-watch': 'cipush+blind said',
		compliance: 'cis said',
	});
	assert.deepEqual(attestations, {'audit-logging-enabled': {says: 'no', by: 'anna', at: '2026-11-01', note: 'wiki/4'}});
	assert.equal(waivers[0]?.object, '/Namespace/shop');
});

test('the same file may be JSON', () => {
	const {answers} = answersFromText('{"schema": "castellan.answers/1", "answers": {"environment": "dev"}}', 'answers.json');
	assert.equal(answers.environment?.value, 'dev');
});

test('an unknown key is an error with its line and column, and what was meant', () => {
	assert.match(
		refusal(`${head}answers:\n  enviroment: prod\n`),
		/line 3, column 3: enviroment is not a question\..* Did you mean environment\?/,
	);
	assert.match(refusal(`${head}answer: {}\n`), /line 2, column 1: answer is not known here\. Did you mean answers\?/);
	assert.match(
		refusal(`${head}waivers:\n- {control: psa-enforced, owner: a, reason: b, untill: 2027-01-01}\n`),
		/line 3, column \d+: untill is not known in a waiver/,
	);
});

test('an answer that does not exist, or ones that exclude each other, are errors', () => {
	assert.match(refusal(`${head}answers: {environment: production}\n`), /line 2, column 24: production is not an answer to environment/);
	assert.match(refusal(`${head}answers: {cloud-api: [none, node]}\n`), /exclude each other/);
	assert.match(refusal(`${head}answers: {environment: [prod, dev]}\n`), /exclude each other/);
});

test('a missing or other schema, a broken file and a wrong shape are said, never a stack trace', () => {
	assert.match(refusal('answers: {}\n'), /schema must be castellan\.answers\/1/);
	assert.match(refusal('schema: castellan.answers/2\n'), /line 1, column 9: schema must be/);
	assert.match(refusal('a: [\n'), /not valid YAML or JSON: line/);
	assert.match(refusal('- a\n'), /not a map/);
	assert.match(refusal(`${head}waivers: {}\n`), /waivers is not a list/);
	assert.match(refusal(''), /schema must be/);
});

test('statements and waivers need who, when and a control that exists', () => {
	assert.match(
		refusal(`${head}attestations: {psa-enforced: {says: true, by: a, at: 2026-01-01}}\n`),
		/says must be one of yes, partly, no, not-sure, does-not-apply/,
	);
	assert.match(refusal(`${head}attestations: {psa-enforced: {says: yes, at: 2026-01-01}}\n`), /by must be a text/);
	assert.match(refusal(`${head}attestations: {psa-enforced: {says: yes, by: a, at: soon}}\n`), /at must be a day/);
	assert.match(
		refusal(`${head}waivers:\n- {control: psa-enforce, owner: a, reason: b, until: 2027-01-01}\n`),
		/psa-enforce is not a control\..*Did you mean psa-enforced\?/,
	);
});
