import {controls} from '../catalogue/index.js';
import {resourceInfo, resources} from '../kube/resources.js';
import type {Control, ExitCode, References, ResourceName} from '../model/index.js';
import {Failure, visible} from '../model/index.js';
import {referenceLines} from '../report/references.js';

export type ControlsChoice = {readonly by?: 'seeds' | 'cis'};

/** The catalogue as a list, or one control as a page. */
export async function controlsCommand(id: string | undefined, {by}: ControlsChoice): Promise<ExitCode> {
	if (id === undefined) {
		process.stdout.write(`${controlLines(by).join('\n')}\n`);
		return 0;
	}
	const control = controls.find(one => one.id === id);
	if (!control) throw new Failure(`There is no control ${visible(id)}.`, {steps: ['castellan controls lists them all.']});
	process.stdout.write(`${page(control).join('\n')}\n`);
	return 0;
}

const width = Math.max(...controls.map(({id}) => id.length));

/** One line a control; by an order, one for each item of it. */
export function controlLines(by: ControlsChoice['by']): string[] {
	const rows = controls.flatMap(control => keysOf(control, by).map(key => ({control, key})));
	const sorted = by === undefined ? rows : rows.sort((a, b) => byKey(a.key, b.key) || (a.control.id < b.control.id ? -1 : 1));
	return sorted.map(
		({control, key}) =>
			`${by === undefined ? '' : key.padEnd(8)}${control.id.padEnd(width)}  ${control.severity.padEnd(8)}  ${control.title}`,
	);
}

const none = '-';
/** A control stands under each item that it answers. */
function keysOf({seeds, references}: Control, by: ControlsChoice['by']): readonly string[] {
	if (by === undefined) return [''];
	const keys = by === 'seeds' ? seeds : (references.cis ?? []);
	return keys.length > 0 ? keys : [none];
}

/** 1.2.9 before 1.2.10, N2 before N12; what has none comes last. */
function byKey(a: string, b: string): number {
	return Number(a === none) - Number(b === none) || a.localeCompare(b, 'en', {numeric: true});
}

const listed = new Set<string>(resources.map(({name}) => name));
function sourceWord(source: string): string {
	if (!listed.has(source)) return source;
	const {plural, group} = resourceInfo(source as ResourceName);
	return plural === '*' ? group : plural;
}

function page(control: Control): string[] {
	const {title, id, severity, layer, phase, why, risk, question, verify, hidden, guide, requires = [], cluster} = control;
	const steps = [
		...(guide.everywhere ?? []),
		...Object.entries(guide.platforms ?? {}).flatMap(([platform, all]) => (all ?? []).map(step => `${platform}: ${step}`)),
	];
	return [
		title,
		`${id}, ${severity}, ${layer}, ${phase}`,
		'',
		why,
		'',
		`Asked where it cannot be seen: ${question}`,
		...(hidden ? [`What cannot be seen: ${hidden}`] : []),
		...(requires.length > 0 ? [`Comes after: ${requires.join(', ')}`] : []),
		'',
		'To put it right',
		...steps.map((step, index) => `${index + 1}. ${step}`),
		`Risk: ${risk}`,
		...(guide.snippet === undefined
			? []
			: [
					'',
					...guide.snippet
						.trimEnd()
						.split('\n')
						.map(line => `    ${line}`),
				]),
		'',
		'To check it by hand',
		`    ${verify}`,
		'',
		...(cluster
			? [
					`Reads  ${cluster.needs.map(need => (typeof need === 'string' ? sourceWord(need) : need.map(sourceWord).join(' or '))).join(', ')}`,
				]
			: ['Reads  nothing: the API does not show it']),
		...referenceLines(control.references satisfies References),
	];
}
