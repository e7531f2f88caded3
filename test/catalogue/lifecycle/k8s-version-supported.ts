import control from '../../../source/catalogue/lifecycle/k8s-version-supported.js';
import {type Case, type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {node} from '../../helpers/manifests.js';

const eks = node('a', {metadata: {name: 'a', labels: {'eks.amazonaws.com/nodegroup': 'a'}}});
const kubelet = (version: string) => node('a', {status: {nodeInfo: {kubeletVersion: version}}});

const openshift = (name: string, product: string, more: Partial<Case> = {}): Case => ({
	name,
	objects: [
		{
			apiVersion: 'config.openshift.io/v1',
			kind: 'ClusterVersion',
			metadata: {name: 'version'},
			spec: {channel: 'stable', clusterID: '00000000-0000-4000-8000-000000000000'},
			status: {desired: {version: product}, history: [{state: 'Completed', version: product}]},
		},
	],
	facts: {groups: ['config.openshift.io', 'route.openshift.io', 'rbac.authorization.k8s.io']},
	mend: 'by-hand',
	onlyHere: 'a server without OpenShift keeps no status of it',
	...more,
});

export const cases: Cases = {
	pass: [
		openshift('OpenShift, whose Kubernetes the project has left', '4.20.8', {version: 'v1.33.6'}),
		{name: 'a supported version', objects: [node()], version: 'v1.36.3'},
		{name: 'the server is closed, the nodes are new', objects: [kubelet('v1.36.1')], version: 'v1.36.1', unread: {version: 'absent'}},
	],
	fail: [
		openshift('OpenShift past its end', '4.17.40', {version: 'v1.30.14', says: ['Red Hat stopped fixing OpenShift 4.17 on 2026-04-01']}),
		openshift('OKD, by its Kubernetes', '4.17.0-okd-scos.1', {
			version: 'v1.30.14',
			says: ['the project stopped fixing 1.30 on 2025-07-15'],
		}),
		{name: 'past its end', objects: [node()], version: 'v1.33.4', says: ['the project stopped fixing 1.33 on 2026-06-28'], mend: 'by-hand'},
		{
			name: 'older than the data',
			objects: [node()],
			version: 'v1.20.1',
			says: ['1.20 is older than every version that still gets fixes'],
			mend: 'by-hand',
		},
		{
			name: 'EKS past its extended support',
			objects: [eks],
			version: 'v1.30.5-eks-1',
			says: ['EKS stopped fixing 1.30 on 2026-07-23'],
			mend: 'by-hand',
		},
	],
	warn: [
		openshift('OpenShift with extended support only', '4.18.30', {
			version: 'v1.31.14',
			says: ['Red Hat gives OpenShift 4.18 extended support only, until 2027-02-25'],
		}),
		{
			name: 'EKS with extended support only',
			objects: [eks],
			version: 'v1.33.5-eks-1',
			says: ['EKS gives 1.33 extended support only, until 2027-07-29'],
			mend: 'by-hand',
		},
		{
			name: 'EKS a week before its end',
			objects: [eks],
			version: 'v1.34.5-eks-1',
			says: ['EKS supports 1.34 only until 2026-12-02, 7 days from now'],
			mend: 'by-hand',
		},
		{
			name: 'an old version in a lab',
			answers: {'control-plane-owner': 'lab'},
			objects: [node()],
			version: 'v1.33.4',
			says: ['the project stopped fixing 1.33 on 2026-06-28'],
			mend: 'by-hand',
		},
	],
	unknown: [
		{...openshift('an OpenShift newer than the data', '4.24.0', {version: 'v1.36.1'}), code: 'hidden'},
		{name: 'newer than the data', code: 'hidden', objects: [node()], version: 'v1.38.0'},
	],
};

upholdsTheLaw(control, cases);
