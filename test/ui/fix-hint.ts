import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AssessedFinding} from '../../source/model/index.js';
import {control, finding, verdict} from '../helpers/ports.js';
import {onList, screen} from '../helpers/world.js';

const hint = (...found: readonly Partial<AssessedFinding>[]) => {
	const findings = found.map((more, index) => finding(`web-${index}`, more));
	return /Fix: .*/.exec(screen(onList([verdict(control('a', 'Do the first thing'), 'fail', findings)])))?.[0].trim();
};
const ask = {fix: 'ask'} as const;
const argo = {git: 'argo-cd'} as const;
const hand = {fix: 'guide'} as const;

test('the strip promises to send only what can be sent from here', () => {
	assert.equal(hint({}, {}), 'Fix: can be sent from here, after a preview.');
	assert.equal(hint(ask, ask), 'Fix: asks first, then it can be sent from here.');
	assert.equal(hint(argo, argo), 'Fix: for Git: Argo CD takes changes made here back.');
	assert.equal(hint(hand), 'Fix: by hand; enter, then the part fix says how.');
});

test('where findings differ the strip says how many go which way', () => {
	assert.equal(hint({}, {}, ask, argo, hand), 'Fix: 2 of 5 from here after a preview, 1 for Git, 1 asks first, 1 by hand.');
	assert.equal(hint(ask, ask, hand), 'Fix: 2 of 3 ask first, 1 by hand.');
});

test('what the account may not change is not promised', () => {
	const lacks = {lacks: 'patch deployments.apps in shop'} as const;
	assert.equal(hint(lacks), 'Fix: this account may not change what it must; s on the plan saves the patches.');
	assert.equal(hint({}, lacks, {...lacks, ...argo}), 'Fix: 1 of 3 from here after a preview, 1 for Git, 1 without the right to it.');
});

test('an object with two findings counts once', () => {
	const {subject} = finding('web');
	assert.equal(hint({subject}, {subject}, {subject, fix: 'guide'}, hand), 'Fix: 1 of 2 from here after a preview, 1 by hand.');
});
