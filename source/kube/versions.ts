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
type Ends = {readonly standard: string; readonly extended?: string};
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

/** Whether a version still gets fixes on a given day. A version newer than the data is unknown, never ended. */
export function support(version: ServerVersion, platform: Platform, today: string): Support {
	const minor = `${version.major}.${version.minor}`;
	const source = `support dates as of ${dataDate}${isStale(today) ? ', which is too old to be sure' : ''}`;
	if (version.major > 1 || version.minor > newestMinor) return {state: 'unknown', says: [`${minor} is newer than the ${source}`]};
	const provider = providers[platform]?.[minor];
	const standard = provider?.standard ?? upstream[minor];
	if (standard === undefined) return {state: 'ended', says: [`${minor} is older than every version that still gets fixes`, source]};
	const who = provider ? (providerName[platform] as string) : 'the project';
	const left = daysUntil(standard, today);
	if (left > soonDays) return {state: 'supported', says: [`${who} supports ${minor} until ${standard}`, source]};
	if (left >= 0) return {state: 'ends-soon', says: [`${who} supports ${minor} only until ${standard}, ${left} days from now`, source]};
	if (provider?.extended !== undefined && daysUntil(provider.extended, today) >= 0) {
		return {
			state: 'extended',
			says: [`${who} gives ${minor} extended support only, until ${provider.extended}`, `standard support ended on ${standard}`, source],
		};
	}
	return {state: 'ended', says: [`${who} stopped fixing ${minor} on ${provider?.extended ?? standard}`, source]};
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
