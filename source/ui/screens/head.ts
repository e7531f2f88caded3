import {questionOf} from '../../threat-model/questions.js';
import {shortAnswer} from '../../threat-model/ticking.js';
import {layout} from '../layout.js';
import {type Line, line, span, spread} from '../lines.js';
import {answersOf, type State} from '../state.js';

/** Line 1: where and as whom. */
export function titleOf(state: State): Line {
	const {width} = layout(state.size);
	const environment = answersOf(state).environment;
	const said = environment && shortAnswer(questionOf('environment'), environment);
	const kind = said ? `${said}${environment.basis === 'said' ? '' : '?'}` : '';
	const left = ['castellan', state.cluster?.short ?? state.place?.short ?? '', kind, state.cluster?.platform ?? '']
		.filter(Boolean)
		.join(' · ');
	return spread(line(span(left, 'bold')), line(rightOf(state)), width);
}

function rightOf(state: State): string {
	const note = readingNote(state);
	if (note) return note;
	const running = state.sent.filter(({state: sent}) => sent === 'sending' || sent === 'waits').length;
	if (state.screen.name !== 'sending' && state.sending !== 'no' && state.sending !== 'done' && running > 0) return `${running} in sending`;
	const writes = state.readOnly ? 'read-only' : state.cluster?.mayWrite === false ? 'may read, not write' : '';
	return [watchedNote(state), state.cluster?.who ?? '', writes].filter(Boolean).join(' · ');
}

/** "2 watched", where their own screen does not say it. */
function watchedNote({screen, sent, watchedUntil, now}: State): string {
	const watched = sent.filter(({state}) => state === 'verified' || state === 'applied').length;
	return screen.name !== 'sending' && watchedUntil > now && watched > 0 ? `${watched} watched` : '';
}

/** "reading 9 of 24 kinds, 3 refused"; empty when nothing is being read. */
export function readingNote({reading}: State): string {
	if (!reading || reading.finished) return '';
	return `reading ${reading.done} of ${reading.kinds || '…'} kinds${reading.refused > 0 ? `, ${reading.refused} refused` : ''}`;
}
