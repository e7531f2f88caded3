import type {AssessedFinding, Ranked} from '../model/index.js';
import {inWords} from '../model/index.js';
import {ownerWord} from './words.js';

/** Whether a finding can be fixed is worked out one by one; of thousands the first are looked at. */
const mostLookedAt = 300;

type Way = 'sent' | 'asks' | 'git' | 'hand';
const wayOf = ({fix, git}: AssessedFinding): Way => (fix === 'ask' ? 'asks' : fix !== 'apply' ? 'hand' : git ? 'git' : 'sent');

/** How what was found is put right: sent from here, after a question, by a patch for Git, by hand. */
export function fixHint({verdict, lifts}: Ranked): string {
	if (verdict.status === 'pass' || verdict.status === 'not-applicable') return '';
	const standing = verdict.findings.filter(({waivedBy}) => !waivedBy);
	const looked = standing.slice(0, mostLookedAt);
	const waits = lifts.length > 0 ? ` ${lifts.length === 1 ? 'One row waits' : `${lifts.length} rows wait`} for it.` : '';
	const counts = Map.groupBy(looked, wayOf);
	if (looked.length === 0 || counts.get('hand')?.length === looked.length)
		return `Fix: by hand; enter, then the part fix says how.${waits}`;
	const owners = [...new Set(looked.flatMap(({git}) => (git ? (ownerWord[git] ?? 'Git') : [])))];
	const whole: Readonly<Record<Way, string>> = {
		sent: 'can be sent from here, after a preview',
		asks: 'asks first, then it can be sent from here',
		git: `for Git: ${inWords(owners)} ${owners.length === 1 ? 'takes' : 'take'} changes made here back`,
		hand: 'by hand',
	};
	const ways = (['sent', 'asks', 'git', 'hand'] as const).filter(way => counts.has(way));
	const [first] = ways as [Way, ...Way[]];
	if (ways.length === 1) return `Fix: ${whole[first]}.${waits}`;
	const number = (way: Way) => (looked.length < standing.length ? 'some' : String(counts.get(way)?.length));
	const says: Readonly<Record<Way, string>> = {
		sent: 'from here after a preview',
		asks: number('asks') === '1' ? 'asks first' : 'ask first',
		git: 'for Git',
		hand: 'by hand',
	};
	const of = number(first) === 'some' ? '' : ` of ${looked.length}`;
	return `Fix: ${ways.map((way, index) => `${number(way)}${index === 0 ? of : ''} ${says[way]}`).join(', ')}.${waits}`;
}
