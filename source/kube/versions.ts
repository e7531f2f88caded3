import type {Platform, ServerVersion} from '../model/index.js';

/** Day of the newest source of the tables below. */
export const dataDate = '2026-08-22';
const staleAfterMonths = 9;
const soonDays = 60;
const day = 24 * 60 * 60 * 1000;

/** End of life of each minor, upstream. https://endoflife.date/kubernetes */
const upstream: Readonly<Record<string, string>> = {
	'1.36': '2027-06-28',
	'1.35': '2027-02-28',
	'1.34': '2026-10-27',
	'1.33': '2026-06-28',
	'1.32': '2026-02-28',
	'1.31': '2025-11-11',
	'1.30': '2025-07-15',
	'1.29': '2025-02-28',
	'1.28': '2024-10-28',
};
/** `standard` is left out where it was over before the data begin. */
type Ends = {readonly standard?: string; readonly extended?: string};
const eks: Readonly<Record<string, Ends>> = {
	'1.36': {standard: '2027-08-02', extended: '2028-08-02'},
	'1.35': {standard: '2027-03-27', extended: '2028-03-27'},
	'1.34': {standard: '2026-12-02', extended: '2027-12-02'},
	'1.33': {standard: '2026-07-29', extended: '2027-07-29'},
	'1.32': {standard: '2026-03-23', extended: '2027-03-23'},
	'1.31': {standard: '2025-11-26', extended: '2026-11-26'},
	'1.30': {standard: '2025-07-23', extended: '2026-07-23'},
};
const gke: Readonly<Record<string, Ends>> = {
	'1.36': {standard: '2027-06-30', extended: '2027-08-09'},
	'1.35': {standard: '2027-02-28', extended: '2027-04-11'},
	'1.34': {standard: '2026-08-30', extended: '2026-10-01'},
	'1.33': {standard: '2026-06-30', extended: '2026-08-03'},
	'1.32': {standard: '2026-02-28', extended: '2026-04-11'},
};
const aks: Readonly<Record<string, Ends>> = {
	'1.36': {standard: '2027-06-30', extended: '2028-06-30'},
	'1.35': {standard: '2027-03-31', extended: '2028-03-31'},
	'1.34': {standard: '2026-11-30', extended: '2027-11-30'},
	'1.33': {standard: '2026-07-31', extended: '2027-07-31'},
	'1.32': {standard: '2026-03-31', extended: '2027-03-31'},
	'1.31': {standard: '2025-11-01', extended: '2026-11-30'},
};
/** By OpenShift's own version. https://endoflife.date/red-hat-openshift */
const openshift: Readonly<Record<string, Ends>> = {
	'4.22': {standard: '2027-12-31'},
	'4.21': {standard: '2027-08-03'},
	'4.20': {standard: '2027-04-21'},
	'4.19': {standard: '2026-12-17'},
	'4.18': {standard: '2026-08-25', extended: '2027-02-25'},
	'4.17': {standard: '2026-04-01'},
	'4.16': {extended: '2026-06-27'},
};
const newestOpenshift = 22;
const providers: Readonly<Partial<Record<Platform, Readonly<Record<string, Ends>>>>> = {eks, gke, aks};
const providerName: Readonly<Partial<Record<Platform, string>>> = {eks: 'EKS', gke: 'GKE', aks: 'AKS'};

/** Newest minor that the data know. */
export const newestMinor = 36;

export type Support = {
	/** `extended`: only paid or long-term support is left. `unknown`: the data do not know this version. */
	readonly state: 'supported' | 'ends-soon' | 'extended' | 'ended' | 'unknown';
	/** The most telling sentence first. */
	readonly says: readonly string[];
};

const sourceOn = (today: string) => `support dates as of ${dataDate}${isStale(today) ? ', which is too old to be sure' : ''}`;

/** Whether a version still gets fixes on a given day. A version newer than the data is unknown, never ended. */
export function support(version: ServerVersion, platform: Platform, today: string): Support {
	const minor = `${version.major}.${version.minor}`;
	if (version.major > 1 || version.minor > newestMinor) return {state: 'unknown', says: [`${minor} is newer than the ${sourceOn(today)}`]};
	const provider = providers[platform]?.[minor];
	const standard = upstream[minor];
	const who = provider ? (providerName[platform] as string) : 'the project';
	return until(who, minor, provider ?? (standard === undefined ? undefined : {standard}), today);
}

/** The same by OpenShift's own version and dates; undefined for OKD, whose dates are others, and for what is no version. */
export function openshiftSupport(text: string, today: string): Support | undefined {
	const version = parsedVersion(text);
	if (!version || /okd/i.test(text)) return undefined;
	const minor = `${version.major}.${version.minor}`;
	const name = `OpenShift ${minor}`;
	if (version.major > 4 || (version.major === 4 && version.minor > newestOpenshift))
		return {state: 'unknown', says: [`${name} is newer than the ${sourceOn(today)}`]};
	return until('Red Hat', name, openshift[minor], today);
}

function until(who: string, name: string, ends: Ends | undefined, today: string): Support {
	const source = sourceOn(today);
	if (!ends) return {state: 'ended', says: [`${name} is older than every version that still gets fixes`, source]};
	const {standard, extended} = ends;
	const left = standard === undefined ? -1 : daysUntil(standard, today);
	if (left > soonDays) return {state: 'supported', says: [`${who} supports ${name} until ${standard}`, source]};
	if (left >= 0) return {state: 'ends-soon', says: [`${who} supports ${name} only until ${standard}, ${left} days from now`, source]};
	if (extended !== undefined && daysUntil(extended, today) >= 0) {
		const over = standard === undefined ? [] : [`standard support ended on ${standard}`];
		return {state: 'extended', says: [`${who} gives ${name} extended support only, until ${extended}`, ...over, source]};
	}
	return {state: 'ended', says: [`${who} stopped fixing ${name} on ${extended ?? standard}`, source]};
}

export function isStale(today: string): boolean {
	const end = new Date(dataDate);
	end.setUTCMonth(end.getUTCMonth() + staleAfterMonths);
	return Date.parse(today) > end.getTime();
}

function daysUntil(date: string, today: string): number {
	return Math.floor((Date.parse(`${date}T23:59:59Z`) - Date.parse(today)) / day);
}

/** `v1.34.2-gke.100`, `1.34` and `1.34+` as numbers; undefined where it is no version. */
export function parsedVersion(text: string): ServerVersion | undefined {
	const match = /^v?(\d{1,3})\.(\d{1,3})(?:[.+-].*)?\+?$/.exec(text.trim());
	return match
		? {gitVersion: text.trim().startsWith('v') ? text.trim() : `v${text.trim()}`, major: Number(match[1]), minor: Number(match[2])}
		: undefined;
}
