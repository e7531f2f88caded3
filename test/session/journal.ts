import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import type {JournalEntry} from '../../source/model/index.js';
import {clusterFolder} from '../../source/session/folders.js';
import {openJournal} from '../../source/session/journal.js';
import {evils, isHarmless} from '../helpers/hostile.js';

const home = mkdtempSync(join(tmpdir(), 'castellan-journal-'));
after(() => rmSync(home, {recursive: true, force: true}));
const entry: Omit<JournalEntry, 'id' | 'schema'> = {
	group: 1,
	controls: ['psa-enforced'],
	change: {
		action: 'patch',
		target: {group: '', version: 'v1', kind: 'Namespace', plural: 'namespaces', name: 'shop'},
		patch: {metadata: {labels: {a: 'b'}}},
	},
	touched: [{path: ['metadata', 'labels', 'a'], after: 'b'}],
	at: '2026-11-25T12:00:00Z',
	by: 'admin',
	state: 'planned',
};
const folderOf = (cluster: string) => join(clusterFolder(cluster, home), 'journal');

test('hostile names come back from the journal as they were, and hide nothing in its files', () => {
	const journal = openJournal('hostile', home);
	for (const evil of evils) {
		const target = {...entry.change.target, name: `web${evil}`};
		const {id} = journal.add({...entry, change: {action: 'patch', target, patch: {metadata: {labels: {[evil]: evil}}}}, by: evil});
		const file = readFileSync(join(folderOf('hostile'), `${String(id).padStart(6, '0')}.json`), 'utf8');
		isHarmless(file, JSON.stringify(evil));
		const [read] = journal.entries();
		assert.deepEqual(
			[read?.change.target.name, read?.by, read?.change],
			[`web${evil}`, evil, {action: 'patch', target, patch: {metadata: {labels: {[evil]: evil}}}}],
		);
	}
});

test('entries are numbered from one, newest first', () => {
	const journal = openJournal('numbers', home);
	journal.add(entry);
	journal.add(entry);
	assert.deepEqual(
		journal.entries().map(({id}) => id),
		[2, 1],
	);
	assert.equal(journal.nextGroup(), 2);
});

test('two processes never give the same number', () => {
	const [first, second] = [openJournal('two', home), openJournal('two', home)];
	const ids = [first.add(entry), second.add(entry), first.add(entry), second.add(entry)].map(({id}) => id);
	assert.equal(new Set(ids).size, 4);
});

test('only the owner can read what was changed', () => {
	openJournal('modes', home).add(entry);
	const [name] = readdirSync(folderOf('modes'));
	assert.equal(statSync(join(folderOf('modes'), name as string)).mode & 0o777, 0o600);
});

test('a next state replaces the file as a whole and leaves no other file behind', () => {
	const journal = openJournal('update', home);
	journal.update({...journal.add(entry), state: 'applied'});
	assert.deepEqual(readdirSync(folderOf('update')), ['000001.json']);
	assert.equal(journal.entries()[0]?.state, 'applied');
});

for (const [what, text] of [
	['half a file', '{"schema":"castellan.journal/1","id":1'],
	['another program', '{"hello":true}'],
	['a list', '[]'],
	['nothing', ''],
	['no change', '{"schema":"castellan.journal/1","id":1,"group":1,"touched":[],"state":"sent","change":{}}'],
] as const) {
	test(`a damaged entry (${what}) is moved aside, said, and its number stays used`, () => {
		const cluster = `damaged ${what}`;
		const journal = openJournal(cluster, home);
		journal.add(entry);
		journal.add(entry);
		writeFileSync(join(folderOf(cluster), '000002.json'), text);
		assert.deepEqual(
			journal.entries().map(({id}) => id),
			[1],
		);
		assert.match(journal.told()[0] as string, /000002\.json was damaged/);
		assert.equal(readFileSync(join(folderOf(cluster), '000002.json.damaged'), 'utf8'), text);
		assert.equal(journal.add(entry).id, 3);
	});
}

test('a cluster whose id holds a path stays in its own folder', () => {
	openJournal('../../../etc/passwd', home).add(entry);
	assert.ok(folderOf('../../../etc/passwd').startsWith(join(home, 'clusters')));
});
