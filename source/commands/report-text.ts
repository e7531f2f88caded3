import {controls} from '../catalogue/index.js';
import type {Guide, Platform} from '../model/index.js';
import type {Report} from '../report/json.js';
import {markdown} from '../report/markdown.js';
import {questions} from '../threat-model/questions.js';

const guides = new Map(controls.map(({id, guide, risk}) => [id, {guide, risk}]));

/** A report as Markdown; each control with what to do by hand, on its platform where that is known. */
export function markdownOf(report: Report, platform?: Platform): string {
	return markdown(report, {
		questions,
		fixes: id => {
			const known = guides.get(id);
			return known ? [...stepsOf(known.guide, platform), `Risk: ${known.risk}`] : [];
		},
	});
}

function stepsOf({everywhere = [], platforms = {}}: Guide, platform: Platform | undefined): readonly string[] {
	return [...everywhere, ...((platform && platforms[platform]) ?? [])];
}
