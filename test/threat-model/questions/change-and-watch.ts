import assert from 'node:assert/strict';
import {test} from 'node:test';
import {prefilled} from '../../../source/threat-model/prefill.js';
import {deployment} from '../../helpers/manifests.js';
import {answer, seen} from '../../helpers/prefill.js';

test('changes come through Git where every workload carries its mark; who watches stays open', () => {
	const byFlux = {name: 'a', labels: {'kustomize.toolkit.fluxcd.io/name': 'apps'}};
	assert.equal(answer(seen([deployment({}, byFlux)]), 'change-and-watch'), 'gitops+watch-unsure');
	const {answers, hints} = prefilled(seen([deployment({}, byFlux), deployment({}, {name: 'b'})]));
	assert.equal(answers['change-and-watch'], undefined);
	assert.match(hints['change-and-watch']?.[0]?.text ?? '', /1 of 2 workloads carries the mark of Git; nothing that raises security alerts/);
});

test('what Helm and kubectl wrote is told', () => {
	const byHelm = {name: 'a', annotations: {'meta.helm.sh/release-name': 'a'}};
	const byHand = {name: 'b', managedFields: [{manager: 'kubectl-client-side-apply', operation: 'Update'}]};
	const {hints} = prefilled(seen([deployment({}, byHelm), deployment({}, byHand)]));
	assert.match(hints['change-and-watch']?.[0]?.text ?? '', /^0 of 2 workloads carry the mark of Git, 1 that of Helm, kubectl wrote 1;/);
});
