import {dataDate, isStale} from './versions.js';

const day = 24 * 60 * 60 * 1000;

/** Last day with fixes, by release; a longer name stands before the shorter one that it begins with. Day of the data: `dataDate` of versions. https://endoflife.date */
type Family = {readonly name: string; readonly pattern: RegExp; readonly ends: Readonly<Record<string, string>>};
const systems: readonly Family[] = [
	{
		name: 'Ubuntu',
		pattern: /^Ubuntu (\d+\.\d+)/i,
		ends: {'26.04': '2031-04-30', '25.10': '2026-07-01', '24.04': '2029-05-31', '22.04': '2027-04-30'},
	},
	{name: 'Amazon Linux', pattern: /^Amazon Linux (2023|2)\b/i, ends: {'2023': '2029-06-30', '2': '2026-06-30'}},
	{
		name: 'Container-Optimized OS',
		pattern: /^Container-Optimized OS.*?\b(\d{2,3})\b/i,
		ends: {'129': '2028-03-01', '125': '2027-09-01', '121': '2027-03-01', '117': '2026-09-01', '113': '2026-05-12'},
	},
	{name: 'Container Linux', pattern: /^Container Linux by CoreOS()/i, ends: {'': '2020-05-26'}},
];
const containerd: Family = {
	name: 'containerd',
	pattern: /^containerd:\/\/v?(\d+\.\d+)/,
	ends: {'2.3': '2028-04-30', '2.2': '2026-11-06', '2.1': '2026-07-03', '2.0': '2027-03-01', '1.7': '2026-09-01', '1.6': '2025-08-23'},
};

export type SoftwareSupport =
	/** `left`: whole days until the end, negative after it. */
	| {readonly known: true; readonly name: string; readonly end: string; readonly left: number}
	/** Older than everything that the data know. */
	| {readonly known: true; readonly name: string; readonly end?: undefined}
	/** Newer than the data, or not in them. */
	| {readonly known: false; readonly name: string};

/** Numbers of a release, for comparing. */
const order = (release: string) => release.split('.').map(Number);
function isOlder(a: string, b: string): boolean {
	const [left, right] = [order(a), order(b)];
	for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
		const [one = 0, other = 0] = [left[at], right[at]];
		if (one !== other) return one < other;
	}
	return false;
}

function supportOf({name, pattern, ends}: Family, text: string, today: string): SoftwareSupport | undefined {
	const release = pattern.exec(text)?.[1];
	if (release === undefined) return undefined;
	const called = `${name} ${release}`.trim();
	const end = ends[release];
	if (end !== undefined)
		return {known: true, name: called, end, left: Math.floor((Date.parse(`${end}T23:59:59Z`) - Date.parse(today)) / day)};
	return Object.keys(ends).every(one => isOlder(release, one)) ? {known: true, name: called} : {known: false, name: called};
}

/** Whether the operating system of a node (its `osImage`) still gets fixes. */
export function systemSupport(osImage: string, today: string): SoftwareSupport {
	const found = systems.map(family => supportOf(family, osImage, today)).find(Boolean);
	return found ?? {known: false, name: osImage};
}

/** Whether a containerd (`containerd://2.1.4`) still gets fixes; undefined for another runtime. */
export function containerdSupport(runtime: string, today: string): SoftwareSupport | undefined {
	return supportOf(containerd, runtime, today);
}

/** How old the data are, as a sentence says it. */
export const supportSource = (today: string) => `support dates as of ${dataDate}${isStale(today) ? ', which is too old to be sure' : ''}`;
