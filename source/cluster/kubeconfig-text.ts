import {dirname, isAbsolute, join} from 'node:path';
import {LineCounter, parseDocument, type Tags} from 'yaml';
import {kubeconfigBroken} from './failures.js';
import type {ClusterEntry, ContextEntry, ExecEntry, FileOrData, Impersonation, Kubeconfig, UserEntry} from './kubeconfig-entries.js';

type Fields = Record<string, unknown>;

/** The entries of one kubeconfig file. Throws a Failure that never quotes the file: it may hold secrets. */
export function parsedKubeconfig(text: string, path: string): Kubeconfig {
	const folder = dirname(path);
	const root = rootOf(text, path);
	const listed = <T>(list: string, make: (name: string, fields: Fields) => T, inner: string) =>
		new Map(named(root, list, inner, path).map(([name, fields]) => [name, make(name, fields)]));
	const current = stringOf(root['current-context']);
	return {
		...(current !== undefined && {currentContext: current}),
		contexts: listed('contexts', contextOf, 'context'),
		clusters: listed('clusters', (name, fields) => clusterOf(name, fields, folder), 'cluster'),
		users: listed('users', (name, fields) => userOf(name, fields, folder), 'user'),
		files: [{path, found: true}],
	};
}

function rootOf(text: string, path: string): Fields {
	const lines = new LineCounter();
	// As kubectl reads YAML: version 1.1, but dates and sexagesimal numbers stay text.
	const customTags = (tags: Tags) =>
		tags.filter(tag => typeof tag === 'string' || (!tag.tag.endsWith('timestamp') && (tag as {format?: string}).format !== 'TIME'));
	const document = parseDocument(text, {version: '1.1', merge: true, customTags, prettyErrors: false, lineCounter: lines});
	const [error] = document.errors;
	if (error) throw kubeconfigBroken(path, `Line ${lines.linePos(error.pos[0]).line}: ${error.code.toLowerCase().replaceAll('_', ' ')}.`);
	let value: unknown;
	try {
		value = document.toJS({maxAliasCount: 100});
	} catch {
		throw kubeconfigBroken(path, 'Its aliases cannot be resolved.');
	}
	if (value === null || value === undefined) return {};
	if (!isFields(value)) throw kubeconfigBroken(path, 'It is not a mapping of names to values.');
	return value;
}

/** Entries of a list of `{name, <inner>: {…}}`. A name twice in one file is refused, as kubectl does: which one is meant decides which cluster is changed. */
function named(root: Fields, list: string, inner: string, path: string): [string, Fields][] {
	const entries = root[list] ?? [];
	if (!Array.isArray(entries)) throw kubeconfigBroken(path, `"${list}" is not a list.`);
	const seen = new Set<string>();
	return entries.map(entry => {
		if (!isFields(entry) || typeof entry['name'] !== 'string')
			throw kubeconfigBroken(path, `An entry of "${list}" has no name that is text.`);
		const {name} = entry;
		if (seen.has(name)) throw kubeconfigBroken(path, `"${list}" holds the name ${name} twice.`);
		seen.add(name);
		const fields = entry[inner] ?? {};
		if (!isFields(fields)) throw kubeconfigBroken(path, `"${inner}" of ${name} is not a mapping.`);
		return [name, fields];
	});
}

function contextOf(name: string, fields: Fields): ContextEntry {
	const namespace = stringOf(fields['namespace']);
	return {
		name,
		cluster: stringOf(fields['cluster']) ?? '',
		user: stringOf(fields['user']) ?? '',
		...(namespace !== undefined && {namespace}),
	};
}

function clusterOf(name: string, fields: Fields, folder: string): ClusterEntry {
	const extensions = Array.isArray(fields['extensions']) ? fields['extensions'].filter(isFields) : [];
	const execConfig = extensions.find(one => one['name'] === 'client.authentication.k8s.io/exec')?.['extension'];
	return present({
		name,
		server: stringOf(fields['server']) ?? '',
		authority: fileOrData(fields, 'certificate-authority', folder),
		insecure: fields['insecure-skip-tls-verify'] === true,
		serverName: stringOf(fields['tls-server-name']),
		proxyUrl: stringOf(fields['proxy-url']),
		compressed: fields['disable-compression'] !== true,
		execConfig,
	});
}

function userOf(name: string, fields: Fields, folder: string): UserEntry {
	const provider = fields['auth-provider'];
	const tokenFile = stringOf(fields['tokenFile']);
	return present({
		name,
		certificate: fileOrData(fields, 'client-certificate', folder),
		key: fileOrData(fields, 'client-key', folder),
		token: stringOf(fields['token']),
		tokenFile: tokenFile === undefined ? undefined : absolute(tokenFile, folder),
		username: stringOf(fields['username']),
		password: stringOf(fields['password']),
		exec: isFields(fields['exec']) ? execOf(fields['exec'], folder) : undefined,
		authProvider: isFields(provider) ? {name: stringOf(provider['name']) ?? '', config: strings(provider['config'])} : undefined,
		impersonate: impersonationOf(fields),
	});
}

function execOf(fields: Fields, folder: string): ExecEntry {
	const command = stringOf(fields['command']) ?? '';
	const env = Array.isArray(fields['env']) ? fields['env'].filter(isFields) : [];
	return present({
		apiVersion: stringOf(fields['apiVersion']) ?? '',
		// A bare name is looked for in PATH, a relative path beside the kubeconfig.
		command: command.includes('/') ? absolute(command, folder) : command,
		args: texts(fields['args']),
		env: env.map(one => ({name: stringOf(one['name']) ?? '', value: stringOf(one['value']) ?? ''})).filter(one => one.name !== ''),
		installHint: stringOf(fields['installHint']),
		provideClusterInfo: fields['provideClusterInfo'] === true,
		interactiveMode: stringOf(fields['interactiveMode']),
	});
}

function impersonationOf(fields: Fields): Impersonation | undefined {
	const extra = isFields(fields['as-user-extra']) ? Object.entries(fields['as-user-extra']).map(([key, value]) => [key, texts(value)]) : [];
	const result: Impersonation = present({
		user: stringOf(fields['as']),
		groups: texts(fields['as-groups']),
		uid: stringOf(fields['as-uid']),
		extra: extra.length > 0 ? (Object.fromEntries(extra) as Record<string, string[]>) : undefined,
	});
	return result.user === undefined && result.uid === undefined && result.extra === undefined && result.groups?.length === 0
		? undefined
		: result;
}

function fileOrData(fields: Fields, key: string, folder: string): FileOrData | undefined {
	const data = stringOf(fields[`${key}-data`]);
	if (data !== undefined) return {data: Buffer.from(data, 'base64').toString('utf8')};
	const file = stringOf(fields[key]);
	return file === undefined ? undefined : {file: absolute(file, folder)};
}

const absolute = (path: string, folder: string) => (isAbsolute(path) ? path : join(folder, path));
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
/** An empty text counts as absent, as in kubectl. */
const stringOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter(one => typeof one === 'string') : []);
const strings = (value: unknown): Record<string, string> =>
	isFields(value)
		? Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
		: {};

type Present<T> = {[K in keyof T as undefined extends T[K] ? never : K]: T[K]} & {
	[K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
/** Without the fields that are undefined. */
function present<T extends object>(fields: T): Present<T> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
