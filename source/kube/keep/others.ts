import type {
	ApiService,
	ClusterVersion,
	CustomObject,
	CustomResourceDefinition,
	IssuedCertificate,
	PodDisruptionBudget,
	ServiceAccount,
	WebhookConfiguration,
} from '../../model/index.js';
import {at, compact, field, flag, list, number, type Raw, text, texts} from './raw.js';
import {keepSelector} from './selector.js';

export function keepServiceAccount(raw: Raw): Omit<ServiceAccount, 'metadata'> {
	const names = (key: string) => list(field(raw, key)).flatMap(one => text(field(one, 'name')) ?? []);
	return compact({
		automountServiceAccountToken: flag(field(raw, 'automountServiceAccountToken')),
		secrets: names('secrets'),
		imagePullSecrets: names('imagePullSecrets'),
	}) as Omit<ServiceAccount, 'metadata'>;
}

type ServiceReference = {namespace: string; name: string; port?: number};
function service(raw: Raw): ServiceReference | undefined {
	const [namespace, name] = [text(field(raw, 'namespace')), text(field(raw, 'name'))];
	return namespace === undefined || name === undefined
		? undefined
		: (compact({namespace, name, port: number(field(raw, 'port'))}) as ServiceReference);
}

export function keepWebhooks(raw: Raw): Omit<WebhookConfiguration, 'metadata'> {
	return {
		webhooks: list(field(raw, 'webhooks')).map(hook => ({
			name: text(field(hook, 'name')) ?? '',
			...compact({
				failurePolicy: text(field(hook, 'failurePolicy')),
				service: service(at(hook, 'clientConfig', 'service')),
				url: at(hook, 'clientConfig', 'url') === undefined ? undefined : true,
				namespaceSelector: keepSelector(field(hook, 'namespaceSelector')),
				rules: list(field(hook, 'rules')).map(rule =>
					compact({
						operations: texts(field(rule, 'operations')),
						apiGroups: texts(field(rule, 'apiGroups')),
						resources: texts(field(rule, 'resources')),
					}),
				),
			}),
		})),
	};
}

export function keepApiService(raw: Raw): Omit<ApiService, 'metadata'> {
	return compact({
		service: service(at(raw, 'spec', 'service')),
		insecureSkipTLSVerify: flag(at(raw, 'spec', 'insecureSkipTLSVerify')),
	}) as Omit<ApiService, 'metadata'>;
}

export function keepDefinition(raw: Raw): Omit<CustomResourceDefinition, 'metadata'> {
	return compact({conversionService: service(at(raw, 'spec', 'conversion', 'webhook', 'clientConfig', 'service'))}) as Omit<
		CustomResourceDefinition,
		'metadata'
	>;
}

export function keepDisruptionBudget(raw: Raw): Omit<PodDisruptionBudget, 'metadata'> {
	return compact({
		selector: field(raw, 'spec') === undefined ? undefined : keepSelector(at(raw, 'spec', 'selector')),
		disruptionsAllowed: number(at(raw, 'status', 'disruptionsAllowed')),
	}) as Omit<PodDisruptionBudget, 'metadata'>;
}

export function keepIssuedCertificate(raw: Raw): Omit<IssuedCertificate, 'metadata'> {
	const ready = list(at(raw, 'status', 'conditions')).find(condition => field(condition, 'type') === 'Ready');
	const issuer = text(at(raw, 'spec', 'issuerRef', 'name'));
	return compact({
		isCA: flag(at(raw, 'spec', 'isCA')),
		secretName: text(at(raw, 'spec', 'secretName')),
		issuer: issuer === undefined ? undefined : {kind: text(at(raw, 'spec', 'issuerRef', 'kind')) ?? 'Issuer', name: issuer},
		ready: ready === undefined ? undefined : field(ready, 'status') === 'True',
		since: text(field(ready, 'lastTransitionTime')),
		notAfter: text(at(raw, 'status', 'notAfter')),
		renewalTime: text(at(raw, 'status', 'renewalTime')),
	}) as Omit<IssuedCertificate, 'metadata'>;
}

const deepest = 12;
const longestText = 1024;
/** A custom kind's spec, cut where it is too deep or too long; keys that name secrets lose their values. */
export function keepCustom(raw: Raw): Omit<CustomObject, 'metadata'> {
	const spec = trimmed(field(raw, 'spec') ?? severalSpecs(raw), 0);
	return {
		kind: text(field(raw, 'kind')) ?? '',
		...(typeof spec === 'object' && spec !== null && !Array.isArray(spec) && {spec: spec as Record<string, unknown>}),
	};
}

/** Cilium's policies may hold several, `specs`; they are kept under that name. */
function severalSpecs(raw: Raw): Raw {
	const specs = list(field(raw, 'specs'));
	return specs.length > 0 ? {specs} : undefined;
}

/** The newest entry of its history stands first; one that is still going on is Partial. */
export function keepClusterVersion(raw: Raw): Omit<ClusterVersion, 'metadata'> {
	const completed = list(at(raw, 'status', 'history')).find(one => text(field(one, 'state')) === 'Completed');
	const version = text(field(completed, 'version')) ?? text(at(raw, 'status', 'desired', 'version'));
	return {...keepCustom(raw), ...compact({version})};
}

const secretKey = /pass(word|wd)?|token|secret(?!(Name|Ref|KeyRef|Store))|credential|privateKey/i;
function trimmed(value: Raw, depth: number): Raw {
	if (typeof value === 'string') return value.slice(0, longestText);
	if (typeof value !== 'object' || value === null) return value;
	if (depth >= deepest) return undefined;
	if (Array.isArray(value)) return value.map(one => trimmed(one, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [key, trimmed(secretKey.test(key) ? blank(inner) : inner, depth + 1)]),
	);
}

const blank = (value: Raw): Raw => (typeof value === 'string' ? '' : Array.isArray(value) ? value.map(blank) : value);

/** An application's spec may hold the values of a chart, and with them anything. */
export function keepNameOnly(raw: Raw): Omit<CustomObject, 'metadata'> {
	return {kind: text(field(raw, 'kind')) ?? ''};
}
