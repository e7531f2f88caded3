import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {keepSettings, namedSettings} from '../../source/kube/settings.js';

const kubeadm = (ClusterConfiguration: string) => keepSettings('kube-system', 'kubeadm-config', {ClusterConfiguration});

test('no text makes the settings throw', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...namedSettings),
			fc.dictionary(fc.constantFrom('ClusterConfiguration', 'kubelet', 'config.conf', 'config.yaml', 'enable-policy'), fc.string()),
			(key, data) => {
				const [namespace, name] = key.split('/') as [string, string];
				keepSettings(namespace, name, data);
			},
		),
	);
});

test('extra arguments of kubeadm are read as a map and as a list', () => {
	assert.equal(kubeadm('apiServer:\n  extraArgs:\n    audit-policy-file: /p\n')['apiServer.--audit-policy-file'], '/p');
	assert.equal(kubeadm('apiServer:\n  extraArgs:\n  - name: audit-policy-file\n    value: /p\n')['apiServer.--audit-policy-file'], '/p');
});

test('arguments that no rule reads are not kept', () => {
	assert.ok(!JSON.stringify(kubeadm('apiServer:\n  extraArgs:\n    oidc-client-secret: hush\n')).includes('hush'));
});

test('a kubelet configuration without the port is read, and says nothing about it', () => {
	const kept = keepSettings('kube-system', 'kubelet-config', {kubelet: 'kind: KubeletConfiguration\nstaticPodPath: /etc\n'});
	assert.deepEqual(kept, {parsed: 'true'});
	assert.equal(keepSettings('kube-system', 'kubelet-config', {kubelet: 'readOnlyPort: 10255'})['readOnlyPort'], '10255');
	assert.equal(keepSettings('kube-system', 'kubelet-config-1.23', {kubelet: 'readOnlyPort: 10255'})['readOnlyPort'], '10255');
	assert.deepEqual(keepSettings('shop', 'kubelet-config-1.23', {kubelet: 'readOnlyPort: 10255'}), {});
});

test('what is not YAML keeps nothing', () => {
	assert.deepEqual(keepSettings('kube-system', 'kubelet-config', {kubelet: '{{{'}), {});
	assert.deepEqual(keepSettings('kube-system', 'kubelet-config', {}), {});
});

test('a YAML bomb is not expanded', () => {
	const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghi', (key, index) => `${key}: &${key} [${`*${'abcdefghi'[index]},`.repeat(9)}]`).join('\n')}`;
	assert.deepEqual(keepSettings('kube-system', 'kubelet-config', {kubelet: bomb}), {});
});

test('the arguments of OpenShift are lists', () => {
	const kept = keepSettings('openshift-kube-apiserver', 'config', {
		'config.yaml': '{"apiServerArguments":{"audit-log-path":["/log"],"authorization-mode":["RBAC","Node"]}}',
	});
	assert.deepEqual(kept, {'--audit-log-path': '/log', '--authorization-mode': 'RBAC,Node'});
});

test('a config map of the same name elsewhere keeps nothing', () => {
	assert.deepEqual(keepSettings('shop', 'cilium-config', {'enable-policy': 'never'}), {});
	assert.deepEqual(keepSettings('kube-system', 'cilium-config', {'enable-policy': 'never', secret: 'x'}), {'enable-policy': 'never'});
});

test('of the logins that AWS is asked for only numbers are kept, without the nodes', () => {
	const mapRoles =
		'- {rolearn: "arn:aws:iam::1:role/node", groups: ["system:bootstrappers", "system:nodes"]}\n- {rolearn: "arn:aws:iam::1:role/ops", groups: ["system:masters"]}\n';
	const mapUsers = '- {userarn: "arn:aws:iam::1:user/anna", username: anna}\n';
	assert.deepEqual(keepSettings('kube-system', 'aws-auth', {mapRoles, mapUsers}), {users: '1', roles: '1'});
	assert.deepEqual(keepSettings('kube-system', 'aws-auth', {mapRoles: '{{'}), {users: '0', roles: '0'});
});
