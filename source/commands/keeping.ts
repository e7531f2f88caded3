import type {Ranked, Snapshot} from '../model/index.js';
import {report} from '../report/json.js';
import {keepAssessment} from '../session/assessments.js';
import type {Assessed} from './assessment.js';
import type {Session} from './session.js';
import {version} from './version.js';

/** Milliseconds: of rest after an assessment before it is written down; that the work may hold the screen at once; that it leaves to the screen then. */
const rest = 1000;
const slice = 2;
const pause = 8;

/** Keeps assessments: soon, without holding the screen, and once more with the last answers when a cluster is left. */
export type Keeping = {
	readonly soon: (session: Session, assessed: Assessed) => void;
	readonly now: (session: Session, snapshot: Snapshot, assessed: Assessed) => void;
	/** What waits is not written any more. */
	readonly drop: () => void;
};

export function keeping(): Keeping {
	let pending: AbortController | undefined;
	const drop = () => {
		pending?.abort();
		pending = undefined;
	};
	const now: Keeping['now'] = (session, snapshot, {ranked, model}) => {
		drop();
		const {home} = session;
		keepAssessment(snapshot.cluster.id, JSON.stringify(report(snapshot, ranked, model, version)), home, session.keptOf === snapshot);
		session.keptOf = snapshot;
	};
	return {
		now,
		drop,
		soon(session, assessed) {
			drop();
			const {snapshot} = session;
			if (session.keptOf === snapshot) return;
			const own = new AbortController();
			pending = own;
			const write = async () => {
				if (await workedOut(assessed.ranked, own.signal)) now(session, snapshot, assessed);
			};
			// What went wrong is tried again when the cluster is left, and said then.
			setTimeout(() => void write().catch(drop), rest).unref();
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
			await new Promise<void>(resolve => void setTimeout(resolve, pause).unref());
			start = performance.now();
		}
	}
	return !signal.aborted;
}
