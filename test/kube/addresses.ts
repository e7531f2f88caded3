import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isAnyone, reachOf} from '../../source/kube/addresses.js';

const reaches = (expected: string, ...addresses: string[]) => {
	for (const address of addresses) assert.equal(reachOf(address), expected, address);
};

test('addresses of the internet are public', () =>
	reaches('public', '203.0.113.7', '8.8.8.8', '2001:4860:4860::8888', '[2a00::1]', '172.32.0.1', '100.128.0.1'));
test('addresses of private networks are not', () =>
	reaches(
		'private',
		'10.0.0.1',
		'172.16.0.1',
		'172.31.255.255',
		'192.168.1.1',
		'169.254.169.254',
		'100.64.0.1',
		'fd00::1',
		'fe80::1',
		'0.0.0.0',
		'::',
	));
test('loopback is neither', () => reaches('loopback', '127.0.0.1', '127.8.8.8', '::1'));
test('an IPv4 address inside of IPv6 is judged as IPv4', () => reaches('private', '::ffff:10.0.0.1'));
test('a host name says nothing', () => reaches('unknown', 'example.org', '', '300.1.1.1', '1.2.3'));

test('a range is anyone where it is wider than what one owner has', () => {
	const anyone = (...ranges: string[]) => ranges.map(isAnyone);
	assert.deepEqual(anyone('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '::/0', '2000::/3'), [true, true, true, true, true]);
	assert.deepEqual(anyone('10.0.0.0/8', '203.0.113.0/24', 'fc00::/7', '2a00:1450::/32', '203.0.113.7', 'any'), Array(6).fill(false));
});
