import assert from 'node:assert/strict';
import {test} from 'node:test';
import {carried} from '../../source/commands/carried.js';

test('what a command was given to mean a cluster and an account is given again', () => {
	assert.deepEqual(carried({}), {cluster: [], wizard: []});
	assert.equal(
		carried({context: 'prod', kubeconfig: './conf', as: 'bob', asGroup: ['a', 'b'], namespace: ['shop', 'blog']}).cluster.join(' '),
		'--kubeconfig ./conf --as bob --as-group a b --namespace shop blog',
	);
	assert.deepEqual(carried({probes: false, readOnly: true, plain: true}).wizard, ['--no-probes', '--read-only', '--plain']);
});
