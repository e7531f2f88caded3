import type {Ranked} from '../model/index.js';
import {Failure} from '../model/index.js';
import {report} from '../report/json.js';
import {keepAssessment} from '../session/assessments.js';
import type {Assessed} from './assessment.js';
import type {Session} from './session.js';
import {version} from './version.js';

/** Milliseconds of rest after an assessment before it is written down, and how long the work may hold the screen at once. */
const rest = 1000;
const slice = 6;

/** Keeps assessments: soon, without holding the screen, and once more with the last answers when a cluster is left. */
export type Keeping = {
	readonly soon: (session: Session, assessed: Assessed) => void;
	readonly now: (session: Session, assessed: Assessed) => void;
};

export function keeping(): Keeping {
	let pending: AbortController | undefined;
	const now: Keeping['now'] = (session, {ranked, model}) => {
		pending?.abort();
		pending = undefined;
		const {snapshot, home} = session;
		keepAssessment(snapshot.cluster.id, JSON.stringify(report(snapshot, ranked, model, version)), home, session.keptOf === snapshot);
		session.keptOf = snapshot;
	};
	return {
		now,
		soon(session, assessed) {
			pending?.abort();
			if (session.keptOf === session.snapshot) return;
			const own = new AbortController();
			pending = own;
			const write = async () => {
				try {
					if (await workedOut(assessed.ranked, own.signal)) now(session, assessed);
				} catch (error) {
					// It is tried again when the cluster is left, and said then.
					if (!(error instanceof Failure)) throw error;
				}
			};
			setTimeout(() => void write(), rest).unref();
		},
	};
}

/** Works out what a report says of each finding, a few at a time: a large cluster has a hundred thousand. False where it was stopped. */
async function workedOut(ranked: readonly Ranked[], signal: AbortSignal): Promise<boolean> {
	let start = performance.now();
	for (const {verdict} of ranked) {
		for (const finding of verdict.findings) {
			if (signal.aborted) return false;
			void finding.id;
			void finding.fix;
			if (performance.now() - start < slice) continue;
			await new Promise(resolve => setImmediate(resolve));
			start = performance.now();
		}
	}
	return !signal.aborted;
}
