import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {JsonObject} from '../../../source/model/index.js';
import {prefilled} from '../../../source/threat-model/prefill.js';
import {deployment} from '../../helpers/manifests.js';
import {answer, outgoing, seen} from '../../helpers/prefill.js';

test('apps go to a known list where policies hold every pod to it', () => {
	assert.equal(answer(seen([deployment(), outgoing()]), 'egress-need'), 'known');
	assert.equal(answer(seen([deployment(), outgoing({ports: [{port: 53, protocol: 'UDP'}]})]), 'egress-need'), 'known');
	assert.equal(answer(seen([deployment(), outgoing({to: [{ipBlock: {cidr: '203.0.113.0/24'}}]})]), 'egress-need'), 'known');
	assert.equal(answer(seen([deployment()]), 'egress-need'), undefined);
});

test('a policy that leaves public addresses open holds to no list, whatever it takes out of them', () => {
	const everywhere = {ipBlock: {cidr: '0.0.0.0/0', except: ['169.254.169.254/32']}};
	const open = [{ports: [{port: 443}]}, {to: [everywhere]}, {to: [{namespaceSelector: {}}, everywhere]}];
	for (const rule of open) {
		const {answers, hints} = prefilled(seen([deployment(), outgoing(rule)]));
		assert.equal(answers['egress-need'], undefined);
		assert.match(hints['egress-need']?.[0]?.text ?? '', /^in 0 of 1 namespace of apps/);
	}
	assert.equal(answer(seen([deployment({hostNetwork: true}), outgoing()]), 'egress-need'), undefined);
	const unread = {...seen([deployment(), outgoing()]).read, ciliumNetworkPolicies: 'partial' as const};
	assert.equal(answer(seen([deployment(), outgoing()], {read: unread}), 'egress-need'), undefined);
});

test('that apps are told to use a proxy is a hint', () => {
	const told = deployment({containers: [{name: 'app', image: 'a', env: [{name: 'HTTPS_PROXY', value: 'http://proxy:3128'}]}]});
	assert.equal(prefilled(seen([told])).hints['egress-need']?.[1]?.text, '1 workload is told to use a proxy');
});

test('what Istio knows of the outside is a hint: whoever goes around its proxy is not held by it', () => {
	const hosts = ['api.pay.example', 'api.mail.example'];
	const entry = (name: string, spec: JsonObject) => ({
		apiVersion: 'networking.istio.io/v1',
		kind: 'ServiceEntry',
		metadata: {name, namespace: 'shop'},
		spec,
	});
	const mesh = {
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name: 'istio', namespace: 'istio-system'},
		data: {mesh: 'outboundTrafficPolicy:\n  mode: REGISTRY_ONLY\n'},
	};
	const objects = [deployment(), mesh, entry('out', {hosts}), entry('in', {hosts: ['db.shop'], location: 'MESH_INTERNAL'})];
	const {answers, hints} = prefilled(seen(objects));
	assert.equal(answers['egress-need'], undefined);
	assert.deepEqual(
		hints['egress-need']?.slice(1).map(({text}) => text),
		['Istio lets pods of its mesh reach registered hosts only', '2 hosts are registered with Istio: api.mail.example, api.pay.example'],
	);
});
