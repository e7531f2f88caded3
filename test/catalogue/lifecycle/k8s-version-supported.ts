import control from '../../../source/catalogue/lifecycle/k8s-version-supported.js';
import {type Cases, upholdsTheLaw} from '../../helpers/law.js';
import {node} from '../../helpers/manifests.js';

const eks = node('a', {metadata: {name: 'a', labels: {'eks.amazonaws.com/nodegroup': 'a'}}});
const kubelet = (version: string) => node('a', {status: {nodeInfo: {kubeletVersion: version}}});

export const cases: Cases = {
	pass: [
		{name: 'a supported version', objects: [node()], version: 'v1.36.3'},
		{name: 'the server is closed, the nodes are new', objects: [kubelet('v1.36.1')], version: 'v1.36.1', unread: {version: 'absent'}},
	],
	fail: [
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
	unknown: [{name: 'newer than the data', code: 'hidden', objects: [node()], version: 'v1.38.0'}],
};

upholdsTheLaw(control, cases);
