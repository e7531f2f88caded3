import type {Question, QuestionId} from '../model/index.js';
import appCount from './questions/app-count.js';
import changeAndWatch from './questions/change-and-watch.js';
import cloudApi from './questions/cloud-api.js';
import compliance from './questions/compliance.js';
import controlPlaneOwner from './questions/control-plane-owner.js';
import dataClass from './questions/data-class.js';
import egressNeed from './questions/egress-need.js';
import environment from './questions/environment.js';
import imageOrigin from './questions/image-origin.js';
import internetApps from './questions/internet-apps.js';
import limitedUsers from './questions/limited-users.js';
import mgmtExposure from './questions/mgmt-exposure.js';
import networkTrust from './questions/network-trust.js';
import nodeOwner from './questions/node-owner.js';
import tenancy from './questions/tenancy.js';
import userCount from './questions/user-count.js';

/** In the order in which they are asked: those that switch others off come first. */
export const questions: readonly Question[] = [
	environment,
	controlPlaneOwner,
	mgmtExposure,
	networkTrust,
	internetApps,
	appCount,
	cloudApi,
	userCount,
	limitedUsers,
	nodeOwner,
	tenancy,
	dataClass,
	imageOrigin,
	changeAndWatch,
	egressNeed,
	compliance,
];

export function questionOf(id: QuestionId): Question {
	return questions.find(question => question.id === id) as Question;
}
