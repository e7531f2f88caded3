import {
	badContainers,
	butWindows,
	type Check,
	containersNamed,
	found,
	namesOf,
	type Place,
	placesOf,
	quoted,
	type Rule,
	settersOf,
	sorted,
	valuesOf,
} from './check.js';

const privileged: Check = {
	id: 'privileged',
	level: 'baseline',
	since: [
		[
			0,
			pod => {
				const bad = badContainers(pod, ({container}) =>
					container.securityContext?.privileged === true ? [['securityContext.privileged', 'true']] : [],
				);
				return found(placesOf(bad), 'privileged', `${containersNamed(namesOf(bad))} must not set securityContext.privileged=true`);
			},
		],
	],
};

const mayEscalate: Rule = pod => {
	const bad = badContainers(pod, ({container: {securityContext}}) => {
		const allowed = securityContext?.allowPrivilegeEscalation;
		return allowed === false ? [] : [['securityContext.allowPrivilegeEscalation', allowed === undefined ? undefined : 'true']];
	});
	return found(
		placesOf(bad),
		'allowPrivilegeEscalation != false',
		`${containersNamed(namesOf(bad))} must set securityContext.allowPrivilegeEscalation=false`,
	);
};
const allowPrivilegeEscalation: Check = {
	id: 'allowPrivilegeEscalation',
	level: 'restricted',
	since: [
		[8, mayEscalate],
		[25, butWindows(mayEscalate)],
	],
};

/** What a container has anyway. */
export const defaultCapabilities: ReadonlySet<string> = new Set([
	'AUDIT_WRITE',
	'CHOWN',
	'DAC_OVERRIDE',
	'FOWNER',
	'FSETID',
	'KILL',
	'MKNOD',
	'NET_BIND_SERVICE',
	'SETFCAP',
	'SETGID',
	'SETPCAP',
	'SETUID',
	'SYS_CHROOT',
]);
const adding = (allowed: (capability: string) => boolean): ((pod: Parameters<Rule>[0]) => {says: string; places: Place[]}) => {
	return pod => {
		const bad = badContainers(pod, ({container}) =>
			(container.securityContext?.capabilities?.add ?? []).flatMap((capability, index) =>
				allowed(capability) ? [] : [[`securityContext.capabilities.add[${index}]`, capability] as const],
			),
		);
		const says = `${containersNamed(namesOf(bad))} must not include ${quoted(sorted(valuesOf(bad)))} in securityContext.capabilities.add`;
		return {says, places: placesOf(bad)};
	};
};
const addsToDefault = adding(capability => defaultCapabilities.has(capability));
const addsToNothing = adding(capability => capability === 'NET_BIND_SERVICE');

const capabilitiesBaseline: Check = {
	id: 'capabilities_baseline',
	level: 'baseline',
	since: [
		[
			0,
			pod => {
				const {says, places} = addsToDefault(pod);
				return found(places, 'non-default capabilities', says);
			},
		],
	],
};

const keepsCapabilities: Rule = pod => {
	const keeping = badContainers(pod, ({container}) =>
		container.securityContext?.capabilities?.drop?.includes('ALL') ? [] : [['securityContext.capabilities.drop']],
	);
	const added = addsToNothing(pod);
	const details = [
		...(keeping.length > 0 ? [`${containersNamed(namesOf(keeping))} must set securityContext.capabilities.drop=["ALL"]`] : []),
		...(added.places.length > 0 ? [added.says] : []),
	];
	return found([...placesOf(keeping), ...added.places], 'unrestricted capabilities', details.join('; '));
};
const capabilitiesRestricted: Check = {
	id: 'capabilities_restricted',
	level: 'restricted',
	replaces: 'capabilities_baseline',
	since: [
		[22, keepsCapabilities],
		[25, butWindows(keepsCapabilities)],
	],
};

const windowsHostProcess: Check = {
	id: 'windowsHostProcess',
	level: 'baseline',
	since: [
		[
			0,
			pod => {
				const {says, places} = settersOf(pod, 'windowsOptions.hostProcess', ({windowsOptions}) =>
					windowsOptions?.hostProcess === true ? 'true' : undefined,
				);
				return found(places, 'hostProcess', `${says} must not set securityContext.windowsOptions.hostProcess=true`);
			},
		],
	],
};

/** What a process may do on its node. */
export const privilegeChecks: readonly Check[] = [
	privileged,
	allowPrivilegeEscalation,
	capabilitiesBaseline,
	capabilitiesRestricted,
	windowsHostProcess,
];
