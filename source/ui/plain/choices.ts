import {targetSays} from '../../change/target.js';
import {ticks} from '../../model/index.js';
import {listLines, rowsIn} from '../list-lines.js';
import {mapCells} from '../map-cells.js';
import {openField} from '../open-field.js';
import {questionAt} from '../question-at.js';
import {answersOf, type State} from '../state.js';
import {statusWord} from '../theme.js';

/** One thing that can be chosen; `line` is what would be typed for it. */
export type Choice = {readonly says: string; readonly line: string};
export type Choices = {
	readonly ask: string;
	readonly several?: true;
	readonly choices: readonly Choice[];
	readonly chosen: readonly string[];
};

const words = (...all: readonly [string, string][]): Choice[] => all.map(([line, says]) => ({line, says}));

/** What a screen offers as choices; undefined where a text is wanted. */
export function choicesOf(state: State): Choices | undefined {
	const {screen} = state;
	if (openField(screen, state.plan)) return undefined;
	const plain = (ask: string, choices: readonly Choice[], chosen: readonly string[] = []): Choices => ({ask, choices, chosen});
	switch (screen.name) {
		case 'where':
			return plain('What do you want to look at?', [
				...state.places.map(({short, note}, index) => ({says: `${short}: ${note}`, line: String(index + 1)})),
				...words(['quit', 'leave']),
			]);
		case 'answers': {
			const question = questionAt(state, screen.cursor.at);
			if (!question) return plain('That was the last question.', words(['list', 'show me the list']));
			const options = question.options.map(({says}, index) => ({says, line: String(index + 1)}));
			const value = answersOf(state)[question.id]?.value;
			const chosen =
				value === undefined ? [] : ticks(value).map(tick => String(question.options.findIndex(option => option.value === tick) + 1));
			return question.several
				? {ask: question.text, several: true, choices: options, chosen}
				: plain(
						question.text,
						[
							...words(['', value === undefined ? 'leave it open' : 'take what is filled in']),
							...options,
							...words(['all', 'take all that is filled in, and show me the list']),
						],
						[''],
					);
		}
		case 'list':
			return plain('Which row?', [
				...listLines(state).flatMap(line => {
					const [row] = rowsIn(line);
					const rank = row?.rank;
					if (!row || rank === undefined) return [];
					return [
						{
							says: `${rank}. ${statusWord[row.verdict.status]}, ${row.verdict.control.severity}: ${line.kind === 'row' ? row.verdict.control.title : `${line.rows.length} rows together`}`,
							line: String(rank),
						},
					];
				}),
				...words(
					['map', 'the map'],
					['report', 'the report'],
					['answers', 'the answers'],
					['undo', 'the journal'],
					['needs-work', 'only what needs work'],
					['quit', 'leave'],
				),
			]);
		case 'control':
			return plain(
				'What now?',
				words(
					['fix', 'fix it'],
					['yaml', 'see the YAML'],
					['how', 'why it stands here'],
					['part', 'the next part'],
					['attest', 'say that it holds, or does not'],
					['waive', 'accept it until a day'],
					['back', 'back to the list'],
				),
			);
		case 'plan':
			return plain('What now?', [
				...state.plan.map(({item}, index) => ({says: `read ${item.says}`, line: String(index + 1)})),
				...words(['fix', 'go on to send'], ['save', 'save patches'], ['back', 'back, nothing is sent']),
			]);
		case 'ask': {
			const options = state.plan.find(({item}) => item.id === screen.item)?.item.asks?.[screen.question]?.options ?? [];
			return plain('Which?', [...options.map(({says}, index) => ({says, line: String(index + 1)})), ...words(['back', 'back'])]);
		}
		case 'sending':
			return plain('What now?', [
				...(state.sending === 'waits'
					? words(['fix', 'send the others'], ['leave-out', 'leave the others'])
					: words(['undo', 'take it back'])),
				...words(['back', 'back to the list']),
			]);
		case 'journal':
			return plain('Which change?', [
				...state.journal.map(({id, change}) => ({
					says: `take back ${id}: ${targetSays(change.target)}`,
					line: `undo ${id}`,
				})),
				...words(['back', 'back']),
			]);
		case 'map':
			return plain('Which part?', [
				...mapCells(state).map(({title}, index) => ({says: title, line: String(index + 1)})),
				...words(['back', 'back']),
			]);
		case 'fold':
			return plain('What now?', words(['attest', 'answer them'], ['copy', 'copy a request'], ['save', 'save the role'], ['back', 'back']));
		case 'dialog':
			return plain('Which?', [
				...(screen.dialog.fields[screen.dialog.at]?.choices ?? []).map((word, index) => ({
					says: word.replaceAll('-', ' '),
					line: String(index + 1),
				})),
				...words(['back', 'back']),
			]);
		case 'diff':
			return plain('What now?', words(['back', 'back to the plan'], ['fix', 'send it although Git takes it back']));
		case 'text':
			return plain('Read it?', [...words(['back', 'go on']), ...(screen.file ? words(['save', `save it as ${screen.file}`]) : [])]);
		case 'go':
			return undefined;
	}
}
