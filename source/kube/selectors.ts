import type {LabelSelector, Labels} from '../model/index.js';
import {own} from '../model/index.js';

/** An empty selector matches everything; an operator that the API does not know matches nothing. */
export function matchesSelector({matchLabels = {}, matchExpressions = []}: LabelSelector, labels: Labels = {}): boolean {
	return (
		matchesLabels(matchLabels, labels) &&
		matchExpressions.every(({key, operator, values = []}) => expressionHolds(operator, own(labels, key), values))
	);
}

/** A plain map, as Services and ReplicationControllers have it; an empty one matches everything. */
export function matchesLabels(wanted: Labels, labels: Labels = {}): boolean {
	return Object.entries(wanted).every(([key, value]) => own(labels, key) === value);
}

function expressionHolds(operator: string, value: string | undefined, values: readonly string[]): boolean {
	if (operator === 'In') return value !== undefined && values.includes(value);
	if (operator === 'NotIn') return value === undefined || !values.includes(value);
	if (operator === 'Exists') return value !== undefined;
	return operator === 'DoesNotExist' && value === undefined;
}

export function selectsEverything({matchLabels = {}, matchExpressions = []}: LabelSelector): boolean {
	return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}
