import {isTree, type Tree, type Value} from './api-object.js';
import {fields} from './fields.js';

/** Fields that a body has and its kind does not, and the first value of a wrong type. */
export type Misfits = {readonly unknown: readonly string[]; readonly wrong?: string};

let parsed: Map<string, Map<string, string>> | undefined;
function types(): Map<string, Map<string, string>> {
	parsed ??= new Map(
		fields
			.trim()
			.split('\n')
			.map(line => {
				const [name = '', ...items] = line.split(' ');
				return [name, new Map(items.map(item => [item.split(':')[0] ?? '', item.split(':')[1] ?? '']))] as const;
			}),
	);
	return parsed;
}

/** Order of the server's sources: what its conversion meets, in words of its own. */
const goTypes: Readonly<Record<string, string>> = {'': 'string', i: 'int64', b: 'bool', t: 'string'};

/** Nothing of kinds that the table does not hold. */
export function misfits(kind: string, object: Tree): Misfits {
	const unknown: string[] = [];
	const wrong: string[] = [];
	const walk = (value: Value | undefined, type: string, path: string): void => {
		if (value === null || value === undefined || type === '*' || type === 'n') return;
		if (type.startsWith('[')) {
			if (!Array.isArray(value)) wrong.push(`cannot restore slice from ${wordFor(value)}`);
			else for (const [index, item] of value.entries()) walk(item, type.slice(1, -1), `${path}[${index}]`);
		} else if (type.startsWith('{')) {
			if (!isTree(value)) wrong.push(`cannot restore map from ${wordFor(value)}`);
			else for (const [key, item] of Object.entries(value)) if (typeof item !== 'number') walk(item, type.slice(1, -1), `${path}.${key}`);
		} else if (types().has(type)) {
			if (!isTree(value)) wrong.push(`cannot restore struct from: ${wordFor(value)}`);
			else for (const [key, item] of Object.entries(value)) step(item, type, key, path === '' ? key : `${path}.${key}`);
		} else if (!fits(value, type)) wrong.push(`unrecognized type: ${goTypes[type] ?? type}`);
	};
	const step = (item: Value | undefined, type: string, key: string, path: string): void => {
		const next = types().get(type)?.get(key);
		if (next === undefined) unknown.push(path);
		else walk(item, next, path);
	};
	if (types().has(kind)) walk(object, kind, '');
	return {unknown: unknown.sort(), ...(wrong[0] === undefined ? {} : {wrong: wrong[0]})};
}

const wordFor = (value: Value) =>
	isTree(value) ? 'map' : Array.isArray(value) ? 'slice' : typeof value === 'boolean' ? 'bool' : typeof value;

function fits(value: Value, type: string): boolean {
	if (type === 'b') return typeof value === 'boolean';
	if (type === 'i') return Number.isInteger(value);
	return typeof value === 'string';
}

/** The object without fields that its kind does not have, as the server stores it where the client did not ask for strictness. */
export function withoutUnknown<T extends Tree>(kind: string, object: T): T {
	const strip = (value: Value, type: string): Value => {
		if (Array.isArray(value)) return type.startsWith('[') ? value.map(item => strip(item, type.slice(1, -1))) : value;
		const known = types().get(type);
		if (!isTree(value) || !known) return value;
		const kept: Tree = {};
		for (const [key, item] of Object.entries(value))
			if (item !== undefined && item !== null && known.has(key)) kept[key] = strip(item, known.get(key) ?? '');
		return kept;
	};
	return strip(object, kind) as T;
}
