import control from '../../../source/catalogue/network/metadata-api-blocked.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {calico, daemonSet, deployment, namespace, networkPolicy, node} from '../../helpers/manifests.js';

const aws = node('node-aws', {spec: {providerID: 'aws:///eu-central-1a/i-1'}});
const azure = node('node-azure', {spec: {providerID: 'azure:///subscriptions/s/a'}});
const alibaba = node('node-alibaba', {spec: {providerID: 'alicloud://cn-hangzhou.i-1'}});
const web = deployment({}, {name: 'web'});
const egress = (...rules: object[]) => networkPolicy('out', {podSelector: {}, policyTypes: ['Egress'], egress: rules as never});
const all = {ipBlock: {cidr: '0.0.0.0/0'}};
const butOne = {ipBlock: {cidr: '0.0.0.0/0', except: ['169.254.169.254/32']}};
const all6 = {ipBlock: {cidr: '::/0'}};
const but = (cidr: string, ...except: string[]) => ({ipBlock: {cidr, except}});
const byNode = {'cloud-api': 'node'};
const says = ['a pod can ask its node for cloud credentials'];
const cilium = (spec: object) => ({
	apiVersion: 'cilium.io/v2',
	kind: 'CiliumClusterwideNetworkPolicy',
	metadata: {name: 'metadata'},
	spec: spec as never,
});

export const cases: Cases = {
	pass: [
		{name: 'nothing may go out', objects: [namespace(), aws, web, egress(), calico]},
		{
			name: 'everything but the address may go out',
			objects: [namespace(), aws, web, egress({to: [{namespaceSelector: {}}, butOne]}), calico],
		},
		{
			name: 'everything but the address of IPv6 too',
			objects: [namespace(), aws, web, egress({to: [butOne, but('::/0', 'fd00:ec2::254/128')]}), calico],
		},
		{
			name: 'IPv6 where the cloud answers at no such address',
			objects: [namespace(), azure, web, egress({to: [but('0.0.0.0/0', '169.254.0.0/16', '168.63.129.16/32'), all6]}), calico],
		},
		{
			name: 'Azure answers names at the address',
			objects: [namespace(), azure, web, egress({to: [all], ports: [{port: 53, protocol: 'TCP'}]}), calico],
		},
		{
			name: 'Alibaba has an address of its own',
			objects: [namespace(), alibaba, web, egress({to: [but('0.0.0.0/0', '100.100.100.200/32')]}), calico],
		},
		{name: 'only DNS may go out', objects: [namespace(), aws, web, egress({ports: [{port: 53, protocol: 'UDP'}]}), calico]},
		{
			name: 'only a port range without it',
			objects: [namespace(), aws, web, egress({to: [all], ports: [{port: 443, endPort: 65535}]}), calico],
		},
		{
			name: 'Cilium denies the address to all',
			objects: [
				namespace(),
				aws,
				web,
				cilium({endpointSelector: {}, enableDefaultDeny: {egress: false}, egressDeny: [{toCIDR: ['169.254.169.254/32']}]}),
			],
		},
		{
			name: 'the metadata server of GKE answers',
			objects: [
				namespace(),
				node('a', {metadata: {name: 'a', labels: {'iam.gke.io/gke-metadata-server-enabled': 'true'}}, spec: {providerID: 'gce://p/z/a'}}),
				web,
			],
		},
		{name: 'somebody says that the cloud refuses pods', objects: [namespace(), aws, web], attested: 'yes'},
		{name: 'only pods of the platform', objects: [namespace('kube-system'), aws, daemonSet({}, {name: 'agent', namespace: 'kube-system'})]},
	],
	fail: [
		{name: 'pods use the node, and nothing limits them', objects: [namespace(), aws, web, calico], answers: byNode, says},
		{name: 'somebody says that nothing limits them', objects: [namespace(), aws, web, calico], attested: 'no', says},
		{
			name: 'a policy that lets everything out',
			objects: [namespace(), aws, web, egress({to: [all]}), calico],
			answers: byNode,
			says,
			mend: 'by-hand',
		},
		{
			name: 'all of IPv6 may go out on AWS',
			objects: [namespace(), aws, web, egress({to: [butOne, all6]}), calico],
			answers: byNode,
			says,
			mend: 'by-hand',
		},
		{
			name: 'Azure answers at a second address',
			objects: [namespace(), azure, web, egress({to: [butOne]}), calico],
			answers: byNode,
			says,
			mend: 'by-hand',
		},
		{
			name: 'Alibaba answers at another address',
			objects: [namespace(), alibaba, web, egress({to: [butOne]}), calico],
			answers: byNode,
			says,
			mend: 'by-hand',
		},
		{
			name: 'Cilium denies the first address of Azure only',
			objects: [
				namespace(),
				azure,
				web,
				cilium({endpointSelector: {}, enableDefaultDeny: {egress: false}, egressDeny: [{toCIDR: ['169.254.169.254/32']}]}),
			],
			answers: byNode,
			says,
			mend: 'by-hand',
		},
		{name: 'nothing limits pods on Azure', objects: [namespace(), azure, web, calico], answers: byNode, says},
		{name: 'nothing limits pods on Alibaba', objects: [namespace(), alibaba, web, calico], answers: byNode, says},
		{name: 'a policy without peers', objects: [namespace(), aws, web, egress({}), calico], answers: byNode, says, mend: 'by-hand'},
		{name: 'a plugin that is not known to obey', objects: [namespace(), aws, web], answers: byNode, says, mend: 'by-hand'},
	],
	warn: [
		{name: 'pods use the node, as far as one can guess', objects: [namespace(), aws, web, calico], concluded: byNode, says},
		{name: 'somebody says in part', objects: [namespace(), aws, web, calico], attested: 'partly', says},
	],
	unknown: [
		{name: 'nobody knows what the cloud refuses', objects: [namespace(), aws, web, calico], code: 'hidden'},
		{name: 'policies not read', objects: [namespace(), aws, web], unread: {networkPolicies: 'absent'}, code: 'absent'},
	],
	notApplicable: [{name: 'machines of nobody', objects: [namespace(), node(), web]}],
};
upholdsTheLaw(control, cases);
