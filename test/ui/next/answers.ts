import assert from 'node:assert/strict';
import {test} from 'node:test';
import {questions} from '../../../source/threat-model/questions.js';
import {startState} from '../../../source/ui/state.js';
import {control, demoPlace, fakePorts, finding, verdict} from '../../helpers/ports.js';
import {happen, press, type World} from '../../helpers/world.js';

const ports = fakePorts([verdict(control('a', 'Do the first thing'), 'fail', [finding('web')])]);
const cluster = {short: 'demo', live: true, platform: 'kubeadm 1.34', who: 'anna', server: '', takenAt: '2026-11-25T12:00:00Z', told: []};
const readDone = {type: 'read-done', cluster, prefilled: {answers: {}, hints: {}}} as const;
const assessed = {type: 'assessed', assessment: ports.assess({})} as const;

function reading(): World {
	const state = startState({columns: 80, rows: 24}, {readOnly: false, now: ports.now(), probes: true});
	return press(happen({state, effects: []}, {type: 'places-found', places: [demoPlace]}), 'enter');
}

test('a list that was asked for too early opens when everything was read', () => {
	const world = press(reading(), 'G', 'enter');
	assert.equal(world.state.screen.name, 'answers');
	happen(world, readDone, assessed);
	assert.equal(world.state.screen.name, 'list');
});

test('whoever moves on meanwhile is not taken away from where they are', () => {
	const world = press(reading(), 'G', 'enter', 'g');
	happen(world, readDone, assessed);
	assert.equal(world.state.screen.name, 'answers');
});

test('answers given before the place asks for namespaces stay', () => {
	const world = press(reading(), 'g', '1');
	const {given} = world.state;
	assert.equal(Object.keys(given).length, 1);
	happen(world, {type: 'read-asks', asks: [{question: 'Which namespaces?', help: '', filled: 'shop'}]});
	press(world, 'enter');
	assert.equal(world.state.screen.name, 'answers');
	assert.deepEqual(world.state.given, given);
});

test('answers about one file are not those of the next', () => {
	const filesPlace = {...demoPlace, id: 'files', kind: 'files', asks: [{question: 'Which file?', help: '', filled: ''}]} as const;
	const state = startState({columns: 80, rows: 24}, {readOnly: false, now: ports.now(), probes: true});
	const world = press(happen({state, effects: []}, {type: 'places-found', places: [filesPlace]}), 'enter', 'a', 'enter', '1');
	assert.equal(Object.keys(world.state.given).length, 1);
	happen(world, {type: 'read-failed', told: {what: 'No such file.', why: '', steps: []}});
	press(world, 'esc', 'enter', 'b', 'enter');
	assert.deepEqual(world.state.given, {});
});

test('a list that was asked for opens after the question about offline answers', () => {
	const world = press(reading(), 'G', 'enter');
	happen(world, {...readDone, cluster: {...cluster, offers: ['acme']}}, assessed);
	assert.equal(world.state.screen.name, 'dialog');
	press(world, '2', 'enter');
	assert.equal(world.state.screen.name, 'list');
});

test('a digit means the option that stands there: with one application the second of two is strangers', () => {
	const at = (id: string) => ({top: 0, at: questions.findIndex(question => question.id === id)});
	const world = reading();
	const on = (id: string, digit: string) => {
		world.state = {...world.state, screen: {name: 'answers', cursor: at(id)}};
		press(world, digit);
	};
	on('tenancy', '2');
	assert.equal(world.state.given.tenancy?.value, 'teams');
	on('tenancy', '0');
	on('app-count', '1');
	on('tenancy', '2');
	assert.equal(world.state.given.tenancy?.value, 'untrusted');
	on('tenancy', '4');
	assert.equal(world.state.message, '1 to 3 answer this question');
});
