import assert from 'node:assert/strict';
import {test} from 'node:test';
import {contains, metadataAddresses} from '../../source/kube/metadata-address.js';

test('a range holds the addresses that begin as it does', () => {
	for (const [range, address] of [
		['0.0.0.0/0', '169.254.169.254'],
		['169.254.0.0/16', '169.254.169.254'],
		['169.254.169.254', '169.254.169.254'],
		['168.63.129.16/28', '168.63.129.31'],
		['::/0', 'fd00:ec2::254'],
		['fd00::/8', 'fd00:ec2::254'],
		['FD00:EC2:0:0::/64', 'fd00:ec2::254'],
		['fd00:ec2::254/128', 'fd00:0ec2:0:0:0:0:0:0254'],
	] as const)
		assert.ok(contains(range, address), `${range} ${address}`);
	for (const [range, address] of [
		['0.0.0.0/0', 'fd00:ec2::254'],
		['::/0', '169.254.169.254'],
		['169.254.0.0/17', '169.254.169.254'],
		['fd00:ec2::/124', 'fd00:ec2::254'],
		['0.0.0.0/33', '169.254.169.254'],
		['::/129', 'fd00:ec2::254'],
		['1::2::3/0', 'fd00:ec2::254'],
		['1:2:3/0', 'fd00:ec2::254'],
		['everything', '169.254.169.254'],
	] as const)
		assert.ok(!contains(range, address), `${range} ${address}`);
});

test('each cloud answers at addresses of its own', () => {
	const of = (cloud: string) => metadataAddresses(cloud).map(({address}) => address);
	assert.deepEqual(of('AWS'), ['169.254.169.254', 'fd00:ec2::254']);
	assert.deepEqual(of('Azure'), ['169.254.169.254', '168.63.129.16']);
	assert.deepEqual(of('Alibaba Cloud'), ['100.100.100.200']);
	assert.deepEqual(of('Google Cloud'), ['169.254.169.254']);
});
