import type {Question} from '../../model/index.js';
import {points} from '../points.js';

export default {
	id: 'egress-need',
	code: 'Q15',
	text: 'May your apps connect to every address on the internet, or only to a known list?',
	short: 'Where do apps connect to?',
	why: 'What may go anywhere may carry your data there.',
	options: [
		{value: 'known', says: 'only to a known list', short: 'a known list', points: points(0, 0, 0)},
		{value: 'any', says: 'to every address', short: 'every address', points: points(0, 1, 0)},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 1, 0)},
	],
	skip: answers => (answers.environment?.value === 'dev' || answers['control-plane-owner']?.value === 'lab' ? 'unsure' : undefined),
} satisfies Question;
