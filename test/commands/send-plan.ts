import assert from 'node:assert/strict';
import {existsSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {isUndo, standingGroup} from '../../source/change/standing.js';
import type {JournalEntry} from '../../source/model/index.js';
import type {Ready} from '../../source/ui/ports.js';
import {type DemoWorld, withDemo} from '../helpers/demo-ports.js';

const two = async ({plan, wanted, previewed}: DemoWorld) => {
	const ready = await previewed(plan(wanted('psa-enforced')));
	assert.ok(ready.length > 2);
	return ready.slice(0, 2);
};
const states = ({ports}: DemoWorld) => ports.journal().map(({id, group, state}) => `${id} of ${group} ${state}`);
const newest = ({ports}: DemoWorld) => ports.journal()[0] as JournalEntry;
const undoOf = (world: DemoWorld, entry: JournalEntry) =>
	world.ports.undoPlan(standingGroup(entry, world.ports.journal()).map(({id}) => id));
const stale = ({item, previews}: Ready): Ready => ({
	item,
	previews: previews.map(one => ({...one, lock: {uid: 'another', resourceVersion: '1', fingerprint: ''}})),
});

test('what was confirmed at once is one group, and is taken back together, the last first', () =>
	withDemo(async world => {
		const ready = await two(world);
		await world.send(ready);
		assert.deepEqual(states(world), ['2 of 1 verified', '1 of 1 verified']);
		const back = undoOf(world, newest(world));
		assert.deepEqual(
			back.map(({undoes}) => undoes),
			[[2], [1]],
		);
		await world.send(await world.previewed(back));
		assert.deepEqual(states(world), ['4 of 2 verified', '3 of 2 verified', '2 of 1 undone', '1 of 1 undone']);
	}));

test('where the rest is left or fails, what was sent before can still be taken back', () =>
	withDemo(async world => {
		const [first, second] = (await two(world)) as [Ready, Ready];
		await world.send([first, second], {goOn: false});
		assert.deepEqual(states(world), ['1 of 1 verified']);
		await world.send(await world.previewed(undoOf(world, newest(world))));
		const [again] = await world.previewed([first.item]);
		await world.send([again as Ready, stale(second)]);
		assert.deepEqual(states(world).slice(0, 2), ['4 of 3 failed', '3 of 3 verified']);
		assert.deepEqual(
			undoOf(world, newest(world)).map(({undoes}) => undoes),
			[[3]],
		);
	}));

test('a change keeps the time at which it was sent, whatever becomes of it later', () =>
	withDemo(async world => {
		await world.send((await two(world)).slice(0, 1));
		const {at} = newest(world);
		await world.send(await world.previewed(undoOf(world, newest(world))));
		const [back, change] = world.ports.journal();
		assert.deepEqual([change?.id, change?.state, change?.at], [1, 'undone', at]);
		assert.ok(back && back.at > at);
		assert.deepEqual(
			world.ports.made().map(({id}) => id),
			[2, 1],
		);
	}));

test('what one plan leaves behind lies in one folder, with the number that castellan undo takes', () =>
	withDemo(async world => {
		const [first, second, third] = await world.previewed(world.plan(world.wanted('psa-enforced')));
		assert.ok(first && second && third);
		const told = await world.send([first, second], {others: [third]});
		assert.deepEqual(
			told.flatMap(one => (one.kind === 'saved' ? one.folder : [])),
			['castellan-fixes/demo/1'],
		);
		const files = readdirSync(join(world.savesTo, 'castellan-fixes/demo/1'));
		assert.equal(files.filter(name => /^\d\d-namespace-[^.]+\.yaml$/.test(name)).length, 3);
		await world.send(await world.previewed(undoOf(world, newest(world))));
		assert.equal(await world.ports.save([third], []), 'castellan-fixes/demo/saved');
		assert.deepEqual(readdirSync(join(world.savesTo, 'castellan-fixes/demo')), ['1', '3', 'saved']);
	}));

test('a folder that is there is not written to', () =>
	withDemo(async world => {
		const [first, second] = (await two(world)) as [Ready, Ready];
		await world.ports.save([first], []);
		assert.equal(await world.ports.save([second], []), 'castellan-fixes/demo/saved-2');
	}));

test('nothing is sent where its files cannot be written, and the journal says so', () =>
	withDemo(async world => {
		const [first] = (await two(world)) as [Ready, Ready];
		writeFileSync(world.savesTo, '');
		await assert.rejects(world.send([first]), /Could not write/);
		assert.deepEqual(states(world), ['1 of 1 failed']);
		assert.equal(world.ports.tally().writes, 0);
		assert.ok(!existsSync(join(world.savesTo, 'castellan-fixes')));
	}));

test('an undo is a change like any other: taken back it brings the change back', () =>
	withDemo(async world => {
		const [first] = (await two(world)) as [Ready, Ready];
		const left = () => world.wanted('psa-enforced', first.item.objects[0]?.replace('namespace/', '') ?? '').length;
		const again = async () => {
			const told = await world.send(await world.previewed(undoOf(world, newest(world))));
			assert.deepEqual(
				told.flatMap(one => (one.kind === 'item-done' ? one.outcome : [])),
				['verified'],
			);
		};
		const before = left();
		await world.send([first]);
		assert.equal(left(), 0);
		await again();
		assert.equal(left(), before);
		await again();
		assert.equal(left(), 0);
		assert.deepEqual(states(world), ['3 of 3 verified', '2 of 2 undone', '1 of 1 undone']);
		const journal = world.ports.journal();
		assert.deepEqual(
			journal.map(entry => isUndo(entry, journal)),
			[false, true, false],
		);
		await again();
		assert.equal(left(), before);
	}));

test('changes that depend on each other are taken back together, whichever of them is meant', () =>
	withDemo(async world => {
		const wanted = world.wanted('rbac-cluster-admin-bindings', 'shop-operators');
		const [ask] = world.plan(wanted)[0]?.asks ?? [];
		await world.send(await world.previewed(world.plan(wanted, {[ask?.id ?? '']: 'view-all'})));
		assert.deepEqual(states(world), ['2 of 1 verified', '1 of 1 verified']);
		for (const id of [1, 2])
			assert.deepEqual(
				world.ports.undoPlan([id]).map(({undoes}) => undoes),
				[[2, 1]],
			);
	}));
