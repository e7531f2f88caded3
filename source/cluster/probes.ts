import {type AnonymousProbe, visible} from '../model/index.js';
import {shortened} from './failures.js';
import {type Wire, wireTo} from './wire.js';

/** What is asked without a login, to see what a stranger sees. Said on screen before it is sent. */
export const probePaths = [
	'/livez',
	'/version',
	'/api',
	'/api/v1/namespaces',
	'/api/v1/namespaces/kube-public/configmaps/cluster-info',
] as const;

export type Probed = {
	readonly probes: readonly AnonymousProbe[] /** Paths whose answer is missing or not Kubernetes. */;
	readonly missing: readonly string[];
};

/** Sends the probes over connections of their own, on which no login was ever shown. */
export async function probe({endpoint, sleep}: Pick<Wire, 'endpoint' | 'sleep'>, signal?: AbortSignal): Promise<Probed> {
	const nobody = wireTo({
		endpoint,
		credentials: {answers401: false, identity: async () => ({headers: {}})},
		timeouts: {connect: 5000, idle: 10_000, total: 15_000},
		sleep,
	});
	try {
		const answers = await Promise.all(probePaths.map(path => probeOne(nobody, path, signal)));
		return {
			probes: answers.filter(answer => answer !== undefined),
			missing: probePaths.filter((_, at) => answers[at] === undefined),
		};
	} finally {
		nobody.close();
	}
}

async function probeOne(nobody: Wire, path: string, signal?: AbortSignal): Promise<AnonymousProbe | undefined> {
	try {
		const wanted = {method: 'GET', path, headers: {accept: 'application/json'}, limit: 1_000_000, ...(signal && {signal})};
		const answer = await nobody.exchange(wanted, await nobody.credentials.identity(false));
		const text = answer.body.toString('utf8');
		answer.release();
		if (path === '/livez' && answer.status === 200) return text.startsWith('ok') ? {path, status: 200} : undefined;
		const body: unknown = JSON.parse(text);
		if (typeof body !== 'object' || body === null) return undefined;
		const {message, kind} = body as {message?: unknown; kind?: unknown};
		if (answer.status !== 200 && kind !== 'Status') return undefined;
		return {
			path,
			status: answer.status,
			...(answer.status !== 200 && typeof message === 'string' && {message: shortened(message) ?? visible('')}),
		};
	} catch (error) {
		if (signal?.aborted || error instanceof Error) return undefined;
		throw error;
	}
}
