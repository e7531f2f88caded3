import {targetSays} from '../../change/target.js';
import {fixesFolder, inWords} from '../../model/index.js';
import {wrapped} from '../lines.js';
import {isOnlySaved, isSendable, objectCount} from '../plan-rows.js';
import type {PlanRow, State} from '../state.js';
import {ago, counted} from '../words.js';

const labelWidth = 11;

/** What must be typed to send: how many objects and which cluster; `yes` where it is not production. */
export function confirmWords(state: State): string {
	const production = ['prod', 'unsure'].includes(state.assessment?.model.answers.environment.value ?? 'prod');
	return production ? `${objectCount(sendable(state))} ${state.cluster?.short ?? ''}` : 'yes';
}

function sendable(state: State): PlanRow[] {
	return state.plan.filter(row => isSendable(row));
}

const verb = {create: 'POST', patch: 'PATCH', delete: 'DELETE'} as const;

/** The page before sending: where, as whom, what restarts, who takes it back, how to undo it. */
export function sendLines(state: State, width: number): string[] {
	const rows = sendable(state);
	const previews = rows.flatMap(row => row.previews);
	const requests = Object.entries(Object.groupBy(previews, ({change}) => verb[change.action])).map(([method, list]) =>
		counted(list?.length ?? 0, `${method} request`),
	);
	const restarts = previews.reduce((sum, {impact}) => sum + impact.restarts, 0);
	const gaps = [
		...new Set(
			previews
				.filter(({impact}) => impact.restarts > 0 && impact.says.includes('gap'))
				.map(({change: {target}}) => `${targetSays(target)} has one replica: away until the new one is ready`),
		),
	];
	const breaks = [...new Set(previews.flatMap(({impact}) => impact.breaks).concat(rows.flatMap(({item}) => item.risks)))];
	const warnings = previews.reduce((sum, preview) => sum + preview.warnings.length, 0);
	const tried = previews.every(({computed}) => computed === 'server')
		? `server dry run of ${previews.length === 1 ? 'it' : previews.length === 2 ? 'both' : `all ${previews.length}`}${triedAt(rows, state)}: accepted${warnings > 0 ? `, ${counted(warnings, 'warning')}, which you saw` : ''}`
		: 'computed here: the server did not allow a dry run';
	const taken = previews
		.filter(({owner}) => owner.takenBack)
		.map(({change: {target}, owner}) => `${targetSays(target)}: ${owner.takenBack}`);
	const saved = state.plan.filter(isOnlySaved).length;
	const undoing = rows.some(({item}) => item.undoes);
	const sections: [string, string[]][] = [
		['Where', [`${state.cluster?.server ?? ''} · as ${state.cluster?.who ?? ''}`]],
		[
			'Sends',
			[
				`${inWords(requests)}${previews.length > 1 ? ', one after another,' : ''} and nothing else:`,
				...previews.map(({change}) => `${verb[change.action].padEnd(6)} ${targetSays(change.target)}`),
			],
		],
		['Restarts', [restarts === 0 ? 'nothing' : `${counted(restarts, 'pod')}.${gaps.length > 0 ? ` ${gaps.join('; ')}` : ''}`]],
		['May break', breaks.length > 0 ? breaks : ['nothing is known to']],
		['Tried', [tried]],
		['Taken back', taken.length > 0 ? taken : ['nobody was seen who would']],
		[
			'Order',
			rows.length > 1
				? ['the first alone, then it waits for you; stops at a refusal, a conflict, or a pod that is not ready after 5 min']
				: ['stops at a refusal, a conflict, or a pod that is not ready after 5 min'],
		],
		[
			'Undo',
			[
				`\`u\`, ${state.place?.kind === 'demo' ? 'until you leave' : 'or later `castellan undo`'}: exactly the touched fields${undoing ? '; it is a change like any other' : ''}`,
			],
		],
		[
			'By hand',
			[`${fixesFolder(state.cluster?.short ?? '')}, by number of the change: patches, kubectl commands, undo; written before sending`],
		],
		...(saved > 0
			? [
					['Saves', [`${counted(saved, 'patch', 'patches')} that ${saved === 1 ? 'is' : 'are'} not sent, same folder`]] as [
						string,
						string[],
					],
				]
			: []),
	];
	return sections.flatMap(([label, texts]) =>
		texts.flatMap((text, index) =>
			wrapped(text, width - labelWidth).map((part, row) => `${(index === 0 && row === 0 ? label : '').padEnd(labelWidth)}${part}`),
		),
	);
}

function triedAt(rows: readonly PlanRow[], {now}: State): string {
	const first = Math.min(...rows.map(({at}) => at ?? now));
	return `, ${ago(new Date(first).toISOString(), now)}`;
}
