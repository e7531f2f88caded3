import type {AssessedFinding, Ranked} from '../model/index.js';
import {inWords} from '../model/index.js';
import {type FoundObject, foundObjects} from './objects.js';
import {ownerWord} from './words.js';

/** Whether a finding can be fixed is worked out one by one; of thousands of objects the first are looked at. */
const mostLookedAt = 300;

type Way = 'sent' | 'git' | 'asks' | 'lacks' | 'hand';
/** In the order in which a plan tells them; of an object with several the first is told. */
const ways: readonly Way[] = ['sent', 'git', 'asks', 'lacks', 'hand'];
const wayOf = ({fix, git, lacks}: AssessedFinding): Way =>
	fix === 'guide' || fix === 'snippet' ? 'hand' : git ? 'git' : lacks !== undefined ? 'lacks' : fix === 'ask' ? 'asks' : 'sent';

const wayOfObject = ({findings}: FoundObject): Way => ways.find(way => findings.some(finding => wayOf(finding) === way)) ?? 'hand';

/** How what was found is put right: sent from here, after a question, by a patch for Git, by hand. */
export function fixHint({verdict, lifts}: Ranked): string {
	if (verdict.status === 'pass' || verdict.status === 'not-applicable') return '';
	const standing = foundObjects(verdict.findings);
	const looked = standing.slice(0, mostLookedAt);
	const waits = lifts.length > 0 ? ` ${lifts.length === 1 ? 'One row waits' : `${lifts.length} rows wait`} for it.` : '';
	const all = looked.map(wayOfObject);
	const counts = Map.groupBy(all, way => way);
	if (all.length === 0 || counts.get('hand')?.length === all.length) return `Fix: by hand; enter, then the part fix says how.${waits}`;
	const owners = [...new Set(looked.flatMap(({findings}) => findings).flatMap(({git}) => (git ? (ownerWord[git] ?? 'Git') : [])))];
	const whole: Readonly<Record<Way, string>> = {
		sent: 'can be sent from here, after a preview',
		asks: 'asks first, then it can be sent from here',
		git: `for Git: ${inWords(owners)} ${owners.length === 1 ? 'takes' : 'take'} changes made here back`,
		lacks: 'this account may not change what it must; s on the plan saves the patches',
		hand: 'by hand',
	};
	const present = ways.filter(way => counts.has(way));
	const [first] = present as [Way, ...Way[]];
	if (present.length === 1) return `Fix: ${whole[first]}.${waits}`;
	const number = (way: Way) => (looked.length < standing.length ? 'some' : String(counts.get(way)?.length));
	const says: Readonly<Record<Way, string>> = {
		sent: 'from here after a preview',
		asks: number('asks') === '1' ? 'asks first' : 'ask first',
		git: 'for Git',
		lacks: 'without the right to it',
		hand: 'by hand',
	};
	const of = number(first) === 'some' ? '' : ` of ${all.length}`;
	return `Fix: ${present.map((way, index) => `${number(way)}${index === 0 ? of : ''} ${says[way]}`).join(', ')}.${waits}`;
}
