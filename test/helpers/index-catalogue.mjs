// Writes source/catalogue/index.ts: every control, in the order of folders and names.
import {readdirSync, writeFileSync} from 'node:fs';

const root = new URL('../../source/catalogue/', import.meta.url);
const folders = [
	'access',
	'control-plane',
	'rbac',
	'service-accounts',
	'pod-security',
	'network',
	'supply-chain',
	'secrets',
	'namespaces',
	'cloud-identity',
	'detection',
	'lifecycle',
	'nodes',
];
const camel = name => name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const files = folders.flatMap(folder => {
	let names;
	try {
		names = readdirSync(new URL(folder, root));
	} catch {
		return [];
	}
	return names
		.filter(name => name.endsWith('.ts'))
		.sort()
		.map(name => ({folder, id: name.slice(0, -3)}));
});
const imports = [...files]
	.sort((a, b) => (`./${a.folder}/${a.id}.js` < `./${b.folder}/${b.id}.js` ? -1 : 1))
	.map(({folder, id}) => `import ${camel(id)} from './${folder}/${id}.js';`);
writeFileSync(
	new URL('index.ts', root),
	`// Written by \`npm run generate\`.\nimport type {Control} from '../model/index.js';\n${imports.join('\n')}\n\n/** Every control, by folder and name. */\nexport const controls: readonly Control[] = [\n${files.map(({id}) => `\t${camel(id)},`).join('\n')}\n];\n`,
);
