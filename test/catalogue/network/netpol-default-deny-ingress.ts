import control from '../../../source/catalogue/network/netpol-default-deny-ingress.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {calico, daemonSet, deployment, namespace, networkPolicy, replicaSet, service} from '../../helpers/manifests.js';

const web = deployment({}, {name: 'web'});
const deny = networkPolicy('deny', {podSelector: {}, policyTypes: ['Ingress']});
/** A load balancer with a public address. */
const open = {...service('web', {type: 'LoadBalancer'}), status: {loadBalancer: {ingress: [{ip: '203.0.113.7'}]}}};
const publicNodes = 'the status of a load balancer is written by a cloud';

export const cases: Cases = {
	pass: [
		{name: 'everything denied', objects: [namespace(), web, deny, calico]},
		{
			name: 'denied but for its own namespace',
			objects: [namespace(), web, networkPolicy('own', {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}), calico],
		},
		{
			name: 'each pod isolated by a policy of its own',
			objects: [namespace(), web, networkPolicy('web', {podSelector: {matchLabels: {app: 'web'}}, ingress: []}), calico],
		},
		{
			name: 'only pods on the network of their node',
			objects: [namespace(), daemonSet({hostNetwork: true}), calico],
			exempt: ['shop', 'kube-system'],
		},
		{name: 'the system', objects: [namespace('kube-system'), calico], exempt: ['kube-system']},
	],
	fail: [
		{
			name: 'strangers reach a pod of an open namespace',
			objects: [namespace(), web, open, calico],
			says: ['its pod takes traffic from every other namespace, and strangers reach one of them'],
			onlyHere: publicNodes,
		},
		{
			name: 'an open namespace with sensitive data',
			objects: [namespace('shop', {'data-class': 'secret'}), web, calico],
			says: ['its pod takes traffic from every other namespace'],
		},
	],
	warn: [
		{name: 'an open namespace', objects: [namespace(), web, calico], says: ['its pod takes traffic from every other namespace']},
		{
			name: 'a namespace that only a ReplicaSet names',
			objects: [replicaSet(), calico],
			says: ['its pod takes traffic from every other namespace'],
			onlyHere: 'a server takes no object of a namespace that is not there',
		},
		{
			name: 'a policy that allows everything',
			objects: [namespace(), web, networkPolicy('all', {podSelector: {}, ingress: [{}]}), calico],
			says: ['its pod takes traffic from every other namespace'],
			mend: 'by-hand',
		},
		{
			name: 'half of it',
			objects: [
				namespace(),
				web,
				deployment({}, {name: 'api'}),
				networkPolicy('web', {podSelector: {matchLabels: {app: 'web'}}, ingress: []}),
				calico,
			],
			says: ['1 of 2 pods takes traffic from every other namespace'],
		},
		{
			name: 'a plugin that nobody knows: a text to copy',
			objects: [namespace(), web],
			says: ['its pod takes traffic from every other namespace'],
			mend: 'by-hand',
		},
		{
			name: 'callers that were not read: a text to copy',
			objects: [namespace(), web, calico],
			unread: {validatingWebhooks: 'absent'},
			says: ['its pod takes traffic from every other namespace'],
			mend: 'by-hand',
			onlyHere: 'everything is read there',
		},
	],
};

upholdsTheLaw(control, cases);
