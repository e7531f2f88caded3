const longest = 24;

/**
 * What a cluster is called in lines, for typing and for files: what follows the last `/`, `_` or `:` of the context; the server's host
 * where that is kubeadm's default or nothing is left. Plain ASCII, at most 24 letters.
 */
export function shortName(context: string, server: string): string {
	const tail = context === 'kubernetes-admin@kubernetes' ? '' : (context.split(/[/_:]/).at(-1) ?? '');
	const name = plain(tail) || plain(hostOf(server)) || 'cluster';
	return name.slice(0, longest);
}

/** Names for several contexts: one that occurs twice gives way to the server's host, and then to the whole context. */
export function shortNames(contexts: readonly {readonly id: string; readonly server: string}[]): string[] {
	const first = contexts.map(({id, server}) => shortName(id, server));
	const isDouble = (names: readonly string[], index: number) => names.some((name, other) => other !== index && name === names[index]);
	const second = first.map((name, index) =>
		isDouble(first, index) ? plain(hostOf((contexts[index] as {server: string}).server)).slice(0, longest) || name : name,
	);
	return second.map((name, index) =>
		isDouble(second, index)
			? plain((contexts[index] as {id: string}).id).slice(0, longest) || `${name.slice(0, longest - 3)}-${index + 1}`
			: name,
	);
}

function hostOf(server: string): string {
	const url = URL.parse(server.includes('://') ? server : `https://${server}`);
	return url === null ? '' : /^(127\.|localhost|\[::1\])/.test(url.hostname) ? url.host : url.hostname;
}

function plain(text: string): string {
	return text.replace(/[^A-Za-z0-9.:@-]+/g, '-').replace(/^-+|-+$/g, '');
}
