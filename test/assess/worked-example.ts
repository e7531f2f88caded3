import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ranked, scoreParts} from '../../source/assess/rank.js';
import {controls} from '../../source/catalogue/index.js';
import type {Control, Verdict} from '../../source/model/index.js';
import {threatModel} from '../../source/threat-model/threat-model.js';
import {validAnswers} from '../../source/threat-model/valid-answers.js';
import {type Weights, weights} from '../helpers/weights.js';

/** A web shop on EKS. */
const model = threatModel(
	validAnswers({
		'mgmt-exposure': 'open',
		'network-trust': 'corporate',
		'internet-apps': 'public',
		'app-count': 'several',
		'cloud-api': 'node',
		'user-count': 'some',
		'limited-users': 'limited',
		'control-plane-owner': 'managed',
		'node-owner': 'pool',
		tenancy: 'single',
		'data-class': 'regulated',
		'image-origin': 'mixed',
		'change-and-watch': 'cipush',
		environment: 'prod',
		'egress-need': 'known',
		compliance: 'cis',
	}),
);

type Row = {
	readonly id: string;
	readonly status: 'fail' | 'warn' | 'unknown';
	readonly internetFacing: boolean;
	/** To one decimal. */
	readonly priority: number;
};

const rows: readonly Row[] = [
	{id: 'metadata-api-blocked', status: 'fail', internetFacing: true, priority: 99.7},
	{id: 'psa-enforced', status: 'fail', internetFacing: false, priority: 75.4},
	{id: 'netpol-default-deny-egress', status: 'fail', internetFacing: true, priority: 58.0},
	{id: 'netpol-default-deny-ingress', status: 'fail', internetFacing: true, priority: 54.8},
	{id: 'ci-deploy-identity', status: 'fail', internetFacing: false, priority: 51.5},
	{id: 'sa-automount-off', status: 'fail', internetFacing: true, priority: 51.1},
	{id: 'pods-non-root', status: 'fail', internetFacing: true, priority: 51.1},
	{id: 'cni-enforces-policy', status: 'fail', internetFacing: false, priority: 50.9},
	{id: 'rbac-workload-create', status: 'fail', internetFacing: false, priority: 49.8},
	{id: 'cloud-workload-identity', status: 'fail', internetFacing: false, priority: 47.7},
	{id: 'rbac-cluster-admin-bindings', status: 'warn', internetFacing: false, priority: 45.5},
	{id: 'rbac-secrets-read', status: 'warn', internetFacing: false, priority: 33.1},
	{id: 'sa-tokens-short-lived', status: 'warn', internetFacing: false, priority: 31.4},
	{id: 'api-endpoint-not-public', status: 'warn', internetFacing: false, priority: 23.2},
	{id: 'audit-logging-enabled', status: 'unknown', internetFacing: false, priority: 16.0},
];

/** As it is built; else by its weights alone. */
function controlOf(id: string): Control {
	const built = controls.find(control => control.id === id);
	if (built) return built;
	return {
		id,
		title: id,
		layer: 'cluster',
		phase: 'build',
		seeds: [],
		references: {},
		why: 'why.',
		risk: 'risk.',
		question: 'question?',
		because: 'something holds',
		verify: 'look',
		guide: {},
		...(weights[id] as Weights),
	};
}

function verdictOf({id, status, internetFacing}: Row): Verdict {
	const control = controlOf(id);
	const level = status === 'warn' ? 'warn' : 'fail';
	const subject = {group: '', kind: 'Cluster', name: 'it'};
	const findings = [{id: '0', check: 'x', subject, level, message: 'm', fix: 'guide', ...(internetFacing && {internetFacing})}] as const;
	return {control, status, basis: 'observed', findings: status === 'unknown' ? [] : findings, evidence: [], exempt: [], waivers: []};
}
const surroundings = {developmentNamespaces: new Set<string>()};

test('the three scores of a web shop on EKS are 14, 17 and 16', () => {
	assert.deepEqual(model.scores, {external: 14, container: 17, user: 16});
});

for (const row of rows) {
	test(`${row.id} has the priority ${row.priority} in the web shop on EKS`, () => {
		assert.equal(scoreParts(verdictOf(row), model, surroundings).own.toFixed(1), row.priority.toFixed(1));
	});
}

test('in the web shop the network plugin comes first and workload identity second, because the metadata row waits for both', () => {
	const list = ranked(rows.map(verdictOf), model, surroundings);
	assert.deepEqual(
		list.slice(0, 4).map(({verdict}) => verdict.control.id),
		['cni-enforces-policy', 'cloud-workload-identity', 'metadata-api-blocked', 'psa-enforced'],
	);
	assert.deepEqual(list[0]?.score.toFixed(1), '99.7');
	assert.deepEqual(list[2]?.after, ['cni-enforces-policy', 'cloud-workload-identity']);
	assert.match(list[0]?.reason ?? '', /three of your top fixes do nothing without it/i);
});
