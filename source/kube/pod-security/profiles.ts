import {containersOf} from '../containers.js';
import {
	badContainers,
	butWindows,
	type Check,
	containersNamed,
	found,
	namesOf,
	type Place,
	type Pod,
	placesOf,
	plural,
	quoted,
	type Rule,
	settersOf,
	sorted,
} from './check.js';

const allowedType = (type: string | undefined) => type === 'RuntimeDefault' || type === 'Localhost';
const annotated = (key: string, value: string) => `${key}=${JSON.stringify(value)}`;
const atAnnotation = (key: string, value: string): Place => ({path: `metadata.annotations[${key}]`, value});

const appArmorPrefix = 'container.apparmor.security.beta.kubernetes.io/';
const appArmorProfile: Check = {
	id: 'appArmorProfile',
	level: 'baseline',
	since: [
		[
			0,
			pod => {
				const set = settersOf(pod, 'appArmorProfile.type', ({appArmorProfile: profile}) =>
					profile && !allowedType(profile.type) ? (profile.type ?? '') : undefined,
				);
				const annotations = Object.entries(pod.annotations).filter(
					([key, value]) =>
						key.startsWith(appArmorPrefix) && value !== '' && value !== 'runtime/default' && !value.startsWith('localhost/'),
				);
				const values = [...set.values, ...annotations.map(([key, value]) => annotated(key, value)).sort()];
				const says = [set.says, annotations.length > 0 ? plural(annotations.length, 'annotation') : ''].filter(Boolean).join(' and ');
				return found(
					[...set.places, ...annotations.map(([key, value]) => atAnnotation(key, value))],
					plural(values.length, 'forbidden AppArmor profile'),
					`${says} must not set AppArmor profile type to ${quoted(values)}`,
				);
			},
		],
	],
};

const setsForbidden = (pod: Pod) =>
	settersOf(pod, 'seccompProfile.type', ({seccompProfile}) =>
		seccompProfile && !allowedType(seccompProfile.type) ? (seccompProfile.type ?? '') : undefined,
	);
const seccompIsOff: Rule = pod => {
	const {says, values, places} = setsForbidden(pod);
	return found(places, 'seccompProfile', `${says} must not set securityContext.seccompProfile.type to ${quoted(values)}`);
};
const seccompAnnotations: Rule = pod => {
	const keys = sorted([
		'seccomp.security.alpha.kubernetes.io/pod',
		...containersOf(pod.spec).map(({container}) => `container.seccomp.security.alpha.kubernetes.io/${container.name}`),
	]);
	const bad = keys.flatMap(key => {
		const value = pod.annotations[key];
		const fine = value === undefined || value === 'runtime/default' || value === 'docker/default' || value.startsWith('localhost/');
		return fine ? [] : [[key, value] as const];
	});
	const says = bad.map(([key, value]) => annotated(key, value)).sort();
	return found(
		bad.map(([key, value]) => atAnnotation(key, value)),
		'seccompProfile',
		`forbidden ${plural(says.length, 'annotation')} ${says.join(', ')}`,
	);
};
const seccompBaseline: Check = {
	id: 'seccompProfile_baseline',
	level: 'baseline',
	since: [
		[0, seccompAnnotations],
		[19, seccompIsOff],
	],
};

const lacksSeccomp: Rule = pod => {
	const off = seccompIsOff(pod);
	if (off) return off;
	const whole = pod.spec.securityContext?.seccompProfile !== undefined;
	const silent = badContainers(pod, ({container}) =>
		whole || container.securityContext?.seccompProfile ? [] : [['securityContext.seccompProfile.type']],
	);
	return found(
		placesOf(silent),
		'seccompProfile',
		`pod or ${containersNamed(namesOf(silent))} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
	);
};
const seccompRestricted: Check = {
	id: 'seccompProfile_restricted',
	level: 'restricted',
	replaces: 'seccompProfile_baseline',
	since: [
		[19, lacksSeccomp],
		[25, butWindows(lacksSeccomp)],
	],
};

/** Checks that say which mandatory profile confines a process. */
export const profileChecks: readonly Check[] = [appArmorProfile, seccompBaseline, seccompRestricted];
