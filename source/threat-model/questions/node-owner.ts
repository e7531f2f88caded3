import type {Question} from '../../model/index.js';
import {points} from '../points.js';

export default {
	id: 'node-owner',
	code: 'Q9',
	text: 'Who builds and patches the nodes?',
	short: 'Who patches the nodes?',
	why: 'Under every pod lies the same kernel; somebody has to keep it patched.',
	options: [
		{value: 'provider', says: 'the provider, wholly (Autopilot, Fargate, Auto Mode)', short: 'the provider', points: points(0, -1, 0)},
		{value: 'pool', says: "we, from the provider's images in our node pools", short: 'provider images', points: points(0, 0, 0)},
		{value: 'self', says: 'we: our own machines and images', short: 'ourselves', points: points(0, 1, 0)},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(0, 1, 0)},
	],
	unsureAs: 'self',
	skip: answers => (answers['control-plane-owner']?.value === 'lab' ? 'self' : undefined),
} satisfies Question;
