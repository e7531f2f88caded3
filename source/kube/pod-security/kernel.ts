import {
	badContainers,
	butOwnUsers,
	type Check,
	containersNamed,
	found,
	namesOf,
	placesOf,
	plural,
	quoted,
	type Rule,
	settersOf,
	sorted,
	valuesOf,
} from './check.js';

const linuxTypes = ['container_t', 'container_init_t', 'container_kvm_t'];
const seLinuxRule = (types: readonly string[]): Rule => {
	return pod => {
		const badType = settersOf(pod, 'seLinuxOptions.type', ({seLinuxOptions: {type = ''} = {}}) =>
			type === '' || types.includes(type) ? undefined : type,
		);
		const user = settersOf(pod, 'seLinuxOptions.user', ({seLinuxOptions}) => seLinuxOptions?.user || undefined);
		const role = settersOf(pod, 'seLinuxOptions.role', ({seLinuxOptions}) => seLinuxOptions?.role || undefined);
		const any = settersOf(pod, 'seLinuxOptions', ({seLinuxOptions: {type = '', user = '', role = ''} = {}}) =>
			(type !== '' && !types.includes(type)) || user !== '' || role !== '' ? type : undefined,
		);
		const details = [
			...(badType.values.length > 0 ? [`${plural(badType.values.length, 'type')} ${quoted(badType.values)}`] : []),
			...(user.places.length > 0 ? ['user may not be set'] : []),
			...(role.places.length > 0 ? ['role may not be set'] : []),
		];
		return found(
			[...badType.places, ...user.places, ...role.places],
			'seLinuxOptions',
			`${any.says} set forbidden securityContext.seLinuxOptions: ${details.join('; ')}`,
		);
	};
};
const seLinuxOptions: Check = {
	id: 'seLinuxOptions',
	level: 'baseline',
	since: [
		[0, seLinuxRule(linuxTypes)],
		[31, seLinuxRule([...linuxTypes, 'container_engine_t'])],
	],
};

const unmaskedProc: Rule = pod => {
	const bad = badContainers(pod, ({container: {securityContext: {procMount} = {}}}) =>
		procMount === undefined || procMount === 'Default' ? [] : [['securityContext.procMount', procMount]],
	);
	return found(
		placesOf(bad),
		'procMount',
		`${containersNamed(namesOf(bad))} must not set securityContext.procMount to ${quoted(sorted(valuesOf(bad)))}`,
	);
};
const procMount: Check = {
	id: 'procMount',
	level: 'baseline',
	since: [
		[0, unmaskedProc],
		[35, butOwnUsers(unmaskedProc)],
	],
};
const procMountRestricted: Check = {id: 'procMount_restricted', level: 'restricted', replaces: 'procMount', since: [[35, unmaskedProc]]};

const sysctlRule = (allowed: readonly string[]): Rule => {
	const safe = new Set(allowed);
	return ({spec}) => {
		const bad = (spec.securityContext?.sysctls ?? []).map(({name}, index) => ({name, index})).filter(({name}) => !safe.has(name));
		const places = bad.map(({name, index}) => ({path: `securityContext.sysctls[${index}].name`, value: name}));
		return found(places, 'forbidden sysctls', bad.map(({name}) => name).join(', '));
	};
};
const since0 = [
	'kernel.shm_rmid_forced',
	'net.ipv4.ip_local_port_range',
	'net.ipv4.tcp_syncookies',
	'net.ipv4.ping_group_range',
	'net.ipv4.ip_unprivileged_port_start',
];
const since27 = [...since0, 'net.ipv4.ip_local_reserved_ports'];
const since29 = [
	...since27,
	'net.ipv4.tcp_keepalive_time',
	'net.ipv4.tcp_fin_timeout',
	'net.ipv4.tcp_keepalive_intvl',
	'net.ipv4.tcp_keepalive_probes',
];
const since32 = [...since29, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'];
const since37 = [...since32, 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'];
const sysctls: Check = {
	id: 'sysctls',
	level: 'baseline',
	since: [
		[0, sysctlRule(since0)],
		[27, sysctlRule(since27)],
		[29, sysctlRule(since29)],
		[32, sysctlRule(since32)],
		[37, sysctlRule(since37)],
	],
};

/** What the kernel shows to a process. */
export const kernelChecks: readonly Check[] = [seLinuxOptions, procMount, procMountRestricted, sysctls];
