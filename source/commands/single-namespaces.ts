import type {Snapshot} from '../model/index.js';
import type {PlaceAsk} from '../ui/ports.js';

/** The account may list neither namespaces nor what runs in all of them: their names must be said. */
export function seesNoNamespace({read, gaps}: Snapshot): boolean {
	const forbidden = (source: string) => gaps.some(gap => gap.source === source && gap.reason === 'forbidden');
	return read.namespaces === undefined && read.pods === undefined && forbidden('namespaces') && forbidden('pods');
}

export function namespacesAsk(ofContext: string | undefined): PlaceAsk {
	return {
		question: 'Which namespaces?',
		help: 'You may not list them, so castellan cannot know their names. Type them with spaces between; only these are read, and the rest stays unknown.',
		filled: ofContext ?? '',
	};
}

/** What was typed, as names; undefined where nothing was asked. */
export function namespacesOf([said]: readonly string[]): readonly string[] | undefined {
	const names = [...new Set((said ?? '').split(/[\s,]+/).filter(Boolean))];
	return names.length > 0 ? names : undefined;
}
