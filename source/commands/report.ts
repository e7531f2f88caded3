import {type ExitCode, escapedAgain, Failure, visible} from '../model/index.js';
import type {Report} from '../report/json.js';
import {keptAssessment} from '../session/assessments.js';
import {type KnownCluster, knownClusters} from '../session/known-clusters.js';
import {print} from './printing.js';
import {markdownOf} from './report-text.js';

export type ReportChoice = {readonly format: 'markdown' | 'json'; readonly output?: string};

/** The last assessment of a cluster, or an offline one, as it was kept; without a name the latest. Nothing is read or sent. */
export async function reportCommand(name: string | undefined, {format, output}: ReportChoice): Promise<ExitCode> {
	const known = knownClusters().filter(({about}) => about !== undefined);
	const chosen = name === undefined ? known[0] : known.find(({about}) => about?.short === visible(name));
	if (!chosen)
		throw new Failure(name === undefined ? 'Nothing was assessed yet.' : `Nothing called ${visible(name)} was assessed.`, {
			why: known.length > 0 ? `Kept are: ${known.map(({about}) => about?.short).join(', ')}.` : '',
			steps: ['castellan reads a cluster, or takes answers offline; castellan scan --format markdown reports without keeping anything.'],
		});
	const whole = reportOf(chosen);
	print(format === 'json' ? `${JSON.stringify(whole, undefined, '\t')}\n` : markdownOf(whole), output);
	return 0;
}

/** A kept file may be damaged: then it is said, and nothing is made of it. */
function reportOf({folder, about}: KnownCluster): Report {
	const kept = keptAssessment(folder);
	if (!isReport(kept))
		throw new Failure(`The assessment of ${about?.short ?? ''} cannot be used.`, {
			why: 'What was kept of it is missing, damaged, or of another castellan.',
			steps: ['Open the cluster or the offline assessment once more with castellan.'],
		});
	const {cluster} = escapedAgain(kept);
	return {...escapedAgain(kept), cluster: {...cluster, context: about?.short ?? cluster.context}};
}

function isReport(value: unknown): value is Report {
	if (typeof value !== 'object' || value === null) return false;
	const {schema, controls, gaps, cluster, coverage, threatModel} = value as Partial<Record<keyof Report, unknown>>;
	return (
		schema === 'castellan.report/1' &&
		Array.isArray(controls) &&
		Array.isArray(gaps) &&
		[cluster, coverage, threatModel].every(one => typeof one === 'object' && one !== null)
	);
}
