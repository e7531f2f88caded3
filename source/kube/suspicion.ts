import type {SecretForm, Suspicion} from '../model/index.js';

/** Words that name a password or another secret, also at the end of a longer word: PGPASSWORD, authtoken. */
const passwords = /^pwd$|pass(word|wd|phrase)$/;
const secrets = /(secret|token|credentials?|dsn|connectionstring|(api|access|account|private|encryption|secret)key)$/;
/** Words that belong together: access key. */
const pairs = /^((api|access|account|private|encryption) key|connection string)$/;
/** Keys of clouds under names of their own: AZURE_BATCH_KEY, OCI_CLI_KEY_CONTENT. */
const cloudNames = /^(aws|azure|oci|gcp|google)[-_].*(?<!kms|public)[-_]key([-_]content)?$/i;
/** The name of a Secret, not what is in it. */
const references = /^(pull|tls|ssl) ?secret$/;
/** After the word for a secret: it tells where one lies, or how one must be. */
const harmless =
	/^(file|path|dir|directory|ur[il]|endpoint|host|port|name|namespace|ref|ttl|expir.*|life(time|span)|length|policy|enabled|required|header|field|mount|config|provider|store|backend|engine|type|kind|format|encoding|encryption|alg(orithm)?|version|issuer|audience|prefix|rotation|interval|period|timeout|days|hours|minutes|seconds|ms)$/;
const nothing =
	/^(|true|false|yes|no|on|off|none|null|nil|""|''|\$\(.*\)|\$\{.*\}|\$[\w@*]+|<.*>|\{\{.*\}\}|`.*`|[|>][-+]?\d?|[[{(]|\[\]|\{\})$/i;
/** A small number or a time, as in TOKEN_CACHE=100: a secret only directly under the word for one. */
const amount = /^\d{1,5}$|^\d+(\.\d+)?(ms|[smhdw])$/i;

const forms: readonly (readonly [SecretForm, RegExp])[] = [
	['private-key', /-{3,5} ?BEGIN [A-Z ]{0,40}PRIVATE KEY/],
	['cloud-key', /(?<![A-Za-z0-9])(AKIA|ASIA)[0-9A-Z]{16}(?![A-Za-z0-9])/],
	['cloud-key', /(?<![A-Za-z0-9_-])AIza[0-9A-Za-z_-]{35}(?![A-Za-z0-9_-])/],
	['token', /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{30,}/],
	['token', /(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20,}/],
	['token', /(?<![A-Za-z0-9])xox[abprs]-/],
	['token', /^sk-[A-Za-z0-9_-]{20,}$/],
	['token', /(?<![A-Za-z0-9_-])eyJhbGciO/],
	['token', /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\./],
	['login', /(?<![a-z0-9])[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@"'$]{0,256}:(?![$<{])[^\s/@"']{1,256}@/i],
];

/** What a value looks like by itself. */
function formOfValue(value: string): SecretForm | undefined {
	return forms.find(([, pattern]) => pattern.test(value))?.[0];
}

const longestName = 253;
/** The words of a name between its signs and humps, without numbers at their ends: DB_PASSWORD_1, dbPassword. */
function wordsOf(name: string): string[] {
	return name
		.slice(-longestName)
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.map(word => word.replace(/\d+$/, ''))
		.filter(word => word !== '');
}

/** What a name says of its value: by the last of its words that names a secret, and whether others follow that. */
function saidBy(name: string): {form: SecretForm; last: boolean} | undefined {
	const words = wordsOf(name);
	const isPassword = (word: string, index: number) => passwords.test(word) || (word === 'pass' && index === words.length - 1);
	const isSecret = (word: string, index: number) => {
		const pair = `${words[index - 1] ?? ''} ${word}`;
		return pairs.test(pair) || (secrets.test(word) && !references.test(word) && !references.test(pair));
	};
	const found = words.findLastIndex((word, index) => isPassword(word, index) || isSecret(word, index));
	if (found < 0) return cloudNames.test(name) ? {form: 'name', last: true} : undefined;
	if (words.slice(found + 1).some(word => harmless.test(word))) return undefined;
	return {form: isPassword(words[found] ?? '', found) ? 'password' : 'name', last: found === words.length - 1};
}

/** What a literal looks like: by the known form of a key, else by its name. Only this answer is kept, never the value. */
export function formOfSecret(name: string, value: string): SecretForm | undefined {
	const form = formOfValue(value);
	if (form) return form;
	if (nothing.test(value) || /^[a-z][a-z0-9+.-]*:\/\/\S*$/i.test(value)) return undefined;
	const said = saidBy(name);
	return said && (said.last || !amount.test(value)) ? said.form : undefined;
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
		const text = value.slice(0, longestData).trim();
		const whole = text.includes('\n') ? formOfValue(text) : formOfSecret(key, text);
		if (whole) return [{key, form: whole}];
		const lines = text
			.split('\n')
			.flatMap(settingsIn)
			.map(one => ({...one, key: `${key} ${one.key}`}));
		return lines.filter(({key: one}, index) => lines.findIndex(other => other.key === one) === index);
	});
}

/** A line is one setting, or holds several between braces. */
function settingsIn(line: string): Suspicion[] {
	const parts = /[{[]/.test(line) ? [line, ...line.replace(/\$\{[^{}]*\}|\{\{[^{}]*\}\}/g, '').split(/[{}[\],]/)] : [line];
	return parts.flatMap(part => {
		const [, name = '', rest = ''] = /^\s*(?:export\s+|-\s+)?["']?([A-Za-z][A-Za-z0-9_.-]{0,63})["']?\s*[:=](.*)$/.exec(part) ?? [];
		const form = name === '' ? undefined : formOfSecret(name, unquoted(rest.trim().replace(/,$/, '')));
		return form ? [{key: name, form}] : [];
	});
}
