import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ranked, scoreParts} from '../../source/assess/rank.js';
import type {Control, Finding, Status, Verdict} from '../../source/model/index.js';
import {threatModel} from '../../source/threat-model/threat-model.js';

const said = (value: string) => ({value, basis: 'said' as const, evidence: []});
const model = threatModel({
	'mgmt-exposure': said('open'),
	'internet-apps': said('public'),
	'user-count': said('some'),
	'limited-users': said('limited'),
	'control-plane-owner': said('managed'),
	environment: said('prod'),
	'network-trust': said('trusted'),
	'app-count': said('one'),
	'cloud-api': said('none'),
	'node-owner': said('pool'),
	tenancy: said('single'),
	'data-class': said('internal'),
	'image-origin': said('own'),
	'change-and-watch': said('gitops'),
	'egress-need': said('known'),
	compliance: said('none'),
});
const surroundings = {developmentNamespaces: new Set(['dev'])};

function control(id: string, overrides: Partial<Control> = {}): Control {
	return {
		id,
		title: id,
		layer: 'cluster',
		phase: 'build',
		severity: 'high',
		blast: 'cluster',
		threats: {external: 0, container: 3, user: 0},
		seeds: [],
		references: {},
		fix: 'patch',
		why: 'why',
		risk: 'risk',
		question: 'question?',
		because: 'something holds',
		verify: 'look',
		guide: {},
		...overrides,
	};
}
function verdict(of: Control, status: Status, findings: Partial<Finding>[] = []): Verdict {
	const whole = findings.map((finding, index) => ({
		check: 'c',
		subject: {group: '', kind: 'Pod', namespace: 'shop', name: `p${index}`},
		level: 'fail' as const,
		message: 'm',
		id: 'x',
		fix: 'guide' as const,
		...finding,
	}));
	return {control: of, status, basis: 'observed', findings: whole, evidence: [], exempt: [], waivers: []};
}

test('the three scores start at 3, 5 and 4 and add the points of each answer', () => {
	assert.deepEqual(model.scores, {external: 3 + 6 + 3 - 2 + 1, container: 5 + 5 + 1, user: 4 + 2 + 2 + 4 + 1 - 1});
});

test('an answer that is not given counts as not sure, never as nothing', () => {
	const {scores} = threatModel({});
	assert.deepEqual(scores, {
		external: 3 + 1 + 1 + 4 + 3 + 2 + 1,
		container: 20,
		user: 4 + 1 + 1 + 1 + 3 + 3 + 1 + 1 + 2,
	});
});

test('the priority is the product of its parts', () => {
	const parts = scoreParts(
		verdict(control('a', {severity: 'critical', boosts: {'internet-apps.public': 1.2}}), 'fail', [{internetFacing: true}]),
		model,
		surroundings,
	);
	const fit = 0.7 * (11 / 20) + (0.3 * (11 / 20)) / 3;
	assert.ok(Math.abs(parts.fit - fit) < 1e-9);
	assert.ok(Math.abs(parts.own - (100 * fit * 1 * 1.2 * 1.1 * 1.25) / 1.5) < 1e-9);
});

test('factors of answers are held between a half and 1.6', () => {
	const boosts = {'internet-apps.public': 1.5, 'mgmt-exposure.open': 1.4} as const;
	assert.equal(scoreParts(verdict(control('a', {boosts}), 'fail'), model, surroundings).boost, 1.6);
	assert.equal(scoreParts(verdict(control('a', {boosts: {'internet-apps.public': 0.1}}), 'fail'), model, surroundings).boost, 0.5);
});

test('any compliance counts once, however many are ticked; any address on the internet is an answer like others', () => {
	const boosts = {'compliance.any': 1.1, 'egress-need.any': 1.2} as const;
	const boostOf = (compliance: string, egress: string) => {
		const answers = {...model.answers, compliance: said(compliance), 'egress-need': said(egress)};
		return scoreParts(verdict(control('a', {boosts}), 'fail'), threatModel(answers), surroundings).boost;
	};
	assert.equal(boostOf('cis+nsa', 'known'), 1.1);
	assert.equal(boostOf('none', 'known'), 1);
	assert.equal(boostOf('unsure', 'any'), 1.2);
});

test('where it is not known whether somebody watches, nobody does', () => {
	const watched = control('a', {boosts: {'change-and-watch.blind': 1.2}});
	const boostOf = (value: string) =>
		scoreParts(verdict(watched, 'fail'), threatModel({...model.answers, 'change-and-watch': said(value)}), surroundings).boost;
	assert.deepEqual(['gitops', 'gitops+watch-unsure', 'unsure', 'byhand+blind'].map(boostOf), [1, 1.2, 1.2, 1.2]);
});

