import {
	type Asking,
	allows,
	type Bearer,
	bearerKey,
	bearerName,
	bearersOf,
	beyond,
	bindingsOf,
	type Grant,
	type Lost,
	rightsLost,
	rightsOf,
	rightsSay,
} from '../../kube/rbac.js';
import {workloadsRunningAs} from '../../kube/service-accounts.js';
import type {Change, JsonObject, PolicyRule, Snapshot} from '../../model/index.js';
import {inWords, visible} from '../../model/index.js';
import type {Around, Effects} from '../impact.js';

const group = 'rbac.authorization.k8s.io';
const shown = 4;

/** For a binding that goes, that subjects leave, or whose role gets other rules: the verbs each subject loses, and what runs as it. */
export function rbacImpact(change: Change, around: Around, snapshot: Snapshot): Effects {
	const {target} = change;
	if (target.group !== group) return {};
	if (!target.kind.endsWith('Binding')) return roleImpact(change, around, snapshot);
	const {after} = around;
	if (change.action === 'create') return {seen: [`gives ${roleOf(change.manifest)} to ${subjectsOf(change.manifest).join(', ')}`]};
	const grant = bindingsOf(snapshot).find(
		({subject}) =>
			subject.kind === target.kind &&
			subject.name === visible(target.name) &&
			(subject.namespace ?? '') === visible(target.namespace ?? ''),
	);
	if (!grant) return {seen: ['what this binding gives was not read']};
	const staying = new Set(after ? subjectKeys(after) : []);
	const leaving = (one: Grant) => one === grant;
	const lost = rightsLost(snapshot, leaving).filter(({bearer}) => !staying.has(bearerKey(bearer)));
	const own = ownLoss(snapshot, lost, grant, staying);
	const breaks = lost.map(
		({bearer, rights}) => `${bearerName(bearer)} ${lossSays(bearer, rights, grant, snapshot)}${runningAs(bearer, snapshot)}`,
	);
	return {
		breaks,
		...(lost.length === 0 && {seen: ['nobody loses a right: other bindings give the same']}),
		...(own.length > 0 && {
			refused: {why: `it carries your own rights: you would lose ${rightsSay(own)}.`, allows: 'Another administrator has to do it.'},
		}),
	};
}

/** What a new binding of the same group gives, or an old one that stays, is not lost. */
function lossSays(bearer: Bearer, rights: readonly Asking[], going: Grant, snapshot: Snapshot): string {
	const kept = bindingsOf(snapshot)
		.filter(one => one !== going && one.rules.length > 0 && one.bearers.some(other => bearerKey(other) === bearerKey(bearer)))
		.map(({binding: {roleRef}, namespace}) => `${roleRef.name} in ${namespace ?? 'every namespace'}`);
	return kept.length > 0 && rights.some(isWild)
		? `keeps ${inWords([...new Set(kept)])} and loses the rest of ${going.binding.roleRef.name}`
		: `loses ${rightsSay(rights)}`;
}

/** It stands for rights that cannot be counted, some of which may be held otherwise. */
function isWild(right: Asking): boolean {
	return right.verb === '*' || (right.path === undefined && [right.group, right.resource].includes('*'));
}

function runningAs(bearer: Bearer, snapshot: Snapshot): string {
	const using = bearer.kind === 'ServiceAccount' ? workloadsRunningAs(snapshot, bearer) : [];
	if (using.length === 0) return '';
	const names = using.slice(0, shown).map(({subject}) => `${subject.namespace ?? ''}/${subject.kind.toLowerCase()}/${subject.name}`);
	return `; run as it: ${names.join(', ')}${using.length > shown ? ` and ${using.length - shown} more` : ''}`;
}

/** For a role that goes or gets other rules: what whoever holds it loses by that. */
function roleImpact({action, target}: Change, {before, after}: Around, snapshot: Snapshot): Effects {
	if (action === 'create') return {};
	const lost = beyond(rulesIn(before), rulesIn(after));
	const bearers = new Map(
		bindingsOf(snapshot)
			.filter(
				({binding: {roleRef}, namespace}) =>
					roleRef.kind === target.kind &&
					roleRef.name === visible(target.name) &&
					(target.namespace === undefined || namespace === visible(target.namespace)),
			)
			.flatMap(grant => grant.bearers.map(bearer => [bearerKey(bearer), bearer] as const)),
	);
	if (lost.length === 0) return {};
	if (bearers.size === 0) return {seen: ['no binding leads to this role']};
	const what = lost.some(isWild) ? 'what its wildcards gave beside the rules that stay' : rightsSay(lost);
	const {self} = snapshot.facts;
	const mine =
		self && !self.groups.includes('system:masters') ? bearersOf({kind: 'User', name: self.name, groups: self.groups}) : undefined;
	return {
		breaks: [...bearers.values()].map(bearer => `${bearerName(bearer)} loses ${what}${runningAs(bearer, snapshot)}`),
		...(mine &&
			[...bearers.keys()].some(key => mine.has(key)) && {
				refused: {why: 'you hold this role yourself, and would lose rights.', allows: 'Another administrator has to do it.'},
			}),
	};
}

const rulesIn = (object: JsonObject | undefined) => (object?.['rules'] ?? []) as unknown as readonly PolicyRule[];

/** What the present session can no longer do; what another binding gives it too, or system:masters, it keeps. */
function ownLoss(snapshot: Snapshot, lost: readonly Lost[], going: Grant, staying: ReadonlySet<string>): Asking[] {
	const {self} = snapshot.facts;
	if (!self) return [];
	const me = {kind: 'User', name: self.name, groups: self.groups} as const;
	const mine = bearersOf(me);
	if ([...mine].some(key => staying.has(key))) return [];
	const kept = rightsOf(snapshot, me).filter(({grant}) => grant !== going);
	return lost
		.filter(({bearer}) => mine.has(bearerKey(bearer)))
		.flatMap(({namespace, rights}) =>
			rights.filter(right => !kept.some(one => (one.namespace === undefined || one.namespace === namespace) && allows(one.rule, right))),
		);
}

function roleOf(manifest: JsonObject): string {
	const ref = (manifest['roleRef'] ?? {}) as JsonObject;
	return visible(`${text(ref['kind'])} ${text(ref['name'])}`);
}

type Subject = {readonly kind?: unknown; readonly name?: unknown; readonly namespace?: unknown};
const text = (value: unknown) => (typeof value === 'string' ? value : '');
function subjects(object: JsonObject): readonly Subject[] {
	return Array.isArray(object['subjects']) ? (object['subjects'] as readonly Subject[]) : [];
}
function subjectsOf(object: JsonObject): string[] {
	return subjects(object).map(({kind, name, namespace}) =>
		visible(`${text(kind)} ${namespace === undefined ? '' : `${text(namespace)}/`}${text(name)}`),
	);
}
function subjectKeys(object: JsonObject): string[] {
	return subjects(object).map(({kind, name, namespace}) =>
		kind === 'ServiceAccount'
			? bearerKey({kind: 'ServiceAccount', namespace: visible(text(namespace)), name: visible(text(name))})
			: bearerKey({kind: kind as 'User' | 'Group', name: visible(text(name))}),
	);
}
