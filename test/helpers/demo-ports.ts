import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type ShellPorts, shellPorts} from '../../source/commands/ports.js';
import type {Answers, Given} from '../../source/model/index.js';
import type {PlanItem, Ready, SendProgress, Wanted} from '../../source/ui/ports.js';

/** What the wizard asks of the world, over the built-in cluster, with folders of its own. */
export type DemoWorld = {
	readonly ports: ShellPorts;
	readonly savesTo: string;
	/** What was found by a control; only on these objects where they are named. */
	readonly wanted: (control: string, ...names: string[]) => Wanted[];
	readonly plan: (wanted: readonly Wanted[], given?: Given) => readonly PlanItem[];
	readonly previewed: (items: readonly PlanItem[]) => Promise<Ready[]>;
	readonly send: (items: readonly Ready[], more?: {readonly goOn?: boolean; readonly others?: readonly Ready[]}) => Promise<SendProgress[]>;
};

export async function withDemo(act: (world: DemoWorld) => Promise<void>): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'castellan-demo-'));
	const savesTo = join(folder, 'work');
	writeFileSync(join(folder, 'config'), 'apiVersion: v1\nkind: Config\n');
	const ports = shellPorts({kubeconfig: join(folder, 'config')}, {home: join(folder, 'home'), demoHome: join(folder, 'demo'), savesTo});
	const {signal} = new AbortController();
	try {
		const {places} = await ports.places();
		const demo = places.find(({kind}) => kind === 'demo');
		assert.ok(demo);
		const read = await ports.read(demo, {probes: false, signal, progress: () => undefined, said: []});
		assert.ok('cluster' in read);
		const answers: Answers = ports.assess({}).prefilled.answers;
		await act({
			ports,
			savesTo,
			wanted: (control, ...names) =>
				ports
					.assess(answers)
					.ranked.filter(({verdict}) => verdict.control.id === control)
					.flatMap(({verdict}) => verdict.findings)
					.filter(({subject}) => names.length === 0 || names.includes(subject.name))
					.map(({id}) => ({control, finding: id})),
			plan: (wanted, given = {}) => ports.plan(wanted, given, answers),
			previewed: async items => {
				const ready: Ready[] = [];
				for (const item of items) ready.push({item, previews: (await ports.preview(item, signal)).previews});
				return ready;
			},
			send: async (items, {goOn = true, others = []} = {}) => {
				const told: SendProgress[] = [];
				await ports.send(items, {signal, answers, others, goOn: async () => goOn, progress: one => told.push(one)});
				return told;
			},
		});
	} finally {
		await ports.close();
		rmSync(folder, {recursive: true, force: true});
	}
}
