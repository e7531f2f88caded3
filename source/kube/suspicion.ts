const names =
	/(pass(word|wd|phrase)?|secret|token|credential|api[-_]?key|access[-_]?key|private[-_]?key|client[-_]?secret|connection[-_]?string|dsn)$/i;
const harmless = /(file|path|dir|url|uri|name|ttl|expir|length|policy|enabled|header|field|mount)$/i;
const values = [
	/^AKIA[0-9A-Z]{16}$/,
	/^gh[pousr]_[A-Za-z0-9]{30,}$/,
	/^xox[abprs]-/,
	/^sk-[A-Za-z0-9_-]{20,}$/,
	/^eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\./,
	/-----BEGIN [A-Z ]*PRIVATE KEY-----/,
	/^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/i,
];

/** Whether a literal looks like a secret: by its name, or by the known form of a token. Only this answer is kept, never the value. */
export function isSuspicious(name: string, value: string): boolean {
	if (values.some(pattern => pattern.test(value))) return true;
	return names.test(name) && !harmless.test(name) && value.length > 3 && !/^(true|false|none|null|\$\(.*\))$/i.test(value);
}
