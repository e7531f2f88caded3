import {project} from '../kube/keep/index.js';
import {qualified} from '../kube/resources.js';
import {type Escaped, Failure, type Gap, type ResourceName, type Resources, type Safe, visible} from '../model/index.js';
import {forEachItem, leadingMetadata, type Parse, parsedItems, withoutManagedFields} from './bytes.js';
import type {Served} from './discover.js';
import type {Answer} from './exchange.js';
import {shortened} from './failures.js';
import {EndlessList, type PageOptions, pagesOf} from './pages.js';
import {podParser} from './pod-specs.js';
import type {Reader} from './request.js';

export type ListOptions = PageOptions & {
	readonly namespace?: string;
	readonly onCount?: (done: number, total: number | undefined) => void;
	readonly mostPages?: number;
};
/** What came of one list. `reason` is absent where it was read whole. */
export type Listed<N extends ResourceName = ResourceName> = {
	readonly items: Escaped<Resources[N]>[];
	readonly reason?: Gap['reason'];
	readonly detail: Safe;
};
type Metadata = {readonly token: string; readonly remaining?: number};
type Item = Escaped<Resources[ResourceName]>;

const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const restarts = 2;

export function listPath({info, version, plural}: Served, namespace?: string): string {
	const root = info.group === '' ? `/api/${version}` : `/apis/${info.group}/${version}`;
	return namespace === undefined ? `${root}/${plural}` : `${root}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
}

/** Reads one list to its end, projecting page by page. Never throws for what a server or a network does. */
export async function readList(reader: Reader, served: Served, options: ListOptions): Promise<Listed> {
	for (let restart = 0; ; restart++) {
		const items: Item[] = [];
		const end = (reason: Gap['reason'], detail: Safe): Listed => ({items, reason, detail});
		try {
			const outcome = await readOnce(reader, served, options, items);
			if (outcome !== 'expired') return outcome ?? {items, detail: visible('')};
			if (restart >= restarts) return end('error', visible('the server forgot the place in this list again and again'));
		} catch (error) {
			if (options.signal?.aborted) return end('stopped', visible('stopped before its end'));
			return end('error', reasonOf(error));
		}
	}
}

function reasonOf(error: unknown): Safe {
	if (error instanceof EndlessList) return visible('the server never came to the end of this list');
	if (error instanceof Failure) return shortened(`${error.message.replace(/\.$/, '')}${error.why === '' ? '' : `: ${error.why}`}`);
	if (error instanceof SyntaxError) return visible('the answer is not JSON');
	if (error instanceof UnfitAnswer) return visible(error.message);
	throw error;
}

/** An answer that must not be kept. */
class UnfitAnswer extends Error {}

async function readOnce(reader: Reader, served: Served, options: ListOptions, items: Item[]): Promise<Listed | 'expired' | undefined> {
	const {info} = served;
	const {mostPages = 4000} = options;
	const accept = info.read === 'metadata' ? metadataOnly : 'application/json';
	const parse = parserFor(served);
	let pages = 0;
	let seen = 0;
	for await (const {answer, next} of pagesOf(reader, listPath(served, options.namespace), {...options, accept})) {
		if (answer.status === 410) {
			answer.release();
			return 'expired';
		}
		if (answer.status !== 200) return refused(answer, items, served);
		try {
			if (info.read === 'metadata' && !isMetadataOnly(answer.body))
				throw new UnfitAnswer('the server does not give metadata alone, so its answer was thrown away');
			const {token, remaining} = eachOf(answer.body, served, parse, item => {
				seen++;
				if (item) items.push(item);
			});
			options.onCount?.(seen, remaining === undefined ? (token === '' ? seen : undefined) : seen + remaining);
			if (++pages >= mostPages && token !== '') throw new EndlessList();
			next(token);
		} finally {
			answer.release();
		}
		await new Promise(resolve => setImmediate(resolve));
	}
	return undefined;
}

function refused(answer: Answer, items: Listed['items'], {info}: Served): Listed {
	const message = statusMessage(answer.body);
	answer.release();
	const {status} = answer;
	if (status === 403) return {items, reason: items.length > 0 ? 'error' : 'forbidden', detail: shortened(message || 'forbidden')};
	if (status === 404 || status === 405) return {items, reason: 'absent', detail: visible(`${qualified(info)} are not served`)};
	return {items, reason: 'error', detail: shortened(`the server answered ${status}${message === '' ? '' : `: ${message}`}`)};
}

/** The message of a Status; of anything else nothing, because it may be a page of HTML. */
export function statusMessage(body: Buffer): string {
	try {
		const {message} = JSON.parse(body.toString('utf8')) as {message?: unknown};
		return typeof message === 'string' ? message : '';
	} catch {
		return '';
	}
}

function isMetadataOnly(body: Buffer): boolean {
	return /"kind":\s*"PartialObjectMetadataList"/.test(body.toString('utf8', 0, 200));
}

function parserFor(served: Served): Parse<Item | undefined> {
	if (served.info.name === 'pods') return podParser();
	return (page, from, to) => parsedItems(page, from, to).map(item => projected(served, item));
}

function projected(served: Served, item: unknown): Item | undefined {
	if (typeof item !== 'object' || item === null) return undefined;
	// Items of a built-in list carry neither.
	const {info, version, kind} = served;
	return project(info.name, {apiVersion: info.group === '' ? version : `${info.group}/${version}`, kind, ...item});
}

/** Calls `take` for every item, undefined where nothing of it is kept, and says what the list says about itself. */
function eachOf(body: Buffer, served: Served, parse: Parse<Item | undefined>, take: (item: Item | undefined) => void): Metadata {
	const leading = leadingMetadata(body);
	if (leading) {
		forEachItem(served.info.cut ? withoutManagedFields(body) : body, parse, take);
		return leading;
	}
	const {metadata, items} = JSON.parse(body.toString('utf8')) as {
		metadata?: {continue?: unknown; remainingItemCount?: unknown} | null;
		items?: unknown;
	};
	if (items !== null && items !== undefined && !Array.isArray(items)) throw new UnfitAnswer('the answer is not a list');
	if (metadata === undefined && items === undefined) throw new UnfitAnswer('the answer is not a list');
	for (const item of items ?? []) take(projected(served, item));
	const {continue: token, remainingItemCount: remaining} = metadata ?? {};
	return {token: typeof token === 'string' ? token : '', ...(typeof remaining === 'number' && {remaining})};
}
