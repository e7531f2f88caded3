import {Box, useApp, useInput, usePaste, useWindowSize} from 'ink';
import {type ReactElement, useEffect, useRef, useState} from 'react';
import {Row} from './components/row.js';
import {effectRunner} from './effects.js';
import {keyNames, withoutPastedEnter} from './hooks/key-names.js';
import {splitKeys} from './hooks/split-keys.js';
import {eventOf} from './keys.js';
import {next} from './next.js';
import type {Ports} from './ports.js';
import {type Effect, type Event, isDanger, type State, startState} from './state.js';
import {view} from './view.js';

export type AppProps = {
	readonly ports: Ports;
	readonly readOnly: boolean;
	readonly probes: boolean;
	readonly ascii: boolean;
	/** Opens this place at once. */
	readonly openAt?: (places: State['places']) => State['places'][number] | undefined;
	/** Stops the program until the shell lets it go on. */
	readonly onStop?: () => Promise<void>;
	/** Told when the wizard is left, with its last state. */
	readonly onLeave: (state: State) => void;
};

const unstopped = async () => undefined;

export function App({ports, readOnly, probes, ascii, openAt, onStop = unstopped, onLeave}: AppProps): ReactElement {
	const {exit, suspendTerminal} = useApp();
	const {columns, rows} = useWindowSize();
	const [state, setState] = useState(() => startState({columns, rows}, {readOnly, now: ports.now(), probes}));
	const now = useRef(state);
	const runner = useRef<((effect: Effect) => Promise<void>) | undefined>(undefined);
	const isSplit = useRef(splitKeys());

	const dispatch = (event: Event): void => {
		const before = {...now.current, now: ports.now()};
		const {state: after, effects} = next(before, event);
		now.current = after;
		setState(after);
		for (const effect of effects) void runner.current?.(effect);
		if (after.leaving !== undefined && before.leaving === undefined) {
			onLeave(after);
			exit();
		}
	};
	const dispatchRef = useRef(dispatch);
	dispatchRef.current = dispatch;

	useEffect(() => {
		runner.current = effectRunner(
			ports,
			event => {
				dispatchRef.current(event);
				if (event.type === 'places-found' && now.current.screen.name === 'where' && !now.current.place) {
					const index = openAt ? event.places.findIndex(place => place === openAt(event.places)) : -1;
					if (index >= 0) {
						dispatchRef.current({type: 'moved', by: index});
						dispatchRef.current({type: 'entered'});
					}
				}
			},
			() => now.current,
			{lent: act => suspendTerminal(act), stop: onStop},
		);
		void runner.current({do: 'find-places'});
	}, [ports, openAt, onStop, suspendTerminal]);

	useEffect(() => {
		dispatchRef.current({type: 'resized', columns, rows});
	}, [columns, rows]);

	useInput((input, key) => {
		if (isSplit.current(input, key.escape, ports.now())) return;
		const {name} = now.current.screen;
		const names = keyNames(input, key);
		for (const pressed of isDanger(now.current) ? withoutPastedEnter(names) : names) {
			const event = eventOf(pressed, now.current);
			if (event) dispatchRef.current(event);
			// What was typed ahead never passes into another screen, but into the field that it opened.
			const {name: after} = now.current.screen;
			if (after !== name && after !== 'go') return;
		}
	});
	usePaste(text => dispatchRef.current({type: 'pasted', text}));

	return (
		<Box flexDirection="column" width={state.size.columns} height={state.size.rows}>
			{view(state).map((line, index) => (
				// A row is its place on the screen.
				// oxlint-disable-next-line react/no-array-index-key
				<Row key={index} line={line} ascii={ascii} />
			))}
		</Box>
	);
}
