import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {test} from 'node:test';
import fc from 'fast-check';
import {controls} from '../../../source/catalogue/index.js';
import type {Control, JsonObject, Manifest} from '../../../source/model/index.js';
import {type Case, type Cases, verdictOfCase} from '../../helpers/law.js';

/** A rule about pods holds for whatever makes them and for every kind of container. What differs on purpose says so here. */
const notForEphemeral: Readonly<Record<string, string>> = {
	'pods-resource-limits': 'the API lets nobody limit an ephemeral container',
};

type Template = {readonly metadata?: JsonObject; readonly spec: JsonObject};
const templateOf = ({spec}: Manifest) => (spec as JsonObject)['template'] as Template;
const labelled = ({spec}: Manifest) => ((spec as JsonObject)['selector'] as JsonObject)['matchLabels'] as JsonObject;

function owning(
	apiVersion: string,
	kind: string,
	selector: (one: Manifest) => JsonObject = one => ({selector: {matchLabels: labelled(one)}}),
) {
	return (one: Manifest): Manifest => ({apiVersion, kind, metadata: one.metadata, spec: {...selector(one), template: templateOf(one)}});
}

/** The same pod by every kind that makes one. */
const kinds: Readonly<Record<string, (one: Manifest) => Manifest>> = {
	Pod: one => {
		const {metadata = {}, spec} = templateOf(one);
		const annotations = {
			...(one.metadata['annotations'] as JsonObject | undefined),
			...(metadata['annotations'] as JsonObject | undefined),
		};
		return {apiVersion: 'v1', kind: 'Pod', metadata: {...metadata, ...one.metadata, annotations}, spec};
	},
	Deployment: one => one,
	DaemonSet: owning('apps/v1', 'DaemonSet'),
	StatefulSet: owning('apps/v1', 'StatefulSet'),
	ReplicaSet: owning('apps/v1', 'ReplicaSet'),
	ReplicationController: owning('v1', 'ReplicationController', one => ({selector: labelled(one)})),
	Job: owning('batch/v1', 'Job', () => ({})),
	CronJob: one => ({
		apiVersion: 'batch/v1',
		kind: 'CronJob',
		metadata: one.metadata,
		spec: {schedule: '0 3 * * *', jobTemplate: {spec: {template: templateOf(one)}}},
	}),
};

type Situation = {readonly control: Control; readonly one: Case; readonly object: Manifest};
const here = new URL('.', import.meta.url);
const situations: Situation[] = [];
for (const file of readdirSync(here)) {
	const control: Control | undefined = controls.find(({id}) => `${id}.js` === file);
	if (!control) continue;
	const {cases} = (await import(new URL(file, here).href)) as {readonly cases: Cases};
	for (const one of [...cases.pass, ...(cases.fail ?? []), ...(cases.warn ?? [])]) {
		const [object, ...others] = one.objects ?? [];
		if (object?.kind === 'Deployment' && others.length === 0) situations.push({control, one, object});
	}
}

function told({control, one}: Pick<Situation, 'control' | 'one'>, objects: readonly Manifest[]) {
	const {status, findings, exempt} = verdictOfCase(control, {...one, objects});
	return {
		status,
		findings: findings.map(({check, level, message, container, pss}) => ({check, level, message, container, pss})),
		exempt: exempt.map(({reason}) => reason),
	};
}

test('every control over pods has a case of a single Deployment', () => {
	const covered = new Set(situations.map(({control}) => control.id));
	for (const id of [
		'pods-privileged',
		'pods-host-namespaces',
		'pods-hostpath',
		'pods-runtime-socket',
		'pods-non-root',
		'pods-drop-capabilities',
	])
		assert.ok(covered.has(id), id);
	for (const id of ['pods-resource-limits', 'pods-no-privilege-escalation']) assert.ok(covered.has(id), id);
});

for (const [kind, as] of Object.entries(kinds).filter(([name]) => name !== 'Deployment')) {
	test(`every rule over pods says the same of a ${kind} as of a Deployment`, () => {
		for (const situation of situations)
			assert.deepEqual(
				told(situation, [as(situation.object)]),
				told(situation, [situation.object]),
				`${situation.control.id}: ${situation.one.name}`,
			);
	});
}

test('every rule over pods says the same of all kinds together, in any order of lists', () => {
	const everyOrder = fc.shuffledSubarray(Object.values(kinds), {minLength: Object.keys(kinds).length});
	const sorted = (of: ReturnType<typeof told>) => of.findings.map(({message}) => message).sort();
	for (const situation of situations) {
		const once = sorted(told(situation, [situation.object]));
		const each = once.flatMap(message => Array<string>(Object.keys(kinds).length).fill(message));
		fc.assert(
			fc.property(everyOrder, order =>
				assert.deepEqual(
					sorted(
						told(
							situation,
							order.map(as => as(situation.object)),
						),
					),
					each,
				),
			),
			{numRuns: 3},
		);
	}
});

/** The containers of a pod moved to another list, where they mean the same. */
const places: Readonly<Record<string, (containers: readonly JsonObject[]) => JsonObject>> = {
	'an init container': containers => ({initContainers: containers}),
	'a sidecar': containers => ({initContainers: containers.map(one => ({...one, restartPolicy: 'Always'}))}),
	'an ephemeral container': containers => ({ephemeralContainers: containers}),
};

for (const [place, moved] of Object.entries(places)) {
	test(`every rule over containers says the same of ${place}`, () => {
		for (const situation of situations) {
			const {control, one, object} = situation;
			const {containers, ...rest} = templateOf(object).spec;
			const isMoved = rest['initContainers'] === undefined && rest['ephemeralContainers'] === undefined;
			if (!isMoved || (place === 'an ephemeral container' && notForEphemeral[control.id] !== undefined)) continue;
			const spec = {...rest, containers: [], ...moved(containers as readonly JsonObject[])};
			const elsewhere = {...object, spec: {...(object['spec'] as JsonObject), template: {...templateOf(object), spec}}};
			assert.deepEqual(told(situation, [elsewhere]), told(situation, [object]), `${control.id}: ${one.name}`);
		}
	});
}

test('an ephemeral container whose memory nobody may limit is no finding', () => {
	for (const id of Object.keys(notForEphemeral)) {
		for (const situation of situations.filter(({control}) => control.id === id)) {
			const {object} = situation;
			const spec = {containers: [], ephemeralContainers: templateOf(object).spec['containers']};
			const elsewhere = {...object, spec: {...(object['spec'] as JsonObject), template: {...templateOf(object), spec}}};
			assert.deepEqual(told(situation, [elsewhere as Manifest]).findings, [], situation.one.name);
		}
	}
});
