import type {Change, Snapshot} from '../../model/index.js';
import type {Around, Effects} from '../impact.js';

export function networkImpact(_change: Change, _around: Around, _snapshot: Snapshot): Effects {
	return {};
}
