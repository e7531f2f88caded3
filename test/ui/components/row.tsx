import assert from 'node:assert/strict';
import {test} from 'node:test';
import {render} from 'ink-testing-library';
import {Row} from '../../../source/ui/components/row.js';
import {line, span} from '../../../source/ui/lines.js';
import {asciiText} from '../../../source/ui/theme.js';

test('a row is one line of text, spans joined', () => {
	const {lastFrame, unmount} = render(
		<Row line={line(span('❯ ', 'bold'), span('✗ fail', 'fail'), ' Give cluster-admin to few')} ascii={false} />,
	);
	assert.match(lastFrame() ?? '', /❯ .*✗ fail.* Give cluster-admin to few/);
	unmount();
});

test('on a terminal without Unicode no character is left that it cannot show', () => {
	const {lastFrame, unmount} = render(<Row line={line(span('❯ ✗ ! ? ✓ – ○ ▸ ─ …'))} ascii />);
	// Styles are escape sequences; the text itself is ASCII.
	assert.match(lastFrame() ?? '', /^[\x20-\x7E]+$/);
	unmount();
});

test('without Unicode what a person attested has the star of the legend', () => {
	assert.equal(asciiText('✗ ! ? ✓ – ○ ✎'), 'x ! ? + - o *');
});

test('an empty row still takes its line', () => {
	const {lastFrame, unmount} = render(<Row line={[]} ascii={false} />);
	assert.equal((lastFrame() ?? '').trim(), '');
	unmount();
});
