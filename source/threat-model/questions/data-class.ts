import type {Question} from '../../model/index.js';
import {points} from '../points.js';

export default {
	id: 'data-class',
	code: 'Q11',
	text: 'What is the most sensitive data in or behind this cluster?',
	short: 'How sensitive is the data?',
	why: 'It decides what a break-in costs.',
	options: [
		{value: 'public', says: 'nothing sensitive', short: 'public', points: points(0, 0, 0)},
		{value: 'internal', says: 'internal business data', short: 'internal', points: points(0, 0, 0)},
		{
			value: 'regulated',
			says: 'personal, health or payment data',
			short: 'regulated',
			points: points(0, 1, 1),
			phrase: 'you hold regulated data',
		},
		{
			value: 'secret',
			says: 'money movement, keys, safety or state secrets',
			short: 'secret',
			points: points(1, 1, 1),
			phrase: 'you hold highly sensitive data',
		},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 1, 1)},
	],
	unsureAs: 'regulated',
} satisfies Question;
