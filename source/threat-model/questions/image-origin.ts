import type {Question} from '../../model/index.js';
import {points} from '../points.js';

export default {
	id: 'image-origin',
	code: 'Q12',
	text: 'Where do your container images come from?',
	short: 'Where do images come from?',
	why: 'Whoever makes an image decides what runs in it.',
	options: [
		{value: 'own', says: 'built, scanned and signed by us; vendors from a short list', short: 'our own', points: points(0, 0, 0)},
		{value: 'mixed', says: 'our own and public ones', short: 'mixed', points: points(0, 1, 0)},
		{value: 'open', says: 'whatever people find useful', short: 'anywhere', points: points(0, 2, 0), phrase: 'images come from anywhere'},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 2, 0)},
	],
} satisfies Question;
