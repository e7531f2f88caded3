import {
	badContainers,
	type Check,
	containersNamed,
	found,
	namesOf,
	type Place,
	placesOf,
	plural,
	quoted,
	sorted,
	valuesOf,
} from './check.js';

const hostNamespaces: Check = {
	id: 'hostNamespaces',
	level: 'baseline',
	since: [
		[
			0,
			({spec}) => {
				const shared = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter(key => spec[key] === true);
				const places = shared.map(path => ({path, value: 'true'}));
				return found(places, 'host namespaces', shared.map(key => `${key}=true`).join(', '));
			},
		],
	],
};

const hostPorts: Check = {
	id: 'hostPorts',
	level: 'baseline',
	since: [
		[
			0,
			pod => {
				const bad = badContainers(pod, ({container}) =>
					(container.ports ?? []).flatMap(({hostPort = 0}, index) =>
						hostPort === 0 ? [] : [[`ports[${index}].hostPort`, String(hostPort)] as const],
					),
				);
				const ports = sorted(valuesOf(bad));
				const uses = plural(bad.length, 'uses', 'use');
				return found(
					placesOf(bad),
					'hostPort',
					`${containersNamed(namesOf(bad))} ${uses} ${plural(ports.length, 'hostPort')} ${ports.join(', ')}`,
				);
			},
		],
	],
};

const hostProbes: Check = {
	id: 'hostProbesAndHostLifecycle',
	level: 'baseline',
	since: [
		[
			34,
			pod => {
				const bad = badContainers(pod, ({container}) => (container.hookHosts ?? []).map(({path, host}) => [path, host]));
				const hosts = sorted(valuesOf(bad));
				const names = sorted(namesOf(bad));
				const what = plural(hosts.length, 'probe or lifecycle host');
				return found(
					placesOf(bad),
					'probe or lifecycle host',
					`${containersNamed(names)} ${plural(names.length, 'uses', 'use')} ${what} ${quoted(hosts)}`,
				);
			},
		],
	],
};

const hostPathVolumes: Check = {
	id: 'hostPathVolumes',
	level: 'baseline',
	since: [
		[
			0,
			({spec}) => {
				const bad = (spec.volumes ?? []).flatMap(({name, hostPath}, index) => (hostPath ? [{name, index, path: hostPath.path}] : []));
				const places = bad.map(({index, path}) => ({path: `volumes[${index}].hostPath`, value: path}));
				const names = bad.map(({name}) => name);
				return found(places, 'hostPath volumes', `${plural(names.length, 'volume')} ${quoted(names)}`);
			},
		],
	],
};

const allowedVolumes = new Set([
	'configMap',
	'csi',
	'downwardAPI',
	'emptyDir',
	'ephemeral',
	'image',
	'persistentVolumeClaim',
	'projected',
	'secret',
]);
const knownVolumes = new Set([
	'hostPath',
	'gcePersistentDisk',
	'awsElasticBlockStore',
	'gitRepo',
	'nfs',
	'iscsi',
	'glusterfs',
	'rbd',
	'flexVolume',
	'cinder',
	'cephfs',
	'flocker',
	'fc',
	'azureFile',
	'vsphereVolume',
	'quobyte',
	'azureDisk',
	'photonPersistentDisk',
	'portworxVolume',
	'scaleIO',
	'storageos',
]);
const restrictedVolumes: Check = {
	id: 'restrictedVolumes',
	level: 'restricted',
	replaces: 'hostPathVolumes',
	since: [
		[
			0,
			({spec}) => {
				const bad = (spec.volumes ?? []).map((volume, index) => ({...volume, index})).filter(({kind}) => !allowedVolumes.has(kind));
				const kindOf = (kind: string) => (knownVolumes.has(kind) ? kind : 'unknown');
				const places: Place[] = bad.map(({kind, index}) => ({path: `volumes[${index}].${kind}`, value: kind}));
				const kinds = sorted(bad.map(({kind}) => kindOf(kind)));
				const names = bad.map(({name}) => name);
				const uses = plural(names.length, 'uses', 'use');
				return found(
					places,
					'restricted volume types',
					`${plural(names.length, 'volume')} ${quoted(names)} ${uses} ${plural(kinds.length, 'restricted volume type')} ${quoted(kinds)}`,
				);
			},
		],
	],
};

/** What a pod shares with its node. */
export const nodeChecks: readonly Check[] = [hostNamespaces, hostPorts, hostProbes, hostPathVolumes, restrictedVolumes];
