import type {Answer} from './answers.js';
import {isEqual, type Tree, textAt, treeAt, valueAt} from './api-object.js';
import type {Kind} from './kinds.js';
import {type Act, allowance, grantsOf, type User} from './rbac.js';
import type {Store} from './store.js';

/** Questions about rights: of oneself, or of somebody else. Nothing is stored. */
export function review(store: Store, kind: Kind, user: User, body: Tree): Answer {
	const apiVersion = `${kind.group}/v1`;
	const answer = (spec: Tree | undefined, status: Tree, metadata: Tree = {}): Answer => ({
		status: 201,
		body: {kind: kind.kind, apiVersion, metadata, ...(spec ? {spec} : {}), status},
	});
	if (kind.kind === 'SelfSubjectReview') {
		const userInfo: Tree = {username: user.name, ...(user.uid ? {uid: user.uid} : {}), groups: [...user.groups]};
		return answer(undefined, {userInfo}, {creationTimestamp: store.now()});
	}
	const spec = treeAt(body, 'spec') ?? {};
	if (kind.kind === 'SelfSubjectRulesReview') return answer({}, rulesStatus(store, user, textAt(spec, 'namespace') ?? ''));
	const who = kind.kind === 'SubjectAccessReview' ? subjectOf(spec) : user;
	const why = allowance(store, who, actOf(spec));
	return answer(spec, {allowed: why !== undefined, ...(why ? {reason: why} : {})});
}

function subjectOf(spec: Tree): User {
	const groups = valueAt(spec, 'groups');
	return {name: textAt(spec, 'user') ?? '', groups: Array.isArray(groups) ? groups.map(String) : []};
}

function actOf(spec: Tree): Act {
	const path = treeAt(spec, 'nonResourceAttributes');
	if (path) return {verb: textAt(path, 'verb') ?? '', path: textAt(path, 'path') ?? ''};
	const attributes = treeAt(spec, 'resourceAttributes');
	const text = (name: string) => textAt(attributes, name) || undefined;
	return {
		verb: text('verb') ?? '',
		group: text('group') ?? '',
		plural: text('resource') ?? '',
		subresource: text('subresource'),
		namespace: text('namespace'),
		name: text('name'),
	};
}

function rulesStatus(store: Store, user: User, namespace: string): Tree {
	const rules = grantsOf(store, user, namespace).map(({rule}) => rule);
	const all: Tree[] = user.groups.includes('system:masters')
		? [
				{verbs: ['*'], apiGroups: ['*'], resources: ['*']},
				{verbs: ['*'], nonResourceURLs: ['*']},
			]
		: [];
	const distinct = [...all, ...rules].filter((rule, index, list) => list.findIndex(other => isEqual(other, rule)) === index);
	return {
		resourceRules: distinct.filter(rule => rule['resources'] !== undefined),
		nonResourceRules: distinct.filter(rule => rule['nonResourceURLs'] !== undefined),
		incomplete: false,
	};
}
