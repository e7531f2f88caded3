/** "a, b and c". */
export function inWords(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Where patches of a cluster are saved, below the current directory. */
export function fixesFolder(cluster: string): string {
	return `castellan-fixes/${cluster.replace(/[^A-Za-z0-9.-]/g, '-')}`;
}

/** "1 object", "3 objects", "10,000 objects". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
	return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}
