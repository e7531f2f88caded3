import type {LabelSelector} from '../../model/index.js';
import {compact, field, list, type Raw, text, textMap, texts} from './raw.js';

export function keepSelector(raw: Raw): LabelSelector {
	return compact({
		matchLabels: textMap(field(raw, 'matchLabels')),
		matchExpressions: list(field(raw, 'matchExpressions')).map(one => ({
			key: text(field(one, 'key')) ?? '',
			operator: text(field(one, 'operator')) ?? '',
			values: texts(field(one, 'values')),
		})),
	});
}
