import assert from 'node:assert/strict';
import {test} from 'node:test';
import control from '../../../source/catalogue/supply-chain/image-scan-in-pipeline.js';
import {type Cases, upholdsTheLaw, verdictOfCase} from '../../helpers/law.js';
import {container, deployment} from '../../helpers/manifests.js';

const byHand = {mend: 'by-hand'} as const;

export const cases: Cases = {
	pass: [{name: 'a person says yes', attested: 'yes'}],
	fail: [{name: 'a person says no', attested: 'no', says: ['nothing scans images while they are built, you said'], ...byHand}],
	warn: [
		{name: 'a person says partly', attested: 'partly', says: ['only some images are scanned while they are built, you said'], ...byHand},
	],
	unknown: [{name: 'nobody asked', code: 'not-asked', objects: [deployment()]}],
	notApplicable: [{name: 'nothing is built', attested: 'does-not-apply'}],
};

upholdsTheLaw(control, cases);

test('a build server in the cluster is shown, and decides nothing', () => {
	const jenkins = deployment({containers: [container({image: 'jenkins/jenkins:lts'})]}, {name: 'ci', namespace: 'build'});
	const {status, evidence} = verdictOfCase(control, {name: 'Jenkins', objects: [jenkins]});
	assert.deepEqual([status, evidence.map(({text}) => text)], ['unknown', ['Jenkins runs in build']]);
});
