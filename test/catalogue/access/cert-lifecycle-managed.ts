import control from '../../../source/catalogue/access/cert-lifecycle-managed.js';
import type {JsonObject, Manifest} from '../../../source/model/index.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {node} from '../../helpers/manifests.js';

const apiVersion = 'cert-manager.io/v1';
const certificate = (name: string, ready: boolean, since: string, spec: JsonObject = {}): Manifest => ({
	apiVersion,
	kind: 'Certificate',
	metadata: {name, namespace: 'shop'},
	spec: {secretName: `${name}-tls`, issuerRef: {name: 'root', kind: 'ClusterIssuer'}, ...spec},
	status: {conditions: [{type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: since}]},
});
const issuer = (name: string, spec: JsonObject): Manifest => ({apiVersion, kind: 'ClusterIssuer', metadata: {name}, spec});
const long = '2026-11-20T12:00:00Z';
const today = '2026-11-25T06:00:00Z';
const eks = node('a', {metadata: {name: 'a', labels: {'eks.amazonaws.com/nodegroup': 'a'}}});
const failing = 'cert-manager has not been able to make or renew it for 5 days';
const byHand = {mend: 'by-hand'} as const;

export const cases: Cases = {
	pass: [
		{name: 'an owner, and nothing fails', objects: [certificate('web', true, long)], attested: 'yes'},
		{name: 'a certificate that fails since this morning', objects: [certificate('web', false, today)], attested: 'yes'},
		{
			name: 'a CA that cert-manager makes',
			objects: [issuer('root', {ca: {secretName: 'root-tls'}}), certificate('root', true, long, {isCA: true})],
			attested: 'yes',
		},
		{name: 'an issuer without a CA of its own', objects: [issuer('le', {acme: {}})], attested: 'yes'},
		{name: 'EKS owns the CA of the cluster', objects: [eks], attested: 'yes', exempt: ['certificate authorities']},
	],
	fail: [
		{name: 'no owner in production', attested: 'no', says: ['no CA has an owner and a plan for its renewal, you said'], ...byHand},
		{name: 'a certificate that fails for days', objects: [certificate('web', false, long)], says: [failing], ...byHand},
		{
			name: 'a certificate that fails, whatever was said',
			objects: [certificate('web', false, long)],
			attested: 'yes',
			says: [failing],
			...byHand,
		},
	],
	warn: [
		{
			name: 'no owner in a test cluster',
			attested: 'no',
			answers: {environment: 'dev'},
			says: ['no CA has an owner and a plan for its renewal, you said'],
			...byHand,
		},
		{name: 'some have one', attested: 'partly', says: ['not every CA has an owner and a plan for its renewal, you said'], ...byHand},
		{
			name: 'a CA that nobody renews',
			objects: [issuer('root', {ca: {secretName: 'root-tls'}})],
			attested: 'yes',
			says: ['the CA in secret root-tls is renewed by nobody: no Certificate makes it'],
			...byHand,
		},
	],
	unknown: [{name: 'nobody asked', code: 'not-asked', objects: [certificate('web', true, long)]}],
	notApplicable: [{name: 'no CA is ours', attested: 'does-not-apply'}],
};

upholdsTheLaw(control, cases);
