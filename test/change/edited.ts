import assert from 'node:assert/strict';
import {test} from 'node:test';
import {editableText, editedChanges} from '../../source/change/edited.js';
import type {Change} from '../../source/model/index.js';

const target = {group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespace: 'shop', name: 'web'} as const;
const patch: Change = {action: 'patch', target, patch: {spec: {replicas: 2}}};
const create: Change = {
	action: 'create',
	target: {...target, group: '', kind: 'ServiceAccount', plural: 'serviceaccounts', name: 'app'},
	manifest: {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'app', namespace: 'shop'}},
};
const remove: Change = {action: 'delete', target};
const all = [create, patch, remove];

test('what is not edited comes back as it was', () => {
	assert.deepEqual(editedChanges(all, editableText(all)), {changes: all});
});

test('an edited body takes the place of the old one; what it addresses stays', () => {
	const edited = editedChanges([patch], editableText([patch]).replace('replicas: 2', 'replicas: 5'));
	assert.deepEqual(edited, {changes: [{...patch, patch: {spec: {replicas: 5}}}]});
});

test('broken YAML, a lost document, another name and no object are said', () => {
	const problem = (changes: readonly Change[], text: string) => {
		const result = editedChanges(changes, text);
		return 'problem' in result ? result.problem : 'none';
	};
	assert.match(problem([patch], 'spec: ['), /not valid YAML/);
	assert.match(problem(all, 'spec: {}\n'), /1 documents instead of 2/);
	assert.match(problem([create], editableText([create]).replace('name: app', 'name: other')), /cannot be changed here/);
	assert.match(problem([patch], 'just text\n'), /no object any more/);
	assert.match(problem([patch], ''), /instead of 1|nothing is left/);
});
