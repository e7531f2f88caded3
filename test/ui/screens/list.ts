import assert from 'node:assert/strict';
import {test} from 'node:test';
import {control, finding, verdict} from '../../helpers/ports.js';
import {onList, press, screen} from '../../helpers/world.js';

const inNamespace = (namespace: string, name: string) => finding(name, {subject: {group: 'apps', kind: 'Deployment', namespace, name}});

test('marked rows of namespaces are not counted against the controls', () => {
	const world = onList([verdict(control('a', 'Do the first thing'), 'fail', [inNamespace('shop', 'web'), inNamespace('ci', 'runner')])]);
	assert.match(screen(press(world, 'space')), /1 of 1 marked/);
	press(world, 'space');
	while (world.state.orderBy !== 'namespace') press(world, 'o');
	press(world, 'g', 'space', 'space');
	assert.match(screen(world), /2 marked, 2 of them hidden/);
	assert.doesNotMatch(screen(world), /of 1 marked/);
});

test('where compliance is owed a row says which number asks for it: in a column where there is room, else in the strip', () => {
	const row = verdict(control('a', 'Do the first thing', {references: {cis: ['5.2.2', '5.2.10'], eks: ['4.2.1'], nsa: 'x'}}), 'fail', [
		inNamespace('shop', 'web'),
	]);
	const world = onList([row]);
	const owing = (value: string, columns: number, rows: number, platform = 'kubeadm 1.34') => {
		const {state} = world;
		world.state = {
			...state,
			size: {columns, rows},
			given: {compliance: {value, basis: 'said', evidence: []}},
			...(state.cluster && {cluster: {...state.cluster, platform}}),
		};
		return screen(world);
	};
	assert.doesNotMatch(owing('none', 200, 60), /CIS 5/);
	assert.match(owing('cis', 200, 60), /Do the first thing +CIS 5\.2\.2 +web/);
	assert.match(owing('cis+nsa', 200, 60), /Asked for by CIS 5\.2\.2 and NSA\/CISA\./);
	assert.doesNotMatch(owing('cis', 80, 24), /Do the first thing +CIS/);
	assert.match(owing('cis', 80, 24), /Asked for by CIS 5\.2\.2\./);
	assert.match(owing('cis', 200, 60, 'EKS 1.34'), /Do the first thing +EKS 4\.2\.1 .*\n[^]*Asked for by CIS EKS 4\.2\.1\./);
	assert.doesNotMatch(owing('pci', 200, 60), /Asked for by/);
});
