import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Control} from '../../source/model/index.js';
import {root} from './generate.js';

/** What ranks a control. */
export type Weights = Pick<Control, 'severity' | 'blast' | 'fix' | 'threats' | 'boosts' | 'requires' | 'requiresWhen'>;

/** What ranks each control of the whole catalogue, built or not, by id. */
export const weights: Readonly<Record<string, Weights>> = JSON.parse(readFileSync(join(root, 'test', 'helpers', 'weights.json'), 'utf8'));
