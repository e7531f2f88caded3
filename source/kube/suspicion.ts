import type {SecretForm, Suspicion} from '../model/index.js';

const passwords = /(^|[^a-z])pass(word|wd|phrase)?$|pass(word|wd|phrase)$|(^|[^a-z])pwd$/i;
const names =
	/(secret|token|credentials?|api[-_]?key|access[-_]?key|account[-_]?key|private[-_]?key|encryption[-_]?key|client[-_]?secret|connection[-_]?string|dsn)$/i;
/** Keys of clouds under names of their own: AZURE_BATCH_KEY, OCI_CLI_KEY_CONTENT. */
const cloudNames = /^(aws|azure|oci|gcp|google)[-_].*[-_]key([-_]content)?$/i;
const harmless =
	/(file|path|dir|url|uri|name|ttl|expir|length|policy|enabled|header|field|mount|(kms|public)[-_]key|(pull|tls|ssl)[-_]?secret)$/i;
const nothing = /^(true|false|yes|no|on|off|none|null|nil|""|''|\$\(.*\)|\$\{.*\}|\$[A-Z_]+|<.*>|\{\{.*\}\})$/i;
const shortest = 3;

const forms: readonly (readonly [SecretForm, RegExp])[] = [
	['private-key', /-{3,5} ?BEGIN [A-Z ]{0,40}PRIVATE KEY/],
	['cloud-key', /(?<![A-Za-z0-9])(AKIA|ASIA)[0-9A-Z]{16}(?![A-Za-z0-9])/],
	['cloud-key', /(?<![A-Za-z0-9_-])AIza[0-9A-Za-z_-]{35}(?![A-Za-z0-9_-])/],
	['token', /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{30,}/],
	['token', /(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20,}/],
	['token', /(?<![A-Za-z0-9])xox[abprs]-/],
	['token', /^sk-[A-Za-z0-9_-]{20,}$/],
	['token', /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\./],
	['login', /(?<![a-z0-9])[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@"'$]{0,256}:(?![$<{])[^\s/@"']{1,256}@/i],
];

/** What a value looks like by itself. */
function formOfValue(value: string): SecretForm | undefined {
	return forms.find(([, pattern]) => pattern.test(value))?.[0];
}

/** What a literal looks like: by the known form of a key, else by its name. Only this answer is kept, never the value. */
export function formOfSecret(name: string, value: string): SecretForm | undefined {
	const form = formOfValue(value);
	if (form) return form;
	if (value.length < shortest || nothing.test(value) || harmless.test(name)) return undefined;
	if (/^[a-z][a-z0-9+.-]*:\/\/\S*$/i.test(value)) return undefined;
	return passwords.test(name) ? 'password' : names.test(name) || cloudNames.test(name) ? 'name' : undefined;
}

/** Whether a literal looks like a secret. */
export function isSuspicious(name: string, value: string): boolean {
	return formOfSecret(name, value) !== undefined;
}

/** Annotations name secrets far more often than they hold them: only a password under its name counts, and the forms of keys. */
export function formOfAnnotation(key: string, value: string): SecretForm | undefined {
	const name = key.slice(key.indexOf('/') + 1);
	const form = formOfSecret(name, value);
	return form === 'name' && !/(api|access|private)[-_]?key$/i.test(name) ? undefined : form;
}

const longestKey = 64;
/** A name that may be shown: what stands there is a word, not a value. */
const isName = (key: string) => key.length <= longestKey && /^-{0,2}[A-Za-z][A-Za-z0-9_.-]*$/.test(key);

/** `--password=x`, `--password x`, and `PASSWORD=x` in a line for a shell; a value of known form stands under no name. */
export function suspiciousWords(words: readonly string[]): Suspicion[] {
	const found = new Map<string, Suspicion>();
	const add = (key: string, form: SecretForm | undefined) => {
		if (form && !found.has(key)) found.set(key, {key, form});
	};
	const parts = words.flatMap(word => (/\s/.test(word) && !/-BEGIN /.test(word) ? word.split(/[\s;&|]+/) : [word]));
	for (const [index, part] of parts.entries()) {
		const equals = part.indexOf('=');
		const key = equals < 0 ? part : part.slice(0, equals);
		const next = parts[index + 1];
		if (isName(key) && equals > 0) add(key, formOfSecret(key, unquoted(part.slice(equals + 1))));
		else if (isName(key) && key.startsWith('-') && next !== undefined && !next.startsWith('-')) add(key, formOfSecret(key, unquoted(next)));
		else if (!/^-[^=]*$/.test(parts[index - 1] ?? '')) add('', formOfValue(part));
	}
	return [...found.values()];
}

const unquoted = (text: string) => text.replace(/^["']|["']$/g, '');

const longestData = 262_144;
/** Of a ConfigMap: its keys, and within a file the names of its lines: `app.properties db.password`. */
export function suspiciousData(data: Readonly<Record<string, string>>): Suspicion[] {
	return Object.entries(data).flatMap(([key, value]): Suspicion[] => {
		const text = value.slice(0, longestData);
		if (!text.trim().includes('\n')) {
			const form = formOfSecret(key, text.trim());
			return form ? [{key, form}] : [];
		}
		const whole = formOfValue(text);
		if (whole) return [{key, form: whole}];
		const lines = text.split('\n').flatMap(line => {
			const [, name = '', rest = ''] = /^\s*(?:export\s+|-\s+)?["']?([A-Za-z][A-Za-z0-9_.-]{0,63})["']?\s*[:=](.*)$/.exec(line) ?? [];
			const form = name === '' ? undefined : formOfSecret(name, unquoted(rest.trim().replace(/,$/, '')));
			return form ? [{key: `${key} ${name}`, form}] : [];
		});
		return lines.filter(({key: one}, index) => lines.findIndex(other => other.key === one) === index);
	});
}
