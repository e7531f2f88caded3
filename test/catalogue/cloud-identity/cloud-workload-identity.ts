import control from '../../../source/catalogue/cloud-identity/cloud-workload-identity.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {container, daemonSet, deployment, namespace, node, pod} from '../../helpers/manifests.js';

const aws = node('node-aws', {spec: {providerID: 'aws:///eu-central-1a/i-1'}});
const role = {'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/dns'};
const account = (name: string, annotations: Record<string, string>) => ({
	apiVersion: 'v1',
	kind: 'ServiceAccount',
	metadata: {name, namespace: 'shop', annotations},
});
const dns = (spec = {}) =>
	deployment({...spec, containers: [container({image: 'registry.k8s.io/external-dns/external-dns:v0.19.0'})]}, {name: 'dns'});

const region = {name: 'AWS_REGION', value: 'eu-central-1'};
const app = (name: string) =>
	deployment({containers: [container({env: [{name, value: 'x'}]})]}, {name: name.toLowerCase().replaceAll('_', '-')});

export const cases: Cases = {
	pass: [
		{name: 'no program that needs the cloud', objects: [namespace(), aws, deployment()]},
		{name: 'an account with an identity of its own', objects: [namespace(), aws, account('dns', role), dns({serviceAccountName: 'dns'})]},
		{
			name: 'settings of another cloud',
			objects: [namespace(), aws, app('GOOGLE_CLOUD_PROJECT'), app('AZURE_CLIENT_ID')],
		},
		{
			name: 'an app whose pods were given an identity',
			objects: [
				namespace(),
				aws,
				pod({containers: [container({env: [region, {name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/var/run/t'}]})]}),
			],
		},
		{
			name: 'what is known as part of the platform',
			objects: [
				namespace('kube-system'),
				aws,
				daemonSet({containers: [container({image: 'docker.io/calico/node:v3.31.0', env: [region]})]}, {namespace: 'kube-system'}),
			],
		},
		{
			name: 'the metadata server of GKE answers an app as its own account',
			objects: [
				namespace(),
				node('a', {metadata: {name: 'a', labels: {'iam.gke.io/gke-metadata-server-enabled': 'true'}}, spec: {providerID: 'gce://p/z/a'}}),
				app('GOOGLE_CLOUD_PROJECT'),
			],
		},
	],
	fail: [
		{
			name: 'a program that uses its node',
			objects: [namespace(), aws, dns()],
			answers: {'cloud-api': 'node'},
			says: ['uses AWS with the rights of its node'],
			mend: 'by-hand',
		},
		{
			name: 'AAD Pod Identity',
			objects: [namespace(), aws, deployment()],
			facts: {groups: ['aadpodidentity.k8s.io']},
			says: ['AAD Pod Identity hands out identities here, and gets no fixes any more'],
			mend: 'by-hand',
		},
	],
	warn: [
		{
			name: 'a program that uses its node, as far as one can guess',
			objects: [namespace(), aws, dns()],
			concluded: {'cloud-api': 'node'},
			says: ['uses AWS without an identity of its own'],
			mend: 'by-hand',
		},
		{
			name: 'an app with settings of its cloud, without an identity',
			objects: [namespace(), aws, app('AWS_REGION')],
			says: ['uses AWS without an identity of its own'],
			mend: 'by-hand',
		},
		{
			name: 'the same on Azure',
			objects: [namespace(), node('node-azure', {spec: {providerID: 'azure:///subscriptions/s/a'}}), app('AZURE_CLIENT_ID')],
			says: ['uses Azure without an identity of its own'],
			mend: 'by-hand',
		},
		{
			name: 'a program without an identity',
			objects: [namespace(), aws, dns()],
			says: ['uses AWS without an identity of its own'],
			mend: 'by-hand',
		},
		{
			name: 'the default account has an identity',
			objects: [namespace(), aws, account('default', role), deployment()],
			says: ['every pod of the namespace that names no account gets this cloud identity'],
			mend: 'by-hand',
		},
	],
	unknown: [{name: 'accounts not read', objects: [namespace(), aws, dns()], unread: {serviceAccounts: 'absent'}, code: 'absent'}],
	notApplicable: [{name: 'machines of nobody', objects: [namespace(), node(), dns()]}],
};
upholdsTheLaw(control, cases);
