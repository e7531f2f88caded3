import assert from 'node:assert/strict';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {text} from 'node:stream/consumers';
import {failure} from '../../source/demo/answers.js';
import {answer} from '../../source/demo/api.js';
import {createCluster} from '../../source/demo/cluster.js';
import {send} from '../../source/demo/server.js';
import type {Json, JsonObject} from '../../source/model/index.js';

const esc = '\u001B';
/** What a name may hold to drive a terminal, to fill a clipboard, to add a line or to hide a part of itself. */
export const evils = [
	`${esc}[2J${esc}[31m${esc}[9999z`,
	`${esc}]52;c;ZXZpbA==\u0007${esc}]0;owned\u0007`,
	'\u009B2J\u009D52;c;ZXZpbA==\u009C\u0090',
	'\u202Egpj.\u2066\u2069\u200F',
	'\u200B\u200D\u2060\uFEFF\u00AD\u180E',
	'\r\nINJECTED\n\u0085\u2028\u2029',
	'\b\b\u007F\u0000\t',
	`${esc}P1;1|17/ab${esc}\\${esc}_x${esc}\\${esc}c`,
	`\u{E0041}\u{E007F}\u3164${'\u0301'.repeat(20)}`,
] as const;
/** Those that Node's HTTP server lets stand in a header. */
const inHeaders = [evils[2], evils[3], evils[4]];

/** Keys whose text a person, a server or a file chooses. */
const chosen = new Set([
	'name',
	'namespace',
	'image',
	'serviceAccountName',
	'nodeName',
	'host',
	'hosts',
	'hostname',
	'path',
	'mountPath',
	'secretName',
	'claimName',
	'username',
	'message',
	'groups',
	'osImage',
	'containerRuntimeVersion',
	'ingressClassName',
	'cause',
]);
const maps = new Set(['labels', 'annotations', 'matchLabels', 'selector', 'nodeSelector']);

/** The same text always becomes the same text, so that what refers to a name still finds it. */
export function poison(text: string): string {
	if (text === '' || text === 'cluster-admin' || text.startsWith('system:') || evils.some(evil => text.includes(evil))) return text;
	const sum = [...text].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
	return `${text}${evils[sum % evils.length]}`;
}

/** Evil after every text that somebody chooses, and in keys of labels and annotations. */
export function poisoned(value: Json, key = '', inMap = false): Json {
	if (typeof value === 'string') return inMap || chosen.has(key) ? poison(value) : value;
	if (Array.isArray(value)) return value.map(one => poisoned(one as Json, key));
	if (typeof value !== 'object' || value === null) return value;
	const isMap = maps.has(key) && Object.values(value).every(one => typeof one === 'string');
	const all = Object.entries(value as JsonObject).map(([name, one]): [string, Json] => [name, poisoned(one as Json, name, isMap)]);
	const marks = key === 'labels' || key === 'annotations' ? evils.map((evil, at): [string, Json] => [`evil-${at}${evil}`, evil]) : [];
	return Object.fromEntries([...all, ...marks]);
}

const clean = (text: string): string => evils.reduce((left, evil) => left.replaceAll(evil, ''), text);
function cleaned(value: Json): Json {
	if (typeof value === 'string') return clean(value);
	if (Array.isArray(value)) return value.map(one => cleaned(one as Json));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value as JsonObject).map(([name, one]) => [clean(name), cleaned(one as Json)]));
}

export type HostileServer = {
	readonly url: string;
	readonly refuse: (on: (method: string, url: string) => boolean) => void;
	readonly stop: () => Promise<void>;
};

/** The demo, but every name, message and warning that it answers with is hostile; it understands its own names. */
export async function startHostileServer(): Promise<HostileServer> {
	const {world} = createCluster();
	let refused = (_method: string, _url: string): boolean => false;
	const exchange = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const body = await text(request);
		const {method = 'GET', url = '/', headers} = request;
		const asked = {
			method,
			url: withoutEvil(url),
			headers,
			body: body.startsWith('{') ? JSON.stringify(cleaned(JSON.parse(body) as Json)) : body,
		};
		const given = refused(method, url) ? failure(422, 'admission webhook "guard" denied the request', 'Invalid', {}) : answer(world, asked);
		const isAbout = /^\/(api(\/[^/]+)?|apis(\/[^/]+){0,2}|version|openapi.*)\/?(\?|$)/.test(url) && given.status === 200;
		const plain = typeof given.body === 'string' && given.body.startsWith('{') ? (JSON.parse(given.body) as JsonObject) : given.body;
		const told = typeof plain === 'string' || isAbout ? plain : poisoned(plain);
		const warnings = [...(given.warnings ?? []), ...(method === 'PATCH' ? ['unknown field'] : [])].map(
			(one, at) => `${one}${inHeaders[at % inHeaders.length]}`,
		);
		send(request, response, {...given, body: told as typeof given.body, warnings});
	};
	const server = createServer((request, response) => void exchange(request, response));
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		refuse: on => {
			refused = on;
		},
		stop: () =>
			new Promise(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** A URL whose parts hold no evil any more. */
function withoutEvil(url: string): string {
	const [path = '', query] = url.split('?');
	const parts = path.split('/').map(part => encodeURIComponent(clean(decodeURIComponent(part))));
	return `${parts.join('/')}${query === undefined ? '' : `?${query}`}`;
}

/** Of text that is printed or written: no character that drives or hides, but the ends of lines and what indents JSON. */
export function isHarmless(text: string, what: string): void {
	const found = /[^\n\t\P{Cc}]|[\p{Cf}\p{Co}\p{Zl}\p{Zp}\u3164]|\u0301{5}/u.exec(text);
	assert.ok(!found, `${what}: ${JSON.stringify(text.slice(Math.max(0, (found?.index ?? 0) - 80), (found?.index ?? 0) + 20))}`);
	assert.doesNotMatch(text, /^\s*INJECTED/m, what);
}

/** Of everything that was sent to a terminal, the program's own colours and moves among it. */
export function drivesNothing(raw: string, what: string): void {
	for (const evil of [`${esc}[9999z`, `${esc}]52`, `${esc}]0;`, `${esc}P`, `${esc}_x`, `${esc}c`, '\u0007', '\b', '\u007F'])
		assert.ok(!raw.includes(evil), `${what}: ${JSON.stringify(evil)}`);
	assert.doesNotMatch(raw, /[\u0080-\u009F\p{Cf}\p{Co}\p{Zl}\p{Zp}\u3164]|\u0301{5}|[\r\n]\s*INJECTED/u, what);
}
