import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ranked, scoreParts} from '../../source/assess/rank.js';
import type {Blast, Control, FixKind, Severity, Verdict} from '../../source/model/index.js';
import {threatModel} from '../../source/threat-model/threat-model.js';
import {validAnswers} from '../../source/threat-model/valid-answers.js';

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

type Status = 'fail' | 'warn' | 'unknown';
type Row = {
	readonly id: string;
	readonly status: Status;
	readonly severity: Severity;
	readonly blast: Blast;
	readonly fix: FixKind;
	/** Weights for outsider, container and login. */
	readonly weights: readonly [number, number, number];
	readonly boosts: Control['boosts'];
	readonly internetFacing: boolean;
	/** Priority, to one decimal. */
	readonly priority: number;
	readonly requires?: readonly string[];
	readonly requiresWhen?: Control['requiresWhen'];
};

const rows: readonly Row[] = [
	{
		id: 'metadata-api-blocked',
		status: 'fail',
		severity: 'critical',
		blast: 'cluster',
		fix: 'manifest',
		weights: [0, 3, 0],
		boosts: {
			'cloud-api.node': 1.6,
			'cloud-api.unsure': 1.3,
			'cloud-api.none': 0.8,
			'internet-apps.public': 1.2,
			'control-plane-owner.lab': 0.5,
		},
		internetFacing: true,
		priority: 99.7,
		requires: ['cni-enforces-policy', 'cloud-workload-identity@Q5.node'],
		requiresWhen: {'cloud-api.node': ['cloud-workload-identity']},
	},
	{
		id: 'psa-enforced',
		status: 'fail',
		severity: 'critical',
		blast: 'namespace',
		fix: 'patch',
		weights: [0, 3, 3],
		boosts: {'internet-apps.public': 1.2, 'limited-users.limited': 1.2, 'tenancy.customers': 1.3, 'tenancy.teams': 1.1},
		internetFacing: false,
		priority: 75.4,
	},
	{
		id: 'netpol-default-deny-egress',
		status: 'fail',
		severity: 'high',
		blast: 'namespace',
		fix: 'manifest',
		weights: [0, 3, 0],
		boosts: {'egress-need.known': 1.2, 'data-class.secret': 1.2, 'internet-apps.public': 1.1},
		internetFacing: true,
		priority: 58.0,
		requires: ['cni-enforces-policy'],
	},
	{
		id: 'netpol-default-deny-ingress',
		status: 'fail',
		severity: 'high',
		blast: 'namespace',
		fix: 'manifest',
		weights: [0, 3, 1],
		boosts: {'internet-apps.public': 1.2, 'app-count.many': 1.2, 'tenancy.customers': 1.3, 'tenancy.teams': 1.1},
		internetFacing: true,
		priority: 54.8,
		requires: ['cni-enforces-policy'],
	},
	{
		id: 'ci-deploy-identity',
		status: 'fail',
		severity: 'high',
		blast: 'cluster',
		fix: 'patch',
		weights: [0, 1, 3],
		boosts: {'change-and-watch.cipush': 1.4, 'change-and-watch.gitops': 0.7},
		internetFacing: false,
		priority: 51.5,
	},
	{
		id: 'sa-automount-off',
		status: 'fail',
		severity: 'high',
		blast: 'workload',
		fix: 'patch',
		weights: [0, 3, 0],
		boosts: {'internet-apps.public': 1.2},
		internetFacing: true,
		priority: 51.1,
	},
	{
		id: 'pods-non-root',
		status: 'fail',
		severity: 'high',
		blast: 'workload',
		fix: 'patch',
		weights: [0, 3, 0],
		boosts: {'internet-apps.public': 1.2},
		internetFacing: true,
		priority: 51.1,
	},
	{
		id: 'cni-enforces-policy',
		status: 'fail',
		severity: 'critical',
		blast: 'cluster',
		fix: 'provider',
		weights: [0, 3, 1],
		boosts: {'internet-apps.public': 1.2, 'app-count.many': 1.1, 'tenancy.customers': 1.2},
		internetFacing: false,
		priority: 50.9,
	},
	{
		id: 'rbac-workload-create',
		status: 'fail',
		severity: 'high',
		blast: 'cluster',
		fix: 'patch',
		weights: [0, 2, 3],
		boosts: {'limited-users.limited': 1.3, 'tenancy.teams': 1.2, 'tenancy.customers': 1.3},
		internetFacing: false,
		priority: 49.8,
		requires: ['psa-enforced'],
	},
	{
		id: 'cloud-workload-identity',
		status: 'fail',
		severity: 'high',
		blast: 'cluster',
		fix: 'provider',
		weights: [0, 3, 1],
		boosts: {'cloud-api.node': 1.5, 'cloud-api.static': 1.2, 'cloud-api.none': 0.5},
		internetFacing: false,
		priority: 47.7,
	},
	{
		id: 'rbac-cluster-admin-bindings',
		status: 'warn',
		severity: 'critical',
		blast: 'cluster',
		fix: 'patch',
		weights: [1, 3, 3],
		boosts: {'user-count.many': 1.2, 'internet-apps.public': 1.1, 'limited-users.limited': 1.2},
		internetFacing: false,
		priority: 45.5,
		requires: ['authz-mode-rbac-node'],
	},
	{
		id: 'rbac-secrets-read',
		status: 'warn',
		severity: 'high',
		blast: 'cluster',
		fix: 'patch',
		weights: [0, 3, 3],
		boosts: {'data-class.secret': 1.3, 'data-class.regulated': 1.2, 'internet-apps.public': 1.1},
		internetFacing: false,
		priority: 33.1,
		requires: ['authz-mode-rbac-node'],
	},
	{
		id: 'sa-tokens-short-lived',
		status: 'warn',
		severity: 'high',
		blast: 'cluster',
		fix: 'patch',
		weights: [1, 2, 3],
		boosts: {'user-count.many': 1.1, 'mgmt-exposure.open': 1.2, 'change-and-watch.cipush': 1.1},
		internetFacing: false,
		priority: 31.4,
	},
	{
		id: 'api-endpoint-not-public',
		status: 'warn',
		severity: 'high',
		blast: 'cluster',
		fix: 'provider',
		weights: [3, 0, 2],
		boosts: {'mgmt-exposure.open': 1.4, 'mgmt-exposure.limited': 1.1, 'mgmt-exposure.private': 0.5},
		internetFacing: false,
		priority: 23.2,
	},
	{
		id: 'audit-logging-enabled',
		status: 'unknown',
		severity: 'high',
		blast: 'cluster',
		fix: 'control-plane',
		weights: [1, 2, 3],
		boosts: {'user-count.many': 1.2, 'compliance.any': 1.1, 'change-and-watch.blind': 1.2},
		internetFacing: false,
		priority: 16.0,
	},
];

function verdictOf({id, status, weights, internetFacing, severity, blast, fix, boosts, requires, requiresWhen}: Row): Verdict {
	const [external, container, user] = weights as [0, 0, 0];
	const control: Control = {
		id,
		title: id,
		layer: 'cluster',
		phase: 'build',
		severity,
		blast,
		threats: {external, container, user},
		seeds: [],
		references: {},
		fix,
		why: 'why.',
		risk: 'risk.',
		question: 'question?',
		because: 'something holds',
		verify: 'look',
		guide: {},
		...(boosts && {boosts}),
		...(requires && {requires}),
		...(requiresWhen && {requiresWhen}),
	};
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
