/** Where an address can be reached from. */
export type Reach = 'public' | 'private' | 'loopback' | 'unknown';

/** What a literal IP address says about its reach; a host name says nothing. */
export function reachOf(address: string): Reach {
	const text = address.replace(/^\[|\]$/g, '').toLowerCase();
	const four = parts4(text.startsWith('::ffff:') ? text.slice(7) : text);
	if (four) return reach4(four);
	return text.includes(':') && /^[0-9a-f:.%]+$/.test(text) ? reach6(text) : 'unknown';
}

function parts4(text: string): readonly [number, number, number, number] | undefined {
	const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
	if (!match) return undefined;
	const parts = match.slice(1).map(Number) as [number, number, number, number];
	return parts.every(part => part <= 255) ? parts : undefined;
}

/** RFC 1918, 6598, 3927, 5735. */
function reach4([a, b]: readonly [number, number, number, number]): Reach {
	if (a === 127) return 'loopback';
	const inside =
		a === 0 ||
		a === 10 ||
		(a === 172 && b >= 16 && b <= 31) ||
		(a === 192 && b === 168) ||
		(a === 169 && b === 254) ||
		(a === 100 && b >= 64 && b <= 127) ||
		a >= 224;
	return inside ? 'private' : 'public';
}

/** RFC 4193 and 4291. */
function reach6(text: string): Reach {
	if (text === '::1') return 'loopback';
	return /^(f[cd]|fe[89ab]|ff)/.test(text) || text === '::' ? 'private' : 'public';
}

/** Whether a range holds so many public addresses that it names nobody: it is wider than what is given to one owner. */
export function isAnyone(cidr: string): boolean {
	const [base = '', bits = ''] = cidr.trim().toLowerCase().split('/');
	if (!/^\d+$/.test(bits)) return false;
	return base.includes(':') ? Number(bits) < 16 && !/^f[c-f]/.test(base) : Number(bits) < 8;
}
