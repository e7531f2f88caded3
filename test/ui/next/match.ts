import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Verdict} from '../../../source/model/index.js';
import {openField} from '../../../source/ui/open-field.js';
import {control, finding, planItem, preview, verdict} from '../../helpers/ports.js';
import {happen, onList, press, screen, type World} from '../../helpers/world.js';

const inNamespace = (name: string, namespace: string) =>
	finding(name, {subject: {group: 'apps', kind: 'Deployment', namespace, name}, message: `${name} runs as root`});
const many = Array.from({length: 40}, (_, index) => inNamespace(`pod-${index}`, index < 20 ? 'blog' : 'shop'));
const verdicts: Verdict[] = [verdict(control('web', 'Close the web'), 'fail', many)];

const lines = Array.from({length: 90}, (_, index) => (index % 40 === 30 ? `line ${index} has the Needle` : `line ${index}`));
const onText = (): World => happen(onList(verdicts), {type: 'text-ready', title: 'a page', lines});
const top = ({state}: World) => ('cursor' in state.screen ? state.screen.cursor.top : undefined);

test('/ looks for a word on a page of text, n and N go from match to match', () => {
	const world = press(onText(), '/', ...'needle');
	assert.match(screen(world), /find: needle/);
	press(world, 'enter');
	assert.match(screen(world), /line 30 has the Needle/);
	press(world, 'n');
	assert.match(screen(world), /line 70 has the Needle/);
	press(world, 'N');
	assert.match(screen(world), /line 30 has the Needle/);
	assert.doesNotMatch(screen(world), /line 70/);
});

test('behind the last match n begins at the first again, and says so', () => {
	const world = press(onText(), '/', ...'needle', 'enter', 'n', 'n');
	assert.match(screen(world), /line 30 has the Needle[^]*from the first line again/);
	press(world, 'N');
	assert.match(screen(world), /line 70 has the Needle[^]*from the last line again/);
});

test('what is nowhere on the page is said, and the page stays where it was', () => {
	const world = press(onText(), 'j', 'j', '/', ...'nowhere', 'enter');
	assert.match(world.state.message ?? '', /nowhere: not on this page/);
	assert.equal(top(world), 2);
	assert.match(press(onText(), 'n').state.message ?? '', /\/ first/);
});

test('esc closes the field and then the page; in an empty field ↑ brings the last word back', () => {
	const world = press(onText(), '/', 'q', '?', 'esc');
	assert.ok(!openField(world.state.screen));
	assert.equal(world.state.screen.name, 'text');
	press(world, '/', ...'needle', 'enter', '/', 'up', 'enter');
	assert.match(screen(world), /line 30 has the Needle/);
	press(world, 'esc');
	assert.equal(world.state.screen.name, 'list');
});

test('a match beyond the right edge of an unwrapped diff is scrolled into sight', () => {
	const world = onList(verdicts);
	const long = {...preview, diff: [{sign: '+' as const, text: `${'a'.repeat(200)} needle` as (typeof preview.diff)[number]['text']}]};
	happen(world, {type: 'planned', items: [planItem], undo: false}, {type: 'previewed', item: planItem.id, previews: [long]});
	press(world, 'enter', '/', ...'needle', 'enter');
	assert.match(screen(world), /a needle/);
});

test('on a control / finds objects, also in a folded group, which opens', () => {
	const world = press(onList(verdicts), 'enter');
	assert.match(screen(world), /▸ shop +20/);
	press(world, '/', ...'pod-25', 'enter');
	assert.match(screen(world), /▸ blog[^]*▾ shop[^]*❯.*deployment\/pod-25/);
	press(world, '/', ...'pod-3', 'enter', 'n');
	assert.match(screen(world), /❯.*deployment\/pod-31/);
});

test('in the other parts of a control / looks through their text', () => {
	const world = press(onList(verdicts), 'enter', 'tab', '/', ...'may stop', 'enter');
	assert.equal(world.state.message, undefined);
	press(world, '/', ...'nowhere', 'enter');
	assert.match(world.state.message ?? '', /not on this page/);
});

test('an empty / looks for nothing any more', () => {
	const world = press(onText(), '/', ...'needle', 'enter', '/', 'enter');
	assert.match(press(world, 'n').state.message ?? '', /\/ first/);
});
