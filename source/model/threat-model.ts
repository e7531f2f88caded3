import type {Evidence} from './finding.js';
import type {PerThreat} from './threat.js';

export type QuestionId = 'mgmt-exposure' | 'internet-apps' | 'user-count' | 'limited-users' | 'control-plane-owner' | 'environment';

/** `answer` is an option's key; `unsure` is always allowed. */
export type GivenAnswer = {
	readonly value: string;
	/** How it is known: read from the cluster, concluded from tell-tales, assumed by a default, said by a person, not asked (counts as not sure). */
	readonly basis: 'read' | 'concluded' | 'assumed' | 'said' | 'not-asked';
	readonly evidence: readonly Evidence[];
};
export type Answers = Readonly<Partial<Record<QuestionId, GivenAnswer>>>;

export type Points = {
	readonly question: QuestionId;
	readonly value: string;
	readonly points: PerThreat /** How the answer is said in a reason. */;
	readonly phrase?: string;
};

/** The answers with the three scores they give, each score between 1 and 20. */
export type ThreatModel = {
	readonly answers: Readonly<Record<QuestionId, GivenAnswer>>;
	readonly scores: PerThreat;
	/** Every answer that adds to a score, in the order of the questions. */
	readonly parts: readonly Points[];
};
