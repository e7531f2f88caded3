import type {Evidence} from './finding.js';
import type {PerThreat} from './threat.js';

export type QuestionId =
	| 'mgmt-exposure'
	| 'network-trust'
	| 'internet-apps'
	| 'app-count'
	| 'cloud-api'
	| 'user-count'
	| 'limited-users'
	| 'control-plane-owner'
	| 'node-owner'
	| 'tenancy'
	| 'data-class'
	| 'image-origin'
	| 'change-and-watch'
	| 'environment'
	| 'egress-need'
	| 'compliance';

export type GivenAnswer = {
	/** An option's value; where several may be ticked, their values joined by `+` in the order of the options. `unsure` is always allowed. */
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

/** The ticked options of an answer. */
export function ticks(value: string): readonly string[] {
	return value.split('+');
}

/** Whether an answer says one of these. */
export function hasAnswered(model: ThreatModel, question: QuestionId, ...values: readonly string[]): boolean {
	return ticks(model.answers[question].value).some(value => values.includes(value));
}

/** Whether a person answered one of these: what was concluded is a guess. */
export function hasSaid(model: ThreatModel, question: QuestionId, ...values: readonly string[]): boolean {
	return model.answers[question].basis === 'said' && hasAnswered(model, question, ...values);
}
