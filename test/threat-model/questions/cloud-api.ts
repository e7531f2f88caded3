import assert from 'node:assert/strict';
import {test} from 'node:test';
import {prefilled} from '../../../source/threat-model/prefill.js';
import {daemonSet, deployment, node} from '../../helpers/manifests.js';
import {answer, eksNode, seen} from '../../helpers/prefill.js';

test('how pods reach the cloud is read from accounts, keys and programs; several ways stand beside each other', () => {
	const aws = eksNode({}, {providerID: 'aws:///eu-central-1a/i-1'});
	const keys = deployment({containers: [{name: 'app', image: 'a', env: [{name: 'AWS_SECRET_ACCESS_KEY', value: 'x'}]}]}, {name: 'keys'});
	const dns = deployment({containers: [{name: 'app', image: 'registry.k8s.io/external-dns/external-dns:v0.15.0'}]}, {name: 'dns'});
	assert.equal(answer(seen([aws, keys, dns]), 'cloud-api'), 'node+static');
	assert.equal(answer(seen([aws, dns]), 'cloud-api'), 'node');
	assert.equal(answer(seen([aws, deployment()]), 'cloud-api'), undefined);
	assert.equal(answer(seen([node(), dns]), 'cloud-api'), 'none');
});

test('who may have an identity that cannot be seen is not said to go through the machine', () => {
	const dns = deployment({containers: [{name: 'app', image: 'registry.k8s.io/external-dns/external-dns:v0.15.0'}]}, {name: 'dns'});
	const agent = daemonSet({}, {name: 'eks-pod-identity-agent', namespace: 'kube-system'});
	const onAws = prefilled(seen([eksNode({}, {providerID: 'aws:///eu-central-1a/i-1'}), dns, agent]));
	assert.equal(onAws.answers['cloud-api'], undefined);
	assert.match(onAws.hints['cloud-api']?.[0]?.text ?? '', /eks-pod-identity-agent/);
	const guarded = eksNode({'iam.gke.io/gke-metadata-server-enabled': 'true'}, {providerID: 'gce://p/z/a'});
	assert.equal(prefilled(seen([guarded, dns])).answers['cloud-api'], undefined);
});