test('only development namespaces make it weigh less, one other makes it weigh in full', () => {
	const at = (...names: string[]) =>
		scoreParts(
			verdict(
				control('a'),
				'fail',
				names.map(namespace => ({subject: {group: '', kind: 'Pod', namespace, name: 'p'}})),
			),
			model,
			surroundings,
		).exposure;
	assert.equal(at('dev'), 0.75);
	assert.equal(at('dev', 'shop'), 1);
});

test('a critical fail never falls below 35', () => {
	const small = control('a', {severity: 'critical', threats: {external: 0, container: 0, user: 1}, blast: 'workload', fix: 'process'});
	assert.equal(scoreParts(verdict(small, 'fail'), model, surroundings).own, 35);
	assert.ok(scoreParts(verdict(small, 'warn'), model, surroundings).own < 35);
});

test('a prerequisite that is not settled stands directly before the first control that waits for it', () => {
	const base = control('base', {severity: 'low'});
	const big = control('big', {requires: ['base'], severity: 'critical'});
	const other = control('other', {severity: 'critical', threats: {external: 3, container: 3, user: 3}});
	const rows = ranked([verdict(big, 'fail'), verdict(other, 'fail'), verdict(base, 'unknown')], model, surroundings);
	assert.deepEqual(
		rows.map(row => row.verdict.control.id),
		['other', 'base', 'big'],
	);
	assert.equal(rows[1]?.score, rows[2]?.score);
	assert.deepEqual(rows[2]?.after, ['base']);
	assert.deepEqual(rows[1]?.lifts, ['big']);
});

test('a prerequisite that passes, or that nothing failing needs, is not lifted', () => {
	const base = control('base', {severity: 'low'});
	const big = control('big', {requires: ['base'], severity: 'critical'});
	assert.deepEqual(ranked([verdict(base, 'pass'), verdict(big, 'fail')], model, surroundings)[0]?.after, []);
	const rows = ranked([verdict(base, 'fail'), verdict(big, 'pass')], model, surroundings);
	assert.deepEqual(
		rows.map(row => [row.verdict.control.id, row.rank]),
		[
			['base', 1],
			['big', undefined],
		],
	);
});

test('a chain of prerequisites is lifted as a whole', () => {
	const rows = ranked(
		[
			verdict(control('c', {requires: ['b'], severity: 'critical'}), 'fail'),
			verdict(control('b', {requires: ['a'], severity: 'low'}), 'fail'),
			verdict(control('a', {severity: 'low'}), 'fail'),
		],
		model,
		surroundings,
	);
	assert.deepEqual(
		rows.map(row => row.verdict.control.id),
		['a', 'b', 'c'],
	);
	assert.equal(new Set(rows.map(row => row.score)).size, 1);
});

test('the order does not depend on the order of the verdicts', () => {
	const verdicts = ['a', 'b', 'c', 'd'].map((id, index) =>
		verdict(control(id, {severity: index % 2 === 0 ? 'high' : 'low', ...(id === 'a' && {requires: ['d']})}), 'fail'),
	);
	const order = (list: Verdict[]) => ranked(list, model, surroundings).map(row => row.verdict.control.id);
	assert.deepEqual(order(verdicts), order([...verdicts].reverse()));
});

test('passes and what does not apply have no rank and stand last', () => {
	const rows = ranked(
		[verdict(control('p'), 'pass'), verdict(control('n'), 'not-applicable'), verdict(control('w', {severity: 'low'}), 'warn')],
		model,
		surroundings,
	);
	assert.deepEqual(
		rows.map(row => [row.verdict.control.id, row.rank]),
		[
			['w', 1],
			['p', undefined],
			['n', undefined],
		],
	);
});

test('the reason names the answer that counts most for the attacker the control stops', () => {
	const [row] = ranked(
		[verdict(control('a', {because: 'pods can ask the node for its cloud credentials'}), 'fail', [{}, {}])],
		model,
		surroundings,
	);
	assert.equal(row?.reason, 'You run internet-facing apps and pods can ask the node for its cloud credentials (2 pods).');
});

test('of two ways to the cloud the reason names the one that gave the points to the attacker the control stops', () => {
	const ways = threatModel({...model.answers, 'internet-apps': said('none'), environment: said('dev'), 'cloud-api': said('node+static')});
	const reasonOf = (weights: Control['threats']) =>
		ranked([verdict(control('a', {threats: weights}), 'fail')], ways, surroundings)[0]?.reason ?? '';
	assert.match(reasonOf({external: 0, container: 3, user: 0}), /^Your pods use the machine's cloud rights/);
	const {parts} = ways;
	assert.deepEqual(
		parts.filter(({question}) => question === 'cloud-api').map(({value, points}) => [value, points]),
		[
			['node', {external: 0, container: 3, user: 0}],
			['static', {external: 0, container: 0, user: 1}],
		],
	);
});

test('what was not seen is never told as a fact', () => {
	const [row] = ranked([verdict(control('a'), 'unknown')], model, surroundings);
	assert.equal(row?.reason, 'You run internet-facing apps; not visible here; if it does not hold, something holds.');
});
