import {countsByStatus, coverage} from '../../source/assess/coverage.js';
import {ranked} from '../../source/assess/rank.js';
import type {AssessedFinding, Change, Control, JournalEntry, Preview, Status, Verdict} from '../../source/model/index.js';
import {visible} from '../../source/model/index.js';
import {threatModel} from '../../source/threat-model/threat-model.js';
import type {Place, PlanItem, Ports} from '../../source/ui/ports.js';

/** The smallest control that the wizard can show. */
export function control(id: string, title: string, overrides: Partial<Control> = {}): Control {
	return {
		id,
		title,
		layer: 'application',
		phase: 'operate',
		severity: 'high',
		blast: 'namespace',
		threats: {external: 0, container: 3, user: 1},
		seeds: [],
		references: {cis: ['5.2.1']},
		fix: 'patch',
		why: 'An intruder gains something.',
		risk: 'Something may stop.',
		question: 'Is it so?',
		because: 'pods can ask the node for its cloud credentials',
		verify: 'kubectl get pods -A',
		guide: {everywhere: ['Do it by hand.']},
		...overrides,
	};
}

export function finding(name: string, overrides: Partial<AssessedFinding> = {}): AssessedFinding {
	return {
		id: name.padEnd(16, '0'),
		check: 'check',
		subject: {group: 'apps', kind: 'Deployment', namespace: 'shop', name},
		level: 'fail',
		message: 'runs as root',
		fix: 'apply',
		...overrides,
	};
}

export function verdict(of: Control, status: Status, findings: readonly AssessedFinding[] = []): Verdict {
	return {
		control: of,
		status,
		basis: 'observed',
		findings,
		evidence: [{text: '12 objects looked at'}],
		exempt: [],
		waivers: [],
		...(status === 'unknown' && {unknown: {code: 'forbidden' as const, text: 'needs the right to list roles.rbac.authorization.k8s.io'}}),
	};
}

export const demoPlace: Place = {
	kind: 'demo',
	id: 'demo',
	short: 'demo',
	note: 'a weak web shop, built in; nothing real is touched',
	about: ['The built-in cluster.'],
	details: ['nothing is run'],
	current: false,
};

const target = {group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespace: 'shop', name: 'web'} as const;
const change: Change = {action: 'patch', target, patch: {spec: {template: {spec: {automountServiceAccountToken: false}}}}};
export const planItem: PlanItem = {
	id: 'shop/web',
	says: 'shop/deployment/web',
	objects: ['shop/deployment/web'],
	controls: [{id: 'a', title: 'Do the first thing', rank: 1}],
	changes: [change],
	risks: ['a program that calls the API gets 401'],
	wanted: [{control: 'a', finding: 'web0000000000000'}],
};
export const preview: Preview = {
	change,
	lock: {uid: 'u', resourceVersion: '1', fingerprint: 'f'},
	diff: [
		{sign: ' ', text: visible('spec:')},
		{sign: '+', text: visible('  automountServiceAccountToken: false')},
	],
	touched: [{path: ['spec', 'template', 'spec', 'automountServiceAccountToken'], after: false}],
	warnings: [],
	owner: {kind: 'nobody', says: 'nobody seen'},
	managers: [],
	impact: {restarts: 2, says: '2 pods, one at a time', breaks: [], seen: []},
	computed: 'server',
};

/** A change that stands, in a group of its own. */
export function journalEntry(id: number, overrides: Partial<JournalEntry> = {}): JournalEntry {
	return {
		schema: 'castellan.journal/1',
		id,
		group: id,
		controls: ['a'],
		change,
		touched: [],
		at: '2026-11-25T12:00:00Z',
		by: 'anna',
		state: 'verified',
		...overrides,
	};
}

/** A world without a cluster: everything answers at once, and what was asked is kept. */
export function fakePorts(verdicts: readonly Verdict[], overrides: Partial<Ports> = {}): Ports & {readonly asked: string[]} {
	const asked: string[] = [];
	return {
		asked,
		places: async () => ({places: [demoPlace]}),
		read: async (place, {progress}) => {
			asked.push(`read ${place.id}`);
			progress({done: 3, kinds: 24, refused: 1, finished: false});
			return {
				cluster: {
					short: place.short,
					live: true,
					platform: 'kubeadm 1.34',
					who: 'kubernetes-admin',
					server: 'https://10.20.0.4:6443',
					takenAt: '2026-11-25T12:00:00Z',
					told: [],
				},
				prefilled: {
					answers: {
						environment: {value: 'prod', basis: 'assumed', evidence: [{text: 'no hint found'}]},
						'internet-apps': {value: 'public', basis: 'read', evidence: [{text: 'shop/web has a public address'}]},
					},
					hints: {},
				},
			};
		},
		attest: (id, attestation) => void asked.push(`attest ${id} ${attestation?.says}`),
		waive: waivers => void asked.push(`waive ${waivers.length}`),
		unwaive: waivers => void asked.push(`unwaive ${waivers.length}`),
		report: () => ({name: 'report.md', text: '# Report'}),
		role: () => 'kind: ClusterRole',
		copy: async text => {
			asked.push(`copy ${text.length > 0}`);
			return 'copied';
		},
		edit: async (_, text) => text.replace('false', 'true'),
		saveText: async name => name,
		rename: short => short,
		takeOffline: () => ({answers: {}, taken: 2}),
		assess: answers => {
			const model = threatModel(answers);
			return {
				ranked: ranked(verdicts, model, {developmentNamespaces: new Set()}),
				model,
				prefilled: {answers, hints: {}},
				coverage: coverage(verdicts),
				counts: countsByStatus(verdicts),
			};
		},
		plan: wanted => {
			asked.push(`plan ${wanted.length}`);
			return [planItem];
		},
		undoPlan: ids => {
			asked.push(`undo ${ids.join(',')}`);
			return [{...planItem, undoes: ids}];
		},
		remedy: () => ['spec: {}'],
		preview: async item => ({item: item.id, previews: [preview]}),
		send: async (items, {progress}) => {
			for (const {item} of items) {
				asked.push(`send ${item.id}`);
				progress({kind: 'item-done', item: item.id, outcome: 'verified', says: '2 of 2 ready, check passes'});
			}
		},
		trouble: async () => [],
		journal: () => [],
		save: async () => 'castellan-fixes/demo/1',
		tally: () => ({reads: 3, writes: 0}),
		log: () => ['GET /version 200'],
		now: () => Date.parse('2026-11-25T12:00:12Z'),
		...overrides,
	};
}
