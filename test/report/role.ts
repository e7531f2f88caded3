import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseAllDocuments} from 'yaml';
import {controls} from '../../source/catalogue/index.js';
import {type RolePart, rolePartOf, roleParts} from '../../source/kube/reader-roles.js';
import type {Source} from '../../source/model/index.js';
import {lostWithout, readerRole} from '../../source/report/role.js';

type Role = {
	readonly kind: string;
	readonly rules: readonly {readonly resources?: readonly string[]; readonly nonResourceURLs?: readonly string[]}[];
};
const roles = (text: string) => parseAllDocuments(text).map(document => document.toJS() as Role);

test('the whole role loses nothing', () => {
	assert.deepEqual(lostWithout(controls, roleParts), []);
	assert.equal(readerRole(roleParts), readerRole());
});

test('a part that is left out is in no rule, and what needs it is lost, nothing else', () => {
	const parts = roleParts.filter(part => part !== 'rbac' && part !== 'settings');
	const [cluster, ...others] = roles(readerRole(parts));
	assert.deepEqual(others, []);
	const resources = cluster?.rules.flatMap(rule => rule.resources ?? []) ?? [];
	assert.ok(resources.includes('pods') && !resources.includes('clusterrolebindings'));
	const lost = lostWithout(controls, parts).map(({id}) => id);
	assert.ok(lost.includes('rbac-cluster-admin-bindings') && !lost.includes('pods-privileged'), lost.join(' '));
});

test('a control that one of several sources decides is lost only without all of them', () => {
	let seen = 0;
	for (const control of controls) {
		for (const need of control.cluster?.needs ?? []) {
			if (!Array.isArray(need)) continue;
			const ways = new Set((need as readonly Source[]).map(rolePartOf));
			const others = roleParts.filter(part => !ways.has(part));
			if (ways.has(undefined) || lostWithout([control], [...others, ...([...ways] as RolePart[]).slice(0, 1)]).length > 0) continue;
			assert.deepEqual(lostWithout([control], others), [control], control.id);
			seen += 1;
		}
	}
	assert.ok(seen > 0);
});
