import type {PolicyRule, RbacSubject, Role, RoleBinding} from '../../model/index.js';
import {at, compact, field, list, type Raw, text, texts} from './raw.js';
import {keepSelector} from './selector.js';

export function keepRole(raw: Raw): Omit<Role, 'metadata'> {
	const selectors = list(at(raw, 'aggregationRule', 'clusterRoleSelectors')).map(keepSelector);
	return {
		rules: list(field(raw, 'rules')).map(keepRule),
		...(selectors.length > 0 && {aggregationRule: {clusterRoleSelectors: selectors}}),
	};
}

function keepRule(raw: Raw): PolicyRule {
	return {
		verbs: texts(field(raw, 'verbs')),
		...compact({
			apiGroups: texts(field(raw, 'apiGroups')),
			resources: texts(field(raw, 'resources')),
			resourceNames: texts(field(raw, 'resourceNames')),
			nonResourceURLs: texts(field(raw, 'nonResourceURLs')),
		}),
	};
}

export function keepBinding(raw: Raw): Omit<RoleBinding, 'metadata'> {
	const ref = field(raw, 'roleRef');
	return {
		roleRef: compact({
			kind: text(field(ref, 'kind')) ?? '',
			name: text(field(ref, 'name')) ?? '',
			apiGroup: text(field(ref, 'apiGroup')),
		}) as RoleBinding['roleRef'],
		subjects: list(field(raw, 'subjects')).map(
			subject =>
				compact({
					kind: text(field(subject, 'kind')) ?? '',
					apiGroup: text(field(subject, 'apiGroup')),
					name: text(field(subject, 'name')) ?? '',
					namespace: text(field(subject, 'namespace')),
				}) as RbacSubject,
		),
	};
}
