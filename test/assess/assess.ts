import assert from 'node:assert/strict';
import {test} from 'node:test';
import {verdictOf} from '../../source/assess/assess.js';
import type {Attestation, Control, Finding, Inspection, Snapshot, Waiver} from '../../source/model/index.js';
import {threatModel} from '../../source/threat-model/threat-model.js';
import {control} from '../helpers/ports.js';

const today = '2026-11-25T12:00:00Z';
const model = threatModel({});
const snapshot: Snapshot = {
	schema: 'castellan.snapshot/1',
	takenAt: today,
	cluster: {id: 'x', source: 'cluster'},
	items: {pods: []},
	facts: {flags: {}},
	read: {pods: 'complete'},
	gaps: [],
};
const found: Finding = {
	check: 'c',
	subject: {group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web'},
	level: 'fail',
	message: 'm',
};
const judged = (findings: Finding[], extra = {}): Inspection => ({findings, seen: [], exempt: [], ...extra});
const inspecting = (inspection: Inspection, more: Partial<Control['cluster']> = {}): Control => ({
	...control('a', 'A'),
	cluster: {needs: ['pods'], inspect: () => inspection, ...more},
});
const attested = (says: Attestation['says'], at = '2026-11-01') => ({attestations: {a: {says, by: 'anna', at}}});
const status = (of: Control, context = {}, seen: Snapshot = snapshot) => verdictOf(of, seen, {model, today, ...context});

test('no finding is a pass, a finding has the level of the worst', () => {
	assert.equal(status(inspecting(judged([]))).status, 'pass');
	assert.equal(status(inspecting(judged([{...found, level: 'warn'}]))).status, 'warn');
	assert.equal(status(inspecting(judged([{...found, level: 'warn'}, found]))).status, 'fail');
});

test('a list that was not read is unknown, whatever the rule would say', () => {
	const {status: is, unknown} = status(
		inspecting(judged([])),
		{},
		{...snapshot, read: {}, gaps: [{source: 'pods', resource: 'pods', verb: 'list', reason: 'forbidden', detail: '' as never}]},
	);
	assert.equal(is, 'unknown');
	assert.deepEqual(unknown?.missing, [{verb: 'list', resource: 'pods', scope: 'cluster', rule: 'R2'}]);
});

test('of a list that was read in part findings count, a pass does not', () => {
	const part: Snapshot = {...snapshot, read: {pods: 'partial'}};
	assert.equal(status(inspecting(judged([found]), {over: 'pods'}), {}, part).status, 'fail');
	assert.deepEqual(
		[status(inspecting(judged([]), {over: 'pods'}), {}, part)].map(({status: is, unknown}) => [is, unknown?.code]),
		[['unknown', 'partial']],
	);
	assert.equal(status(inspecting(judged([found])), {}, part).status, 'unknown');
});

test('of lists that were read whole in the chosen namespaces findings count, and no finding is no pass', () => {
	const chosen: Snapshot = {...snapshot, read: {pods: 'partial', jobs: 'partial'}, onlyNamespaces: ['shop', 'blog'] as never};
	const overPods = {over: 'pods', needs: ['pods', 'jobs']} as const;
	assert.equal(status(inspecting(judged([found]), overPods), {}, chosen).status, 'fail');
	const {status: is, unknown} = status(inspecting(judged([]), overPods), {}, chosen);
	assert.deepEqual([is, unknown?.text], ['unknown', 'no finding in namespaces shop and blog; the rest was not read']);
	const gap = {source: 'jobs', resource: 'jobs.batch', verb: 'list', reason: 'forbidden', detail: '' as never, namespace: 'blog'} as const;
	assert.equal(status(inspecting(judged([found]), overPods), {}, {...chosen, gaps: [gap]}).unknown?.code, 'forbidden');
	assert.equal(status(inspecting(judged([found]), {needs: ['pods']}), {}, chosen).status, 'unknown');
});

test('of an inner list one source suffices', () => {
	const either = inspecting(judged([]), {needs: [['nodes', 'pods']]});
	assert.equal(status(either).status, 'pass');
	assert.equal(status(either, {}, {...snapshot, read: {}}).status, 'unknown');
});

test('what a rule cannot tell names the right that was refused, unless the provider keeps it to itself', () => {
	const blind = inspecting(
		{unknown: {code: 'hidden', text: 'flags cannot be seen'}},
		{needs: [['apiServerFlags', 'pods']], wants: ['nodes']},
	);
	const gap = {verb: 'get', reason: 'forbidden', detail: '' as never} as const;
	const refused: Snapshot = {
		...snapshot,
		gaps: [
			{...gap, source: 'apiServerFlags', resource: 'configmaps/kubeadm-config', namespace: 'kube-system'},
			{...gap, source: 'nodes', verb: 'list', resource: 'nodes'},
		],
	};
	assert.deepEqual(status(blind, {}, refused).unknown, {
		code: 'forbidden',
		text: 'flags cannot be seen; needs the right to get configmaps/kubeadm-config',
		missing: [{verb: 'get', resource: 'configmaps/kubeadm-config', scope: 'namespace kube-system', rule: 'R6'}],
	});
	const forbidden = inspecting({unknown: {code: 'forbidden', text: 'a refusal tells nothing'}}, {needs: [['anonymous', 'nodes']]});
	assert.deepEqual(status(forbidden, {}, {...refused, read: {...snapshot.read, anonymous: 'complete'}}).unknown, {
		code: 'forbidden',
		text: 'a refusal tells nothing; needs the right to list nodes',
		missing: [{verb: 'list', resource: 'nodes', scope: 'cluster', rule: 'R1'}],
	});
	assert.equal(status(blind).unknown?.code, 'hidden');
	const managed = threatModel({'control-plane-owner': {value: 'managed', basis: 'said', evidence: []}});
	assert.equal(status({...blind, fix: 'control-plane'}, {model: managed}, refused).unknown?.code, 'hidden');
});

test('where the cluster cannot decide, what a person said decides, and the missing right stays visible', () => {
	const blind = inspecting({unknown: {code: 'hidden', text: 'not in the API'}});
	const statuses = (['yes', 'partly', 'no', 'does-not-apply'] as const).map(says => status(blind, attested(says)));
	assert.deepEqual(
		statuses.map(({status: is}) => is),
		['pass', 'warn', 'fail', 'not-applicable'],
	);
	assert.ok(statuses.every(({basis, unknown}) => basis === 'attested' && unknown?.text === 'not in the API'));
	assert.equal(status({...blind, neverFails: true}, attested('no')).status, 'warn');
});

test('who was asked and is not sure leaves it unknown, and it shows that they were asked', () => {
	const blind = inspecting({unknown: {code: 'hidden', text: 'not in the API'}});
	const verdict = status(blind, attested('not-sure'));
	assert.deepEqual([verdict.status, verdict.basis, verdict.notSure], ['unknown', 'observed', true]);
	assert.match(verdict.evidence.at(-1)?.text ?? '', /not sure, said by/);
	const seen = status(inspecting(judged([found])), attested('not-sure'));
	assert.deepEqual([seen.status, seen.contradiction, seen.notSure], ['fail', undefined, undefined]);
});

test('where the cluster decides, what a person said otherwise is a contradiction', () => {
	const verdict = status(inspecting(judged([found])), attested('yes'));
	assert.deepEqual([verdict.status, verdict.contradiction], ['fail', {attested: 'yes', observed: 'fail'}]);
	assert.equal(status(inspecting(judged([])), attested('yes')).contradiction, undefined);
});

test('a rule that takes the attestation into account has no contradiction', () => {
	assert.equal(status(inspecting(judged([], {attested: true})), attested('no')).contradiction, undefined);
});

test('after twelve months an attestation counts as not asked', () => {
	const blind = inspecting({unknown: {code: 'hidden', text: 'not in the API'}});
	assert.equal(status(blind, attested('yes', '2025-11-26')).status, 'pass');
	assert.equal(status(blind, attested('yes', '2025-11-20')).status, 'unknown');
});

test('a waiver takes away its own findings until its day, and only then is the control waived', () => {
	const waiver = (more: Partial<Waiver> = {}): {waivers: Waiver[]} => ({
		waivers: [{control: 'a', object: 'shop/deployment/web', owner: 'anna', reason: 'r', until: '2026-12-01', ...more}],
	});
	assert.equal(status(inspecting(judged([found])), waiver()).status, 'waived');
	assert.equal(status(inspecting(judged([found])), waiver({until: '2026-11-24'})).status, 'fail');
	assert.equal(status(inspecting(judged([found])), waiver({object: 'shop/deployment/api'})).status, 'fail');
	assert.equal(status(inspecting(judged([found])), waiver({check: 'other'})).status, 'fail');
	assert.equal(status(inspecting(judged([found, {...found, subject: {...found.subject, name: 'api'}}])), waiver()).status, 'fail');
});

test('what a fix needs is told with the finding', () => {
	const target = {group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespace: 'shop', name: 'web'};
	const fixes = [
		status(inspecting(judged([found]), {remediate: () => ({changes: [{action: 'patch', target, patch: {}}]})})),
		status(inspecting(judged([found]), {remediate: () => ({asks: [{id: 'x', question: '?', kind: 'text'}]})})),
		status(inspecting(judged([found]), {remediate: () => ({guide: {}, snippet: 'x'})})),
		status(inspecting(judged([found]))),
	].map(({findings}) => findings[0]?.fix);
	assert.deepEqual(fixes, ['apply', 'ask', 'snippet', 'guide']);
});
