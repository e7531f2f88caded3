import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fixFiles} from '../../source/change/fix-files.js';
import {previewOf} from '../../source/change/preview.js';
import type {Change, Preview, Target} from '../../source/model/index.js';
import {evils, isHarmless} from '../helpers/hostile.js';
import {clusterRoleBinding, user} from '../helpers/manifests.js';
import {snapshotOf} from '../helpers/objects.js';

const target = (name: string): Target => ({
	group: 'rbac.authorization.k8s.io',
	version: 'v1',
	kind: 'ClusterRoleBinding',
	plural: 'clusterrolebindings',
	name,
});

function previewed(name: string): Preview {
	const change: Change = {action: 'delete', target: target(name)};
	return previewOf({change, before: clusterRoleBinding(name, [user('anna')]), warnings: [], computed: 'here'}, snapshotOf([]));
}
const script = (name: string) => fixFiles([previewed(name)]).find(file => file.name === 'apply.sh')?.text ?? '';

test('a name that looks like an option of kubectl stays a name', () => {
	assert.match(script('--all'), /^kubectl delete clusterrolebindings\.rbac\.authorization\.k8s\.io\/--all$/m);
});

test('no name becomes a command of the script or hides in it', () => {
	for (const name of ["a'; touch owned; '", '$(touch owned)', 'a\ntouch owned', ...evils.map(evil => `a${evil}`)]) {
		const commands = script(name)
			.split('\n')
			.filter(line => line !== '' && !line.startsWith('#'));
		assert.deepEqual(
			commands.map(line => line.split(' ')[0]),
			['set', 'cd', 'kubectl'],
			name,
		);
		for (const {name: file, text} of fixFiles([previewed(name)])) isHarmless(`${file}${text}`, name);
	}
	assert.match(script("a'b"), /\/a'\\''b'$/m);
});

const owned = (name: string, more: Partial<Preview>): Preview => ({...previewed(name), ...more});
const argo = {kind: 'argo-cd', says: 'Argo CD, application shop', git: true, takenBack: 'Argo CD puts its own version back'} as const;
const patched: Change = {action: 'patch', target: target('readers'), patch: {metadata: {labels: {a: 'b'}}}};

test('what Git owns gets no command that changes the cluster, but says where the change belongs', () => {
	const files = fixFiles([], [owned('readers', {change: patched, owner: argo}), owned('gone', {owner: argo})]);
	assert.deepEqual(
		files.map(({name}) => name),
		['01-clusterrolebinding-readers.yaml', '02-clusterrolebinding-gone.yaml'],
	);
	for (const {text} of files) {
		assert.match(text, /^# clusterrolebinding\/\w+ belongs to Argo CD, application shop\.$/m);
		assert.match(text, /repository/);
		assert.doesNotMatch(text, /kubectl/);
	}
	assert.match(files[0]?.text ?? '', /^ {4}a: b$/m);
	assert.match(files[1]?.text ?? '', /^# Remove the object\.$/m);
});

test('what is not sent stands in no script, and says why', () => {
	const files = fixFiles([previewed('sent')], [owned('readers', {change: patched, forbidden: 'patch clusterrolebindings'})]);
	const textOf = (name: string) => files.find(file => file.name === name)?.text ?? '';
	assert.doesNotMatch(`${textOf('apply.sh')}${textOf('undo.sh')}`, /readers/);
	assert.match(textOf('02-clusterrolebinding-readers.yaml'), /^# Not sent: this account may not patch clusterrolebindings\.$/m);
	assert.match(textOf('02-clusterrolebinding-readers.yaml'), /^# kubectl patch .*--patch-file 02-clusterrolebinding-readers\.yaml$/m);
});

test('no name hides in what is only saved', () => {
	for (const evil of evils) {
		const says = `Argo CD, application ${evil}`;
		for (const {text} of fixFiles([], [owned(`a${evil}`, {owner: {...argo, says}}), owned('b', {refused: {why: evil}, change: patched})]))
			isHarmless(text, JSON.stringify(evil));
	}
});
