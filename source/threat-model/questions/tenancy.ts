import type {Question} from '../../model/index.js';
import {points} from '../points.js';

export default {
	id: 'tenancy',
	code: 'Q10',
	text: 'Who shares this cluster?',
	short: 'Who shares the cluster?',
	why: 'Namespaces alone do not hold back somebody who tries.',
	options: [
		{value: 'single', says: 'one team', short: 'one team', points: points(0, 0, 0)},
		{value: 'teams', says: 'several teams of one organisation', short: 'teams', points: points(0, 1, 2), phrase: 'teams share the cluster'},
		{
			value: 'customers',
			says: "several customers' workloads or users",
			short: 'customers',
			points: points(0, 2, 2),
			phrase: 'customers share the cluster',
		},
		{
			value: 'untrusted',
			says: 'code that nobody here reviewed: plug-ins, CI jobs of outsiders, notebooks, AI agents',
			short: 'strangers',
			points: points(0, 4, 1),
			phrase: 'strangers share the cluster',
		},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 2, 1)},
	],
	unsureAs: 'teams',
} satisfies Question;
