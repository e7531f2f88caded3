import {layout} from './layout.js';
import {fit, type Line, line, type Span, span, wrapped} from './lines.js';
import {listLines} from './list-lines.js';
import {suggestions} from './next/go.js';
import {answersFrame} from './screens/answers.js';
import {askFrame} from './screens/ask.js';
import {confirmFrame} from './screens/confirm.js';
import {beside, controlFrame, paneLines} from './screens/control.js';
import {dialogFrame} from './screens/dialog.js';
import {diffFrame} from './screens/diff.js';
import {foldFrame, foldPane} from './screens/fold.js';
import {type Frame, fieldSpans, framed} from './screens/frame.js';
import {journalFrame} from './screens/journal.js';
import {listFrame} from './screens/list.js';
import {mapFrame} from './screens/map.js';
import {planFrame} from './screens/plan.js';
import {sendingFrame} from './screens/sending.js';
import {textFrame} from './screens/text.js';
import {whereFrame} from './screens/where.js';
import {home, type Screen, type State} from './state.js';
import {glyphs} from './theme.js';

/** The whole screen: as many lines as the terminal has rows. Pure; everything that is seen comes from here. */
export function view(state: State): readonly Line[] {
	const {tooSmall, width} = layout(state.size);
	if (tooSmall) return smallView(state, width);
	const {screen} = state;
	if (screen.name === 'go') {
		const behind = state.behind.at(-1) ?? screen;
		const lines = behind.name === 'go' ? [] : [...framed(state, frameOf(state, behind))];
		return [
			...lines.slice(0, -2),
			fit(line(': ', ...fieldSpans(screen.field, glyphs.caret)), width),
			fit(line(...offeredSpans(state, screen)), width),
		];
	}
	return framed(state, frameOf(state, screen));
}

/** What the text could be completed to; the chosen one bold. */
function offeredSpans(state: State, {field, chosen}: Extract<Screen, {name: 'go'}>): Span[] {
	const offered = suggestions(state, field.text);
	const isRank = /^\d+$/.test(field.text.trim());
	if (offered.length === 0)
		return [
			span(isRank || /^(name|take|ns) /.test(field.text) ? 'enter takes it   esc closes' : 'no such page, rank or control; esc closes'),
		];
	const hint = 'tab completes';
	const spans: Span[] = [];
	let room = layout(state.size).width - hint.length;
	for (const [index, word] of offered.entries()) {
		room -= word.length + 2;
		if (room < 0) break;
		spans.push(span(word, index === chosen ? 'bold' : 'dim'), span('  '));
	}
	return [...spans, span(hint)];
}

/** State and running work go on; the screen comes back when the window grows. */
function smallView(state: State, width: number): Line[] {
	const text = wrapped(`castellan needs 60x16; this window is ${state.size.columns}x${state.size.rows}`, Math.max(1, width));
	return Array.from({length: state.size.rows}, (_, index) => fit(line(text[index] ?? ''), Math.max(1, width)));
}

function frameOf(state: State, screen: Exclude<Screen, {name: 'go'}>): Frame {
	switch (screen.name) {
		case 'where':
			return whereFrame(state, screen);
		case 'answers':
			return answersFrame(state, screen);
		case 'list':
			return withPane(state, listFrame(state, screen), screen.cursor.at);
		case 'fold':
			return foldFrame(state, screen);
		case 'map':
			return mapFrame(state, screen);
		case 'dialog':
			return dialogFrame(state, screen);
		case 'control':
			return controlFrame(state, screen);
		case 'plan':
			return planFrame(state, screen);
		case 'diff':
			return diffFrame(state, screen);
		case 'ask':
			return askFrame(state, screen);
		case 'confirm':
			return confirmFrame(state, screen);
		case 'sending':
			return sendingFrame(state, screen);
		case 'journal':
			return journalFrame(state, screen);
		case 'text':
			return textFrame(state, screen);
	}
}

/** On a wide terminal the control of the cursor's row stands beside the list; beside a fold, what would settle its rows. */
function withPane(state: State, frame: Frame, at: number): Frame {
	const {wide, body, list, pane} = layout(state.size);
	const here = listLines(state)[at];
	if (!wide || !here || here.kind === 'group') return frame;
	const right =
		here.kind === 'fold'
			? foldPane(state, here.by, here.rows, pane)
			: paneLines(state, here.row, {part: 'objects', cursor: home}, body, false);
	return {...frame, body: beside(frame.body, right.slice(0, body), list)};
}

export function plainText(lines: readonly Line[]): string {
	return lines
		.map(one =>
			one
				.map(({text}) => text)
				.join('')
				.trimEnd(),
		)
		.join('\n');
}
