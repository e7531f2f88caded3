import {editableText, editedChanges} from '../change/edited.js';
import {Failure} from '../model/index.js';
import {isKeptForGit} from './plan-rows.js';
import type {PlanItem, Ports, Told} from './ports.js';
import {answersOf, type Effect, type Event, type State} from './state.js';

/**
 * Runs effects against the world and tells what came of them. One reading, one round of previews, one sending at a time. What it gives
 * resolves when the effect is done, and never rejects.
 */
export function effectRunner(
	ports: Ports,
	dispatch: (event: Event) => void,
	stateOf: () => State,
	/** Gives the terminal to another program while this runs. */
	suspended: (act: () => Promise<void>) => Promise<void> = act => act(),
): (effect: Effect) => Promise<void> {
	let reading = new AbortController();
	let previewing = new AbortController();
	let sending = new AbortController();
	let watching = new AbortController();
	let goOn: ((yes: boolean) => void) | undefined;

	/** For some minutes more a restart or a warning event is said; nothing waits for it. */
	const watch = async (items: readonly PlanItem[], since: number): Promise<void> => {
		watching = new AbortController();
		const {signal} = watching;
		const end = ports.now() + watchFor;
		while (!signal.aborted && ports.now() < end) {
			dispatch({type: 'watched', until: end});
			await pause(watchEvery, signal);
			if (signal.aborted) return;
			const found = await ports
				.trouble(items, since, signal)
				.catch((error: unknown) => (error instanceof Failure ? [] : Promise.reject(error)));
			for (const {item, says} of found) dispatch({type: 'send-troubled', item, says});
		}
		if (!signal.aborted) dispatch({type: 'watched', until: 0});
	};

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
			case 'yaml':
				dispatch({
					type: 'text-ready',
					title: 'what would be sent, or done by hand',
					lines: ports.remedy(effect.control, effect.findings, answersOf(stateOf())),
					file: `${effect.control}.yaml`,
				});
				return;
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
				await suspended(async () => {
					after.text = await ports.edit(`${effect.item.id.replace(/[^A-Za-z0-9.-]+/g, '-')}.yaml`, before);
				});
				if (after.text === before) return dispatch({type: 'said', says: 'nothing was edited'});
				const edited = editedChanges(effect.item.changes, after.text);
				if ('problem' in edited) dispatch({type: 'said', says: `not taken: ${edited.problem}`});
				else dispatch({type: 'item-edited', item: effect.item.id, changes: edited.changes});
				return;
			}
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
			case 'plan':
				dispatch({type: 'planned', items: ports.plan(effect.wanted, effect.given, answersOf(stateOf())), undo: false});
				return;
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
				await watch(
					effect.rows.map(({item}) => item),
					start,
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

const watchFor = 5 * 60 * 1000;
const watchEvery = 10_000;

/** Does not keep the program alive, and ends at once when it is aborted. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise(resolve => {
		const timer = setTimeout(resolve, milliseconds);
		timer.unref();
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}

/** What went wrong, for a person; a defect of the program is said as one. */
function told(error: unknown): Told {
	if (error instanceof Failure) return {what: error.message, why: error.why, steps: error.steps};
	return {
		what: 'Something unexpected went wrong inside castellan.',
		why: error instanceof Error ? error.message : String(error),
		steps: ['Please report it with the output of castellan --version.'],
	};
}
