/** The oldest Node that castellan runs on; the same as `engines` in package.json. */
export const oldest = '22.21';

/** What to tell on a Node that is too old, as lines; undefined on one that is new enough. */
export function tooOld(version: string): string | undefined {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [wantedMajor = 0, wantedMinor = 0] = oldest.split('.').map(Number);
	if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return undefined;
	return [
		`castellan: Node ${version} is too old.`,
		`  castellan runs on Node ${oldest} or newer.`,
		'  → Install a current Node, or in a clone of the project run `npm start`, which brings its own.',
		'',
	].join('\n');
}
