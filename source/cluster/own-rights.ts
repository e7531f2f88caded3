import {rightSays, writeRights} from '../kube/own-rights.js';
import {allows} from '../kube/rbac.js';
import {Failure, type PolicyRule, visible} from '../model/index.js';
import type {Gathering} from './gathering.js';
import type {Lanes} from './lanes.js';
import type {Reader} from './request.js';
import {allowed} from './rights.js';

/** Namespaces that are asked for one by one; where there are more, what the server says of the rest comes with the preview. */
const mostNamespaces = 100;

/** What this account may change, so that a row can say it before anybody plans a fix. Only questions about itself; nothing is stored. */
export async function readOwnRights(reader: Reader, into: Gathering, run: Lanes['run'], signal?: AbortSignal): Promise<void> {
	const wide = (verb: string, group: string, resource: string) => run(() => allowed(reader, {verb, group, resource}, signal));
	if ((await wide('*', '*', '*')) === true)
		return into.know({rights: {everywhere: writeRights.map(rightSays), inNamespace: {}, unsure: [], whole: true}});
	const answers = await Promise.all(writeRights.map(({verb, group, plural}) => wide(verb, group, plural)));
	const those = (answer: boolean | undefined) => writeRights.filter((_, index) => answers[index] === answer);
	const rest = those(false).filter(({namespaced}) => namespaced);
	const all = into.items.namespaces ?? [];
	const namespaces = rest.length === 0 ? [] : all.slice(0, mostNamespaces).map(({metadata}) => metadata.name);
	const inNamespace: Record<string, string[]> = {};
	await Promise.all(
		namespaces.map(async namespace => {
			const rules = await run(() => rulesIn(reader, namespace, signal));
			if (rules)
				inNamespace[namespace] = rest
					.filter(({verb, group, plural}) => rules.some(rule => allows(rule, {verb, group, resource: plural})))
					.map(rightSays);
		}),
	);
	if (signal?.aborted) return;
	const unsure = those(undefined).map(rightSays);
	const whole = unsure.length === 0 && into.read.namespaces === 'complete' && Object.keys(inNamespace).length === all.length;
	into.know({rights: {everywhere: those(true).map(rightSays), inNamespace, unsure, whole}});
}

/** A right for some names only counts as one: which names is for the preview to find out. undefined where the server does not know it all. */
async function rulesIn(reader: Reader, namespace: string, signal?: AbortSignal): Promise<readonly PolicyRule[] | undefined> {
	try {
		const {status, body} = await reader.review('selfsubjectrulesreviews', 'v1', {namespace}, signal);
		const {incomplete, resourceRules} = (body['status'] ?? {}) as {readonly incomplete?: unknown; readonly resourceRules?: unknown};
		if (status !== 201 || incomplete === true || !Array.isArray(resourceRules)) return undefined;
		return resourceRules.map((rule: Readonly<Record<string, unknown>>) => ({
			verbs: texts(rule['verbs']),
			apiGroups: texts(rule['apiGroups']),
			resources: texts(rule['resources']),
		}));
	} catch (error) {
		if (error instanceof Failure || signal?.aborted) return undefined;
		throw error;
	}
}

const texts = (value: unknown) => (Array.isArray(value) ? value.filter(one => typeof one === 'string').map(visible) : []);
