import {leadingMetadata} from './bytes.js';
import type {Answer} from './exchange.js';
import {ExchangeFailure} from './failures-network.js';
import type {Reader, ReadOptions} from './request.js';

export type PageOptions = {
	readonly limit: number;
	readonly accept?: string;
	readonly signal?: AbortSignal;
	readonly onThrottle?: () => void;
	readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
};
/** One page as it came. The taker says which token follows, once it knows, and releases the body. */
export type Page = {readonly answer: Answer; readonly next: (token: string) => void};
type Pending = {readonly answer: Promise<Answer>; readonly makeCurrent: () => void; follower?: Pending; token?: string};

const retries = 2;

/** The pages of one list, one ahead of the taker: the next is asked for as soon as the current one says its token. */
export async function* pagesOf(reader: Reader, path: string, options: PageOptions): AsyncGenerator<Page, void, void> {
	const own = new AbortController();
	const signal = AbortSignal.any([own.signal, ...(options.signal ? [options.signal] : [])]);
	const asked = new Set<string>();
	const open = (token: string): Pending => {
		asked.add(token);
		let isCurrent = false;
		const follow = () => {
			// Only the current page may have a follower: a chain of prefetches has no bound in memory.
			if (isCurrent && pending.token && !pending.follower && !asked.has(pending.token)) pending.follower = open(pending.token);
		};
		const onHead = (head: Buffer) => {
			const metadata = leadingMetadata(head);
			if (!metadata) return false;
			pending.token = metadata.token;
			follow();
			return true;
		};
		const pending: Pending = {
			answer: fetched(reader, path, token, {...options, signal, onHead}),
			makeCurrent() {
				isCurrent = true;
				follow();
			},
		};
		pending.answer.catch(() => undefined);
		return pending;
	};
	let current: Pending | undefined = open('');
	try {
		while (current) {
			current.makeCurrent();
			let said = '';
			yield {answer: await current.answer, next: token => (said = token)};
			const follower: Pending | undefined = current.follower;
			if (said === '') return;
			if (!follower && asked.has(said)) throw new EndlessList();
			current = follower ?? open(said);
		}
	} finally {
		own.abort();
		await current?.follower?.answer.then(
			answer => answer.release(),
			() => undefined,
		);
	}
}

/** The server gives the same place again and again. */
export class EndlessList extends Error {}

async function fetched(
	reader: Reader,
	path: string,
	token: string,
	{limit, sleep, ...options}: PageOptions & ReadOptions,
): Promise<Answer> {
	const query = `limit=${limit}${token === '' ? '' : `&continue=${encodeURIComponent(token)}`}`;
	for (let tries = 0; ; tries++) {
		try {
			const answer = await reader.get(`${path}?${query}`, options);
			if (answer.status < 500 || tries >= retries) return answer;
			answer.release();
		} catch (error) {
			if (!(error instanceof ExchangeFailure) || tries >= retries) throw error;
		}
		await sleep(250 * 2 ** tries, options.signal);
	}
}
