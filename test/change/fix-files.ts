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
