import {hasAnswered, type ThreatModel, type Verdict} from '../model/index.js';

/** What would settle an unknown control. */
export type SettledBy = 'rights' | 'you' | 'nodes' | 'provider' | 'reading';

/** undefined where the control is decided. */
export function settledBy({status, control, unknown}: Verdict, model: ThreatModel): SettledBy | undefined {
	if (status !== 'unknown' || !unknown) return undefined;
	if (unknown.code === 'forbidden') return 'rights';
	if (unknown.code === 'partial' || unknown.code === 'error' || unknown.code === 'absent') return 'reading';
	if (unknown.code === 'not-asked' && control.cluster && unknown.missing === undefined && unknown.text.includes('not asked for'))
		return 'reading';
	if (!control.cluster || unknown.code === 'not-asked') return 'you';
	if (control.layer === 'infrastructure') return 'nodes';
	const managed = hasAnswered(model, 'control-plane-owner', 'managed');
	return managed && (control.fix === 'control-plane' || control.fix === 'provider') ? 'provider' : 'you';
}
