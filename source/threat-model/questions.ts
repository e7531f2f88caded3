import type {Question, QuestionId} from '../model/index.js';
import controlPlaneOwner from './questions/control-plane-owner.js';
import environment from './questions/environment.js';
import internetApps from './questions/internet-apps.js';
import limitedUsers from './questions/limited-users.js';
import mgmtExposure from './questions/mgmt-exposure.js';
import userCount from './questions/user-count.js';

/** In the order in which they are asked: those that switch others off come first. */
export const questions: readonly Question[] = [environment, controlPlaneOwner, mgmtExposure, internetApps, userCount, limitedUsers];

export function questionOf(id: QuestionId): Question {
	return questions.find(question => question.id === id) as Question;
}
