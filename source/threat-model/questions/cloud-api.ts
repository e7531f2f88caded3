import type {Question} from '../../model/index.js';
import {points} from '../points.js';

export default {
	id: 'cloud-api',
	code: 'Q5',
	text: "How do your containers get at your cloud provider's services?",
	short: 'How do pods reach the cloud?',
	why: 'A hijacked container then becomes a hijacked cloud account.',
	options: [
		{value: 'none', says: 'they do not', short: 'not at all', points: points(0, 0, 0), group: 'alone'},
		{value: 'workload', says: 'each with its own short-lived identity', short: 'own identity', points: points(0, 1, 0)},
		{
			value: 'node',
			says: 'with the rights of the machine they run on',
			short: 'through the node',
			points: points(0, 3, 0),
			phrase: "your pods use the machine's cloud rights",
		},
		{
			value: 'static',
			says: 'with access keys that are stored in the cluster',
			short: 'stored keys',
			points: points(0, 2, 1),
			phrase: 'access keys of your cloud lie in the cluster',
		},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 2, 0), group: 'alone'},
	],
	several: 'largest',
} satisfies Question;
