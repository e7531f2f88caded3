import {readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {controls} from '../../source/catalogue/index.js';
import {readerRole} from '../../source/report/role.js';
import {bindings} from '../../source/ui/keys.js';

/** The project's folder, from build/test/helpers. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const cell = (text: string) => text.replaceAll('|', '\\|');
const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]) =>
	[row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** The parts of the README that the program knows better than a person. */
export const parts: Readonly<Record<string, () => string>> = {
	controls: () =>
		tableOf(
			['control', 'what it asks for', 'severity', 'usual fix', 'from'],
			controls.map(({id, title, severity, fix, seeds}) => [`\`${id}\``, title, severity, fix, seeds.join(' ')]),
		),
	keys: () =>
		tableOf(
			['key', 'means', 'where'],
			bindings.map(({label, means, on}) => [`\`${label}\``, means, Object.keys(on).length > 9 ? 'everywhere' : Object.keys(on).join(', ')]),
		),
	role: () => `\`\`\`yaml\n${readerRole().trimEnd()}\n\`\`\``,
};

/** The README with every generated part as it should be. */
export function generated(readme: string): string {
	return Object.entries(parts).reduce((text, [name, write]) => {
		const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
		const [from, to] = [text.indexOf(begin), text.indexOf(end)];
		if (from < 0 || to < from) throw new Error(`README.md has no place for ${name}: ${begin} … ${end}`);
		return `${text.slice(0, from + begin.length)}\n${write()}\n${text.slice(to)}`;
	}, readme);
}

const isRun = process.argv[1] === fileURLToPath(import.meta.url);
if (isRun) {
	const path = join(root, 'README.md');
	writeFileSync(path, generated(readFileSync(path, 'utf8')));
}
