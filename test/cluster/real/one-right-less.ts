import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import {parseAllDocuments} from 'yaml';
import {collect} from '../../../source/cluster/collect.js';
import {connect} from '../../../source/cluster/connect.js';
import {assessed} from '../../../source/commands/assessment.js';
import {shopFixtures, shopObjects} from '../../../source/demo/shop/shop.js';
import {resources} from '../../../source/kube/resources.js';
import {namedSettings} from '../../../source/kube/settings.js';
import type {Answers, Control, JsonObject, Manifest, MissingRight, Snapshot, Source, Verdict} from '../../../source/model/index.js';
import {readerRole} from '../../../source/report/role.js';
import {prefilled} from '../../../source/threat-model/prefill.js';
import {clusterRoleBinding, roleBinding, user} from '../../helpers/manifests.js';
import {eventually} from './child.js';
import {type ControlPlane, startControlPlane} from './control-plane.js';
import {fill} from './fill.js';

const lists = ['nonResourceURLs', 'resourceNames', 'resources'] as const;
type Rule = JsonObject & {readonly [L in 'apiGroups' | (typeof lists)[number]]?: readonly string[]};
type Role = Manifest & {readonly rules: readonly Rule[]};
const published = parseAllDocuments(readerRole()).map(document => document.toJS() as Role);

/** One word of one list in one rule, and what a scan must name where it is missing. */
type Right = {
	readonly role: number;
	readonly rule: number;
	readonly list: (typeof lists)[number];
	readonly word: string;
	readonly missing: Omit<MissingRight, 'rule'>;
};

const rights: readonly Right[] = published.flatMap(({rules, metadata: {namespace}}, role) =>
	rules.flatMap((one, rule) =>
		lists
			.flatMap(list =>
				(one[list] ?? []).map(word => ({role, rule, list, word, missing: missingOf(list, word, one.apiGroups?.[0] ?? '', namespace)})),
			)
			.filter(({list}) => list !== 'resources' || one.resourceNames === undefined),
	),
);

function missingOf(list: Right['list'], word: string, group: string, namespace: string | undefined): Right['missing'] {
	if (list === 'resourceNames') return {verb: 'get', resource: `configmaps/${word}`, scope: `namespace ${namespace}`};
	if (list === 'nonResourceURLs') return {verb: 'get', resource: word, scope: 'cluster'};
	return {verb: 'list', resource: group === '' ? word : `${word}.${group}`, scope: 'cluster'};
}

/** The published roles without these rights, and their bindings to an account that has nothing else. */
function rolesWithout(account: string, less: readonly Right[]): Manifest[] {
	return published.flatMap((role, place) => {
		const rules = role.rules
			.map((rule, index) => {
				const gone = less.filter(right => right.role === place && right.rule === index);
				return gone.reduce<Rule>((left, {list, word}) => ({...left, [list]: left[list]?.filter(one => one !== word)}), rule);
			})
			.filter(rule => lists.every(list => rule[list]?.length !== 0));
		const {namespace} = role.metadata;
		const metadata = {name: account, ...(namespace !== undefined && {namespace})};
		const binding =
			namespace === undefined
				? clusterRoleBinding(account, [user(account)], account)
				: roleBinding(account, [user(account)], account, metadata);
		return [
			{...role, metadata, rules},
			{...binding, roleRef: {...(binding['roleRef'] as JsonObject), kind: role.kind}},
		];
	});
}

/** The demo's shop on a real server, with the pods of a control plane as kubelets show them; nothing in it runs by the clock. */
function shop(): Manifest[] {
	const fixtures = shopFixtures() as readonly JsonObject[] as readonly Manifest[];
	const objects = shopObjects() as readonly JsonObject[] as readonly Manifest[];
	return [
		...fixtures.filter(({kind}) => kind === 'Node'),
		...fixtures.filter(({kind}) => kind === 'Pod'),
		...objects.map(object => (object.kind === 'CronJob' ? {...object, spec: {...(object['spec'] as JsonObject), suspend: true}} : object)),
	];
}

const create = async (plane: ControlPlane, objects: readonly Manifest[]) =>
	assert.deepEqual(await fill(plane, objects as readonly JsonObject[] as Parameters<typeof fill>[1]), []);

const plane = await startControlPlane({nodes: 0});
after(() => plane.stop());

async function readAs(name: string): Promise<Snapshot> {
	const connection = await connect({kubeconfig: plane.kubeconfig('admin'), env: {}, impersonate: {user: name}});
	try {
		return await collect(connection);
	} finally {
		connection.close();
	}
}
/** By the same answers: what the cluster suggests may be another answer where less was read. */
const verdictsOf = (snapshot: Snapshot, answers: Answers): readonly Verdict[] => assessed(snapshot, answers).verdicts;
const told = ({status, unknown, findings}: Verdict) => ({
	status,
	unknown: unknown?.text,
	findings: findings.map(({id, level, message}) => `${id} ${level}: ${message}`).sort(),
});

