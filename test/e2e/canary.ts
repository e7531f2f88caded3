import assert from 'node:assert/strict';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {controls} from '../../source/catalogue/index.js';
import type {ApiObject, Tree, Value} from '../../source/demo/api-object.js';
import {startDemo} from '../../source/demo/server.js';
import {canary} from '../../source/demo/shop/canary.js';
import {shopObjects} from '../../source/demo/shop/shop.js';
import {key} from '../helpers/screen.js';
import {Tui} from '../helpers/tui.js';

const treeAt = (value: Tree, name: string): Tree => (value[name] ?? {}) as Tree;
const annotations = {'example.org/password': canary, 'example.org/note': `redis://:${canary}@cache`};

/** The shop, with the canary in arguments, annotations, probes and settings beside the places where it has it already. */
function careless(object: ApiObject): ApiObject {
	const metadata = {...object.metadata, annotations: {...object.metadata.annotations, ...annotations}};
	if (object.kind === 'ConfigMap' && object.metadata.namespace !== 'kube-system')
		return {...object, metadata, data: {...treeAt(object, 'data'), 'app.properties': `db.password=${canary}\n`}};
	const template = treeAt(treeAt(object, 'spec'), 'template');
	const spec = treeAt(template, 'spec');
	if (!Array.isArray(spec['containers'])) return {...object, metadata};
	const containers = (spec['containers'] as readonly Tree[]).map(one => ({
		...one,
		args: [...((one['args'] ?? []) as readonly Value[]), `--password=${canary}`],
		env: [...((one['env'] ?? []) as readonly Value[]), {name: 'SMTP_PASSWORD', value: `smtp://mail:${canary}@mail`}],
	}));
	const leaky = {...template, metadata: {...treeAt(template, 'metadata'), annotations}, spec: {...spec, containers}};
	return {...object, metadata, spec: {...treeAt(object, 'spec'), template: leaky}};
}

const hidden = [canary, Buffer.from(canary).toString('base64'), 'never-shown'];
function holdsNone(text: string, what: string): void {
	for (const one of hidden) {
		const at = text.indexOf(one);
		assert.ok(at < 0, `${what}: …${text.slice(Math.max(0, at - 120), at + 30)}`);
	}
}

function filesBelow(folder: string): readonly (readonly [name: string, text: string])[] {
	return readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'utf8')] as const);
}

test('no value of a secret, variable, argument, setting or annotation reaches a screen, the log or a file that is kept', async () => {
	const demo = await startDemo({objects: shopObjects().map(careless)});
	const tui = new Tui([], {env: {KUBECONFIG: 'kubeconfig'}});
	writeFileSync(join(tui.home, 'kubeconfig'), demo.kubeconfig);
	const open = async (id: string, says: string | RegExp) => {
		await tui.press([':'], ': ▏');
		await tui.press([id], `${id}▏`);
		await tui.press([key.enter], says);
	};
	const backToList = () => tui.press([key.esc], 'by rank');
	try {
		await tui.waitFor('current context');
		await tui.press([key.enter], 'filled in');
		await tui.openList();
		for (const {id, title} of controls) {
			await open(id, new RegExp(` · ${title}[\\s\\S]*tab`));
			await tui.press([key.tab, key.tab, key.tab, key.tab, key.tab], 'references');
			await backToList();
		}
		await open('secrets-not-in-plain-config', 'Keep passwords');
		await tui.press(['l', 'j'], 'PASSWORD');
		await tui.press([key.enter], 'argument --password of app holds');
		await tui.press([key.esc], '── objects');
		await tui.press([key.tab], 'Risk:');
		await backToList();
		await open('pods-no-privilege-escalation', '── objects');
		await tui.press(['*', 'a'], 'fix 1 of');
		await tui.waitFor(/^(?![\s\S]*(being tried|trying))[\s\S]*accepted/);
		await tui.press([key.enter], 'Tried');
		await tui.press(['G'], 'allowPrivilegeEscalation: false');
		await tui.press([key.esc], 'fix 1 of');
		await tui.press(['s'], 'saved in');
		await tui.press([key.esc], '── objects');
		await tui.press(['*', 'a'], /3 objects: 3 changed here, 0 left out$/m);
		await tui.press(['a'], 'send it?');
		await tui.typeWords();
		await tui.confirm('fix · ');
		await tui.waitFor('check passes');
		await backToList();
		await open('journal', 'stands');
		await tui.press([key.enter], 'change 1, both sides');
		await tui.press([key.esc], 'stands');
		await backToList();
		await open('log', 'every request');
		await tui.press(['G'], /GET +200/);
		await backToList();
		await tui.press(['p'], '# Hardening');
		await tui.press(['s'], 'saved');
		await backToList();
		await tui.press(['q'], 'come back');
		assert.equal(await tui.exited, 0);
		holdsNone(tui.raw, 'the terminal');
		const files = filesBelow(tui.home).filter(([name]) => !name.endsWith('/kubeconfig'));
		for (const [name, text] of files) holdsNone(text, name);
		for (const kept of [/kept\.json$/, /assessment\.json$/, /journal\/000001\.json$/, /castellan-fixes\/.*\.yaml$/, /apply\.sh$/, /\.md$/])
			assert.ok(
				files.some(([name]) => kept.test(name)),
				`${String(kept)} was written`,
			);
	} finally {
		tui.end();
		await demo.stop();
	}
});
