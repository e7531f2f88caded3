import inquirer from 'inquirer';
import {standingGroup, stands} from '../change/standing.js';
import {targetSays} from '../change/target.js';
import {counted, type ExitCode, Failure, type JournalEntry} from '../model/index.js';
import {temporaryFolder} from '../session/temporary.js';
import type {PlanItem, Ready} from '../ui/ports.js';
import type {ClusterChoice} from './places.js';
import {type ShellPorts, shellPorts} from './ports.js';
import {requireCluster} from './wizard-places.js';

const print = (text: string) => process.stdout.write(`${text}\n`);

/** The journal of a cluster; with a number: takes that change and its group back, previewed and confirmed like any other change. */
export async function undoCommand(id: string | undefined, choice: ClusterChoice): Promise<ExitCode> {
	const wanted = numberOf(id);
	const temporary = temporaryFolder();
	const ports = shellPorts({...choice, asksRights: false}, {demoHome: temporary.path});
	const stop = new AbortController();
	process.once('SIGINT', () => stop.abort());
	try {
		const short = await opened(ports, choice, stop.signal);
		const entries = ports.journal();
		if (wanted === undefined) {
			print(entries.length === 0 ? `Nothing was changed on ${short} from here.` : entries.map(line).join('\n'));
			return 0;
		}
		const entry = entries.find(one => one.id === wanted);
		if (!entry)
			throw new Failure(`There is no change ${wanted} on ${short}.`, {steps: ['castellan undo lists the changes that were made.']});
		if (!stands(entry))
			throw new Failure(`Change ${wanted} is ${entry.state}: there is nothing to take back.`, {
				steps: ['castellan undo lists the changes that stand.'],
			});
		const items = ports.undoPlan(standingGroup(entry, entries).map(one => one.id));
		if (items.length === 0) throw new Failure(`Change ${wanted} cannot be taken back.`, {why: 'The journal holds no way back for it.'});
		return await takenBack(ports, items, short, choice, stop.signal);
	} finally {
		await ports.close();
		temporary.remove();
	}
}

function numberOf(id: string | undefined): number | undefined {
	if (id === undefined) return undefined;
	if (!/^\d{1,9}$/.test(id))
		throw new Failure('The number of a change is needed.', {steps: ['castellan undo lists the changes with their numbers.']});
	return Number(id);
}

async function opened(ports: ShellPorts, choice: ClusterChoice, signal: AbortSignal): Promise<string> {
	await requireCluster(choice);
	const {context} = choice;
	const {places} = await ports.places();
	const place = places.find(one => one.kind === 'context' && (context === undefined ? one.current : one.id === context));
	if (!place) throw new Failure('No cluster is configured.', {steps: ['Give one with --context.']});
	const read = await ports.read(place, {probes: false, signal, progress: () => undefined, said: []});
	return 'cluster' in read ? read.cluster.short : place.short;
}

function line(entry: JournalEntry): string {
	const {id, at, state, change, touched, undoes, note} = entry;
	const what = change.action === 'patch' ? counted(touched.length, 'field') : change.action;
	return `${String(id).padStart(4)}  ${at.slice(0, 16).replace('T', ' ')}  ${targetSays(change.target)}  ${what}  ${stands(entry) ? 'stands' : state}${undoes === undefined ? '' : `, takes back ${undoes}`}${note === undefined ? '' : `  (${note})`}`;
}

async function takenBack(
	ports: ShellPorts,
	items: readonly PlanItem[],
	short: string,
	{readOnly}: ClusterChoice,
	signal: AbortSignal,
): Promise<ExitCode> {
	const tried: Ready[] = [];
	for (const item of items) tried.push({item, previews: (await ports.preview(item, signal)).previews});
	for (const {change, diff, warnings, refused, impact} of tried.flatMap(({previews}) => previews)) {
		print(`${change.action} ${targetSays(change.target)}: ${impact.says}`);
		for (const {sign, text} of diff) print(`  ${sign} ${text}`);
		for (const text of [...warnings, ...impact.breaks]) print(`  ! ${text}`);
		if (refused) print(`  left as it is: ${refused.why}${refused.allows ? ` ${refused.allows}` : ''}`);
	}
	const ready = tried.filter(({previews}) => !previews.some(({refused}) => refused));
	const previews = ready.flatMap(one => one.previews);
	if (previews.length === 0) {
		const {why = '', allows} = tried.flatMap(one => one.previews).find(({refused}) => refused)?.refused ?? {};
		throw new Failure('This change is not taken back.', {why, steps: allows ? [allows] : []});
	}
	const missing = previews.find(({forbidden}) => forbidden)?.forbidden;
	if (missing !== undefined)
		throw new Failure(`This account may not ${missing}.`, {steps: ['Ask somebody who may, or use another context.']});
	if (readOnly) throw new Failure('Nothing is sent: --read-only.');
	if (!process.stdin.isTTY)
		throw new Failure('Nothing was sent: taking a change back needs a person at a terminal.', {
			steps: ['Run it in a terminal, and type the words that it asks for.'],
		});
	const words = `${previews.length} ${short}`;
	const {typed} = await inquirer.prompt<{typed: string}>([
		{type: 'input', name: 'typed', message: `Type  ${words}  to send (how many requests, which cluster):`},
	]);
	if (typed.trim() !== words) {
		print('Nothing was sent.');
		return 0;
	}
	let left = tried.length;
	await ports.send(ready, {
		signal,
		answers: {},
		others: [],
		goOn: () => Promise.resolve(true),
		progress: told => {
			if (told.kind === 'saved') print(`  files in ${told.folder}`);
			if (told.kind === 'progress') print(`  ${told.says}`);
			if (told.kind !== 'item-done') return;
			print(`${told.outcome === 'verified' ? 'Taken back' : told.outcome}: ${told.says}`);
			if (told.outcome === 'verified') left -= 1;
		},
	});
	return left === 0 ? 0 : 3;
}