/** What a scan knows through this right alone; nothing where the server does not serve it or nothing looks at it. */
async function sourcesOf({list, word, missing}: Right): Promise<readonly Source[]> {
	if (list === 'nonResourceURLs') return word === '/metrics' ? ['metrics'] : [];
	if (list === 'resourceNames') {
		const [, namespace] = missing.scope.split(' ');
		if (!namedSettings.includes(`${namespace}/${word}`)) return [];
		return word === 'kubelet-config' ? ['settings', 'kubelets'] : ['settings'];
	}
	const info = resources.find(
		({plural, group, read}) => read !== 'never' && missing.resource === (group === '' ? plural : `${plural}.${group}`),
	);
	if (!info) return [];
	const root = info.group === '' ? `/api/${info.versions[0]}` : `/apis/${info.group}/${info.versions[0]}`;
	const {status} = await plane.admin('GET', `${root}/${info.plural}?limit=1`);
	if (status !== 200) return [];
	return info.name === 'pods' ? ['pods', 'apiServerFlags', 'controllerManagerFlags', 'schedulerFlags', 'etcdFlags'] : [info.name];
}

const alternatives = ({cluster}: Control) =>
	(cluster?.needs ?? []).map(need => (Array.isArray(need) ? (need as readonly Source[]) : [need as Source]));

/** Whether the control cannot do without what was lost. */
function isUndecided(control: Control, lost: readonly Source[], whole: Snapshot): boolean {
	return alternatives(control).some(
		ways => ways.some(way => lost.includes(way)) && !ways.some(way => whole.read[way] === 'complete' && !lost.includes(way)),
	);
}

test('without one right of the role exactly the controls that need it are unknown and name it, and nothing looks better', async () => {
	await create(plane, shop());
	const served = await Promise.all(rights.map(async right => ({right, lost: await sourcesOf(right)})));
	const [used, unused] = [served.filter(({lost}) => lost.length > 0), served.filter(({lost}) => lost.length === 0)];
	assert.ok(used.length >= 30);
	const without = used.flatMap(({right}, at) => rolesWithout(`lacks-${at}`, [right]));
	const rest = unused.map(({right}) => right);
	await create(plane, [...rolesWithout('lacks-nothing', []), ...rolesWithout('lacks-unused', rest), ...without]);
	const whole = await snapshotWithout('lacks-nothing');
	assert.ok(Object.values(whole.facts.flags).every(({from}) => from === 'pod'));
	const {answers} = prefilled(whole, {});
	const compared = beside(answers);
	for (const [at, {right, lost}] of used.entries()) {
		const [before, after] = await compared(`lacks-${at}`, right);
		for (const [index, verdict] of before.entries()) compare(verdict, after[index] as Verdict, {right, lost, whole});
	}
	const [before, after] = await compared('lacks-unused');
	assert.deepEqual(after.map(told), before.map(told));
});

/** What an account sees between two readings of one that lacks nothing, which say the same: pods come and go for a while. */
function beside(answers: Answers) {
	let last: readonly Verdict[] = [];
	return (name: string, right?: Right): Promise<readonly [whole: readonly Verdict[], less: readonly Verdict[]]> =>
		eventually(`the cluster stands still while ${name} looks at it`, async () => {
			const before = last;
			const less = verdictsOf(await snapshotWithout(name, right), answers);
			last = verdictsOf(await snapshotWithout('lacks-nothing'), answers);
			return isDeepStrictEqual(before.map(told), last.map(told)) && ([before, less] as const);
		});
}

/** Bindings reach the server's authorizer a moment after they were created: waits for all but the right that is missing. */
async function snapshotWithout(name: string, right?: Right): Promise<Snapshot> {
	return eventually(`${name} has its rights`, async () => {
		const snapshot = await readAs(name);
		const refused = snapshot.gaps.filter(({source, reason}) => reason === 'forbidden' && source !== 'secrets' && source !== 'configMaps');
		return refused.every(({resource}) => resource === right?.missing.resource) && snapshot;
	});
}

type Loss = {readonly right: Right; readonly lost: readonly Source[]; readonly whole: Snapshot};

function compare(before: Verdict, after: Verdict, {right: {missing}, lost, whole}: Loss): void {
	const {control, status, unknown} = after;
	const says = `${control.id} without ${missing.verb} ${missing.resource}: ${before.status}, then ${status}: ${unknown?.text}`;
	const looks = [...alternatives(control).flat(), ...(control.cluster?.wants ?? [])].some(source => lost.includes(source));
	if (!looks) return assert.deepEqual(told(after), told(before), says);
	if (isUndecided(control, lost, whole)) assert.equal(status, 'unknown', says);
	if (status === 'unknown' && before.status !== 'unknown') {
		assert.equal(unknown?.code, 'forbidden', says);
		assert.deepEqual(
			unknown.missing?.map(({verb, resource, scope}) => ({verb, resource, scope})),
			[missing],
			says,
		);
	}
	if (status !== before.status) assert.ok(status !== 'pass' && status !== 'not-applicable', says);
}
