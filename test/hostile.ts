import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {test} from 'node:test';
import {controls} from '../source/catalogue/index.js';
import {fixFiles} from '../source/change/fix-files.js';
import {previewOf} from '../source/change/preview.js';
import {simulated} from '../source/change/simulate.js';
import {targetKey, targetOf} from '../source/change/target.js';
import {assessedAlone} from '../source/commands/assessment.js';
import {remedyLines} from '../source/commands/remedy-lines.js';
import {markdownOf} from '../source/commands/report-text.js';
import {snapshotOfObjects} from '../source/kube/from-objects.js';
import type {Change, Manifest} from '../source/model/index.js';
import {report} from '../source/report/json.js';
import {snapshotText} from '../source/report/snapshot.js';
import {table} from '../source/report/table.js';
import {findingPage} from '../source/ui/pages/finding.js';
import {isHarmless, poisoned} from './helpers/hostile.js';
import type {Case, Cases} from './helpers/law.js';

/** The objects of every case of every control, of every kind that a rule knows, with evil in all that somebody chooses. */
const catalogue = new URL('catalogue/', import.meta.url);
const objects: Manifest[] = [];
for (const file of readdirSync(catalogue, {recursive: true, encoding: 'utf8'})) {
	if (!controls.some(({id}) => file.endsWith(`/${id}.js`))) continue;
	const {cases} = (await import(new URL(file, catalogue).href)) as {readonly cases: Cases};
	const own = Object.values<readonly Case[]>(cases).flatMap(all => all.flatMap(one => one.objects ?? []));
	objects.push(...own.map(object => poisoned(object) as Manifest));
}
const version = {gitVersion: 'v1.36.3', major: 1, minor: 36};
const snapshot = snapshotOfObjects(objects, {takenAt: '2026-11-25T12:00:00Z', complete: true, version});
const {ranked, verdicts, model} = assessedAlone(snapshot);

test('the hostile objects are of many kinds, and many controls find something in them', () => {
	assert.ok(new Set(objects.map(({kind}) => kind)).size >= 20);
	assert.ok(
		verdicts.filter(({findings}) => findings.length > 0).length >= 15,
		String(verdicts.filter(({findings}) => findings.length > 0).length),
	);
	assert.match(JSON.stringify(verdicts), /\\u\{/);
});

test('no report and no snapshot of hostile objects holds anything that drives or hides', () => {
	const whole = report(snapshot, ranked, model, '1');
	isHarmless(JSON.stringify(whole, undefined, '\t'), 'JSON');
	isHarmless(markdownOf(whole), 'Markdown');
	isHarmless(table(ranked, whole), 'table');
	isHarmless(snapshotText(snapshot), 'snapshot');
});

test('no page about a finding and no remedy of hostile objects holds anything that drives or hides', () => {
	for (const row of ranked)
		for (const finding of row.verdict.findings) {
			const says = `${row.verdict.control.id}: ${finding.message}`;
			isHarmless(findingPage({subject: finding.subject, level: finding.level, findings: [finding]}, row).join('\n'), says);
			isHarmless(remedyLines(snapshot, row.verdict, model, [finding.id]).join('\n'), says);
		}
});

test('no preview and no file of a fix of hostile objects holds anything that drives or hides', () => {
	const world = new Map(
		objects.flatMap(object => {
			const target = targetOf(object);
			return target ? [[targetKey(target), object] as const] : [];
		}),
	);
	const changes = verdicts.flatMap(({control, findings}) =>
		findings.flatMap((finding): readonly Change[] => {
			const remedy = control.cluster?.remediate?.(finding, snapshot, {}, {model});
			return remedy && 'changes' in remedy ? remedy.changes : [];
		}),
	);
	assert.ok(changes.length > 50);
	for (const change of changes) {
		const before = world.get(targetKey(change.target));
		const after = simulated(change, before);
		const preview = previewOf({change, ...(before && {before}), ...(after && {after}), warnings: [], computed: 'here'}, snapshot);
		const {diff, owner, managers, impact, refused, warnings} = preview;
		isHarmless(JSON.stringify({diff, owner, managers, impact, refused, warnings}), `${change.action} ${change.target.kind}`);
		for (const {name, text} of fixFiles([preview])) isHarmless(`${name}\n${text}`, name);
	}
});
