import control from '../../../source/catalogue/access/api-server-tls.js';
import type {Certificate, Handshake} from '../../../source/model/index.js';
import {type Case, type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {node} from '../../helpers/manifests.js';

const leaf = (overrides: Partial<Certificate> = {}): Certificate => ({
	subject: 'CN=kube-apiserver',
	issuer: 'CN=kubernetes',
	notBefore: '2026-06-01T00:00:00Z',
	notAfter: '2027-06-01T00:00:00Z',
	names: ['10.0.0.1'],
	keyType: 'rsa',
	keyBits: 2048,
	signature: 'RSA-SHA256',
	...overrides,
});
const ca = (notAfter = '2035-01-01T00:00:00Z') => leaf({subject: 'CN=kubernetes', notAfter, isCa: true});
const good: Handshake = {
	protocol: 'TLSv1.3',
	cipher: 'TLS_AES_128_GCM_SHA256',
	chain: [leaf()],
	authority: ca(),
	nameMatches: true,
	accepts: {tls10: false, tls11: false, weakSuite: false},
};
const shaking = (name: string, overrides: Partial<Handshake>, more: Partial<Case> = {}): Case => ({
	name,
	facts: {handshake: {...good, ...overrides}},
	read: ['handshake'],
	mend: 'by-hand',
	...more,
});
const eks = node('a', {metadata: {name: 'a', labels: {'eks.amazonaws.com/nodegroup': 'a'}}});

export const cases: Cases = {
	pass: [
		shaking('sound', {}),
		shaking('old offers that could not be tried', {accepts: {}}),
		shaking('EKS renews its leaf', {chain: [leaf({notAfter: '2026-12-20T00:00:00Z'})]}, {objects: [eks], exempt: ['API server']}),
	],
	fail: [
		shaking('a leaf with ten days', {chain: [leaf({notAfter: '2026-12-05T12:00:00Z'})]}, {says: ['its certificate runs out in 10 days']}),
		shaking('a leaf that has run out', {chain: [leaf({notAfter: '2026-11-20T12:00:00Z'})]}, {says: ['its certificate ran out 5 days ago']}),
		shaking('a CA near its end', {authority: ca('2027-01-24T12:00:00Z')}, {says: ['the CA of the cluster runs out in 60 days']}),
		shaking(
			'another name',
			{nameMatches: false},
			{says: ['its certificate does not name the address in the kubeconfig (it names 10.0.0.1)']},
		),
		shaking('a short key', {chain: [leaf({keyBits: 1024})]}, {says: ['its certificate is weak: an RSA key of 1024 bits']}),
		shaking('SHA-1', {chain: [leaf({signature: 'RSA-SHA1'})]}, {says: ['its certificate is weak: signed with RSA-SHA1']}),
		shaking('old protocols', {accepts: {tls10: true, tls11: true, weakSuite: false}}, {says: ['it accepts TLS 1.0 and TLS 1.1']}),
	],
	warn: [
		shaking('a leaf with a month', {chain: [leaf({notAfter: '2026-12-25T12:00:00Z'})]}, {says: ['its certificate runs out in 30 days']}),
		shaking('a CA within a year', {authority: ca('2027-08-01T00:00:00Z')}, {says: ['the CA of the cluster runs out in 248 days']}),
		shaking('a leaf for ten years', {chain: [leaf({notAfter: '2036-06-01T00:00:00Z'})]}, {says: ['its certificate is valid for 10 years']}),
		shaking(
			'a weak suite',
			{accepts: {tls10: false, tls11: false, weakSuite: true}, weakSuite: 'AES128-SHA'},
			{says: ['it accepts the weak TLS 1.2 suite AES128-SHA']},
		),
		shaking(
			'EKS a day before its leaf ends',
			{chain: [leaf({notAfter: '2026-11-28T12:00:00Z'})]},
			{objects: [eks], says: ['its certificate runs out in 3 days; the provider renews it']},
		),
	],
};

upholdsTheLaw(control, cases);
