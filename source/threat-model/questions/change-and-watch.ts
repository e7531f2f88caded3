import type {Question} from '../../model/index.js';
import {points} from '../points.js';

export default {
	id: 'change-and-watch',
	code: 'Q13',
	text: 'How do changes reach the cluster, and is someone called when security alerts fire?',
	short: 'How do changes arrive, who watches?',
	why: 'It decides how fixes are handed over, and raises what lets you notice an attack.',
	options: [
		{value: 'gitops', says: 'only through Git and a controller', short: 'Git', points: points(0, 0, -1), group: 'change'},
		{
			value: 'cipush',
			says: 'a CI system pushes them',
			short: 'CI pushes',
			points: points(0, 0, 1),
			phrase: 'your CI holds keys to the cluster',
			group: 'change',
		},
		{value: 'byhand', says: 'people use kubectl or Helm', short: 'by hand', points: points(0, 0, 1), group: 'change'},
		{
			value: 'blind',
			says: 'nobody is called when security alerts fire',
			short: 'nobody watches',
			points: points(1, 1, 1),
			phrase: 'nobody is watching',
		},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(1, 1, 2), group: 'alone'},
	],
	several: 'sum',
	unsureAs: 'blind',
} satisfies Question;
