import assert from 'node:assert/strict';
import {test} from 'node:test';
import {matchesLabels, matchesSelector, selectsEverything} from '../../source/kube/selectors.js';

const expression = (operator: string, values?: string[]) => ({matchExpressions: [{key: 'tier', operator, ...(values && {values})}]});

test('an empty selector matches an object without labels', () => {
	assert.ok(matchesSelector({}, undefined));
	assert.ok(selectsEverything({}));
});

test('In needs the label, NotIn does not', () => {
	assert.equal(matchesSelector(expression('In', ['web']), {tier: 'web'}), true);
	assert.equal(matchesSelector(expression('In', ['web']), {}), false);
	assert.equal(matchesSelector(expression('NotIn', ['web']), {}), true);
	assert.equal(matchesSelector(expression('NotIn', ['web']), {tier: 'web'}), false);
});

test('Exists and DoesNotExist look at the key alone', () => {
	assert.equal(matchesSelector(expression('Exists'), {tier: ''}), true);
	assert.equal(matchesSelector(expression('DoesNotExist'), {tier: ''}), false);
	assert.equal(matchesSelector(expression('DoesNotExist'), {}), true);
});

test('an operator that the API does not know matches nothing', () => {
	assert.equal(matchesSelector(expression('Gt', ['1']), {tier: '2'}), false);
});

test('labels and expressions must all hold', () => {
	const selector = {matchLabels: {app: 'shop'}, ...expression('In', ['web'])};
	assert.equal(matchesSelector(selector, {app: 'shop', tier: 'web'}), true);
	assert.equal(matchesSelector(selector, {app: 'shop', tier: 'db'}), false);
	assert.equal(matchesSelector(selector, {tier: 'web'}), false);
});

test('a label called constructor exists only where it is set', () => {
	assert.equal(matchesSelector({matchExpressions: [{key: 'constructor', operator: 'Exists'}]}, {}), false);
	assert.equal(matchesLabels({toString: 'x'}, {}), false);
});
