import type {Question} from '../../model/index.js';
import {points} from '../points.js';

export default {
	id: 'app-count',
	code: 'Q4',
	text: 'How many separate applications run here?',
	short: 'How many applications?',
	why: 'More applications mean more ways in, and one break-in reaches all of them.',
	options: [
		{value: 'one', says: 'one', short: 'one', points: points(0, 0, 0)},
		{value: 'several', says: '2 to 10', short: '2 to 10', points: points(0, 1, 0)},
		{value: 'many', says: 'more than 10', short: 'over 10', points: points(0, 2, 1), phrase: 'many apps share the cluster'},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 2, 0)},
	],
} satisfies Question;
