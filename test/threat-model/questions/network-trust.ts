import assert from 'node:assert/strict';
import {test} from 'node:test';
import {prefilled} from '../../../source/threat-model/prefill.js';
import {node} from '../../helpers/manifests.js';
import {seen} from '../../helpers/prefill.js';

test('how far the network can be trusted stays open, with what was seen of it', () => {
	const {answers, hints} = prefilled(seen([node()]));
	assert.equal(answers['network-trust'], undefined);
	assert.equal(hints['network-trust']?.[0]?.text, '1 node, none with a public address');
});

test('that Istio encrypts for the whole mesh is a hint; a part of the mesh, or a mode that lets plain text in, is none', () => {
	const told = (namespace: string, spec: object) => {
		const peers = {apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: {name: 'default', namespace}, spec: {...spec}};
		return prefilled(seen([node(), peers])).hints['network-trust']?.[1]?.text;
	};
	assert.equal(told('istio-system', {mtls: {mode: 'STRICT'}}), 'pods of the Istio mesh speak mutual TLS only');
	assert.equal(told('shop', {mtls: {mode: 'STRICT'}}), undefined);
	assert.equal(told('istio-system', {mtls: {mode: 'PERMISSIVE'}}), undefined);
	assert.equal(told('istio-system', {selector: {matchLabels: {app: 'web'}}, mtls: {mode: 'STRICT'}}), undefined);
});
