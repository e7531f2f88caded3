import {editableText, editedChanges} from '../change/edited.js';
import {isSentence} from './pages/control-parts.js';
import {isKeptForGit} from './plan-rows.js';
import type {Ports} from './ports.js';
import {answersOf, type Effect, type Event, type State} from './state.js';
import {told} from './told.js';
import {watch} from './watching.js';

/** What effects do with the terminal itself. */
export type Terminal = {
	/** Given to another program while this runs, and drawn anew after it. */
	readonly lent: (act: () => Promise<void>) => Promise<void>;
	/** Stops this program until the shell lets it go on. */
	readonly stop: () => Promise<void>;
};

/**
 * Runs effects against the world and tells what came of them. One reading, one round of previews, one sending at a time. What it gives
 * resolves when the effect is done, and never rejects.
 */
export function effectRunner(
	ports: Ports,
	dispatch: (event: Event) => void,
	stateOf: () => State,
	terminal: Terminal = {lent: act => act(), stop: async () => undefined},
): (effect: Effect) => Promise<void> {
	let reading = new AbortController();
	let previewing = new AbortController();
	let sending = new AbortController();
	let watching = new AbortController();
	let goOn: ((yes: boolean) => void) | undefined;

	const run = async (effect: Effect): Promise<void> => {
		switch (effect.do) {
			case 'find-places': {
				const {places, message} = await ports.places();
				dispatch({type: 'places-found', places, ...(message !== undefined && {message})});
				return;
			}
			case 'read': {
				reading.abort();
				reading = new AbortController();
				const mine = reading;
				const {signal} = mine;
				const result = await ports
					.read(effect.place, {
						probes: effect.probes,
						said: effect.said,
						signal,
						progress: part => dispatch({type: 'read-some', reading: part}),
					})
					.catch((error: unknown) => told(error));
				// Another place was chosen meanwhile.
				if (mine !== reading) return;
				if ('what' in result) dispatch({type: 'read-failed', told: result});
				else if ('asks' in result) dispatch({type: 'read-asks', asks: result.asks});
				else dispatch({type: 'read-done', ...result});
				return;
			}
			case 'stop-reading':
				reading.abort();
				return;
			case 'assess':
				if (stateOf().cluster) dispatch({type: 'assessed', assessment: ports.assess(answersOf(stateOf()))});
				return;
			case 'attest':
				ports.attest(effect.control, effect.attestation);
				return;
			case 'waive':
				ports.waive(effect.waivers);
				return;
			case 'unwaive':
				ports.unwaive(effect.waivers);
				return;
			case 'report': {
				const {name, text} = ports.report(answersOf(stateOf()));
				dispatch({type: 'text-ready', title: 'report', lines: text.split('\n'), file: name});
				return;
			}
			case 'yaml': {
				const lines = ports.remedy(effect.control, effect.findings, answersOf(stateOf()));
				const title = 'what would be sent, or done by hand';
				dispatch({type: 'text-ready', title, lines, file: `${effect.control}.yaml`, wrap: lines.some(isSentence)});
				return;
			}
			case 'copy':
				dispatch({type: 'said', says: `${effect.what}: ${await ports.copy(effect.text)}`});
				return;
			case 'save-text':
				dispatch({type: 'saved', folder: await ports.saveText(effect.name, effect.text)});
				return;
			case 'save-role':
				dispatch({type: 'saved', folder: await ports.saveText('castellan-reader.yaml', ports.role())});
				return;
			case 'take-offline':
				dispatch({type: 'taken-offline', ...ports.takeOffline(effect.assessment)});
				return;
			case 'edit': {
				const before = editableText(effect.item.changes);
				const after = {text: before};
				await terminal.lent(async () => {
					after.text = await ports.edit(`${effect.item.id.replace(/[^A-Za-z0-9.-]+/g, '-')}.yaml`, before);
				});
				if (after.text === before) return dispatch({type: 'said', says: 'nothing was edited'});
				const edited = editedChanges(effect.item.changes, after.text);
				if ('problem' in edited) dispatch({type: 'said', says: `not taken: ${edited.problem}`});
				else dispatch({type: 'item-edited', item: effect.item.id, changes: edited.changes});
				return;
			}
			case 'redraw':
				return terminal.lent(async () => undefined);
			case 'suspend':
				return terminal.lent(terminal.stop);
			case 'rename':
				dispatch({type: 'renamed', short: ports.rename(effect.short)});
				return;
			case 'remedy':
				dispatch({
					type: 'remedy-ready',
					control: effect.control,
					lines: ports.remedy(effect.control, effect.findings, answersOf(stateOf())),
				});
				return;
			case 'plan': {
				const items = ports.plan(effect.wanted, effect.given, answersOf(stateOf()));
				dispatch({type: 'planned', items, undo: false});
				const [item] = items;
				if (!effect.edit || !item) return;
				if (items.length === 1 && item.changes.length > 0) return run({do: 'edit', item});
				dispatch({type: 'said', says: 'enter opens one of these; e edits it there'});
				return;
			}
			case 'plan-undo':
				dispatch({type: 'planned', items: ports.undoPlan(effect.ids), undo: true});
				return;
			case 'preview': {
				previewing.abort();
				previewing = new AbortController();
				const {signal} = previewing;
				for (const item of effect.items) {
					if (signal.aborted) return;
					const tried = await ports.preview(item, signal).catch((error: unknown) => told(error));
					if (signal.aborted) return;
					if ('what' in tried) dispatch({type: 'preview-failed', item: item.id, told: tried});
					else dispatch({type: 'previewed', item: item.id, previews: tried.previews});
				}
				return;
			}
			case 'stop-previews':
				previewing.abort();
				return;
			case 'send': {
				sending = new AbortController();
				watching.abort();
				const start = ports.now();
				const sendAll = ports.send(effect.rows, {
					signal: sending.signal,
					answers: answersOf(stateOf()),
					others: effect.others,
					goOn: () => {
						dispatch({type: 'send-waits'});
						return new Promise<boolean>(resolve => {
							goOn = resolve;
						});
					},
					progress: part => {
						if (part.kind === 'progress')
							dispatch({
								type: 'send-told',
								item: part.item,
								state: 'sending',
								says: part.says,
								...(part.events && {events: part.events}),
							});
						if (part.kind === 'saved') dispatch({type: 'saved', folder: part.folder});
						if (part.kind === 'item-done') dispatch({type: 'send-told', item: part.item, state: part.outcome, says: part.says});
					},
				});
				await sendAll.catch((error: unknown) => {
					const {what, why, steps} = told(error);
					dispatch({type: 'said', says: [what, why, ...steps].filter(Boolean).join(' ')});
				});
				dispatch({type: 'send-ended'});
				watching = new AbortController();
				await watch(
					ports,
					dispatch,
					effect.rows.map(({item}) => item),
					start,
					watching.signal,
				);
				return;
			}
			case 'go-on':
				goOn?.(effect.yes);
				goOn = undefined;
				return;
			case 'stop-watching':
				watching.abort();
				return;
			case 'stop-sending':
				sending.abort();
				goOn?.(false);
				goOn = undefined;
				return;
			case 'read-journal':
				dispatch({type: 'journal-read', entries: ports.journal()});
				return;
			case 'show-log':
				dispatch({type: 'text-ready', title: 'every request that was sent', lines: ports.log()});
				return;
			case 'save':
				dispatch({
					type: 'saved',
					folder: await ports.save(
						effect.rows.filter(row => !isKeptForGit(row)),
						effect.rows.filter(isKeptForGit),
					),
				});
				return;
		}
	};
	return effect =>
		run(effect).catch((error: unknown) => {
			const {what, why, steps} = told(error);
			dispatch({type: 'said', says: [what, why, ...steps].filter(Boolean).join(' ')});
		});
}
