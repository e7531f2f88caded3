/** "a, b and c". */
export function inWords(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** "shop/deployment/checkout", as it stands there: escaping is up to whoever shows it. */
export function objectSays({kind, namespace, name}: {readonly kind: string; readonly namespace?: string; readonly name: string}): string {
	return `${namespace === undefined ? '' : `${namespace}/`}${kind.toLowerCase()}/${name}`;
}

/** Where patches of a cluster are saved, below the current directory. */
export function fixesFolder(cluster: string): string {
	return `castellan-fixes/${cluster.replace(/[^A-Za-z0-9.-]/g, '-')}`;
}

/** "1 object", "3 objects", "10,000 objects". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
	return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}
