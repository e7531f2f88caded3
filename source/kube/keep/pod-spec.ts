import type {Container, EnvironmentVariable, PodSecurityContext, PodSpec, PodTemplate, SecurityContext, Volume} from '../../model/index.js';
import {keptFlags} from '../flags.js';
import {formOfSecret, suspiciousWords} from '../suspicion.js';
import {keepAnnotations, suspiciousAnnotations} from './metadata.js';
import {at, compact, field, flag, list, number, orNothing, type Raw, text, textMap, texts} from './raw.js';

export function keepTemplate(raw: Raw): PodTemplate {
	const metadata = orNothing({
		labels: textMap(at(raw, 'metadata', 'labels')),
		annotations: keepAnnotations(at(raw, 'metadata', 'annotations')),
		suspicious: suspiciousAnnotations(at(raw, 'metadata', 'annotations')),
	});
	return {...(metadata && {metadata}), spec: keepPodSpec(field(raw, 'spec'))};
}

export function keepPodSpec(raw: Raw): PodSpec {
	const containers = list(field(raw, 'containers')).map(keepContainer);
	const rest = compact({
		initContainers: list(field(raw, 'initContainers')).map(keepContainer),
		ephemeralContainers: list(field(raw, 'ephemeralContainers')).map(keepContainer),
		volumes: list(field(raw, 'volumes')).map(keepVolume),
		securityContext: keepPodSecurityContext(field(raw, 'securityContext')),
		hostNetwork: flag(field(raw, 'hostNetwork')),
		hostPID: flag(field(raw, 'hostPID')),
		hostIPC: flag(field(raw, 'hostIPC')),
		hostUsers: flag(field(raw, 'hostUsers')),
		shareProcessNamespace: flag(field(raw, 'shareProcessNamespace')),
		resources: keepAmounts(field(raw, 'resources')),
		serviceAccountName: text(field(raw, 'serviceAccountName')) || text(field(raw, 'serviceAccount')) || undefined,
		automountServiceAccountToken: flag(field(raw, 'automountServiceAccountToken')),
		nodeName: text(field(raw, 'nodeName')),
		nodeSelector: textMap(field(raw, 'nodeSelector')),
		os: text(at(raw, 'os', 'name')),
		runtimeClassName: text(field(raw, 'runtimeClassName')),
		priorityClassName: text(field(raw, 'priorityClassName')),
	});
	return {containers, ...rest};
}

export function keepContainer(raw: Raw): Container {
	const ports = list(field(raw, 'ports')).map(port =>
		compact({
			name: text(field(port, 'name')),
			containerPort: number(field(port, 'containerPort')),
			hostPort: number(field(port, 'hostPort')),
			protocol: text(field(port, 'protocol')),
		}),
	);
	const rest = compact({
		image: text(field(raw, 'image')),
		securityContext: keepSecurityContext(field(raw, 'securityContext')),
		ports,
		env: list(field(raw, 'env')).flatMap(keepVariable),
		envFrom: list(field(raw, 'envFrom')).flatMap(source => [
			...named('secret', at(source, 'secretRef', 'name')),
			...named('configMap', at(source, 'configMapRef', 'name')),
		]),
		volumeMounts: list(field(raw, 'volumeMounts')).flatMap(mount => {
			const [name, mountPath] = [text(field(mount, 'name')), text(field(mount, 'mountPath'))];
			return name === undefined || mountPath === undefined
				? []
				: [
						compact({
							name,
							mountPath,
							readOnly: flag(field(mount, 'readOnly')),
							mountPropagation: text(field(mount, 'mountPropagation')),
						}),
					];
		}),
		resources: keepAmounts(field(raw, 'resources')),
		hookHosts: hookHosts(raw),
		restartPolicy: text(field(raw, 'restartPolicy')),
	});
	const words = [...texts(field(raw, 'command')), ...texts(field(raw, 'args'))];
	const flags = keptFlags(words);
	const suspicious = suspiciousWords(words);
	return {name: text(field(raw, 'name')) ?? '', ...rest, ...(flags && {flags}), ...(suspicious.length > 0 && {suspicious})};
}

function keepAmounts(raw: Raw): Container['resources'] {
	return orNothing({limits: textMap(field(raw, 'limits')), requests: textMap(field(raw, 'requests'))});
}

function named(kind: 'secret' | 'configMap', name: Raw): {kind: 'secret' | 'configMap'; name: string}[] {
	return typeof name === 'string' ? [{kind, name}] : [];
}

/** Where a value comes from; the value itself ends here. */
function keepVariable(raw: Raw): EnvironmentVariable[] {
	const name = text(field(raw, 'name'));
	if (name === undefined) return [];
	const from = field(raw, 'valueFrom');
	const secret = at(from, 'secretKeyRef', 'name');
	const configMap = at(from, 'configMapKeyRef', 'name');
	if (typeof secret === 'string') return [{name, from: 'secret', source: secret}];
	if (typeof configMap === 'string') return [{name, from: 'configMap', source: configMap}];
	if (field(from, 'fieldRef') !== undefined) return [{name, from: 'field'}];
	if (field(from, 'resourceFieldRef') !== undefined) return [{name, from: 'resource'}];
	const value = text(field(raw, 'value')) ?? '';
	if (value === '') return [{name, from: 'empty'}];
	const form = formOfSecret(name, value);
	return [{name, from: 'literal', ...(form && {suspicious: true, form})}];
}

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const hooks = ['postStart', 'preStop'] as const;
function hookHosts(raw: Raw): {path: string; host: string}[] {
	const places: [string, Raw][] = [
		...probes.map((probe): [string, Raw] => [probe, field(raw, probe)]),
		...hooks.map((hook): [string, Raw] => [`lifecycle.${hook}`, at(raw, 'lifecycle', hook)]),
	];
	return places.flatMap(([path, handler]) =>
		(['httpGet', 'tcpSocket'] as const).flatMap(kind => {
			const host = text(at(handler, kind, 'host'));
			return host === undefined || host === '' ? [] : [{path: `${path}.${kind}.host`, host}];
		}),
	);
}

function keepSecurityContext(raw: Raw): SecurityContext | undefined {
	if (typeof raw !== 'object' || raw === null) return undefined;
	const capabilities = field(raw, 'capabilities');
	return {
		...compact({
			privileged: flag(field(raw, 'privileged')),
			allowPrivilegeEscalation: flag(field(raw, 'allowPrivilegeEscalation')),
			readOnlyRootFilesystem: flag(field(raw, 'readOnlyRootFilesystem')),
			procMount: text(field(raw, 'procMount')),
			capabilities: orNothing({add: texts(field(capabilities, 'add')), drop: texts(field(capabilities, 'drop'))}),
		}),
		...keptByBoth(raw),
	};
}

function keepPodSecurityContext(raw: Raw): PodSecurityContext | undefined {
	if (typeof raw !== 'object' || raw === null) return undefined;
	const sysctls = list(field(raw, 'sysctls')).flatMap(one => {
		const name = text(field(one, 'name'));
		return name === undefined ? [] : [{name}];
	});
	const kept = {...compact({sysctls, fsGroup: number(field(raw, 'fsGroup'))}), ...keptByBoth(raw)};
	return Object.keys(kept).length > 0 ? kept : undefined;
}

/** An object that is there but empty differs from one that is absent: `seLinuxOptions: {}`. */
function keptByBoth(raw: Raw): object {
	const inner = (key: string, ...names: readonly string[]) => {
		const value = field(raw, key);
		return typeof value === 'object' && value !== null
			? compact(Object.fromEntries(names.map(name => [name, text(field(value, name))])))
			: undefined;
	};
	const windows = field(raw, 'windowsOptions');
	const profiles = {
		seccompProfile: inner('seccompProfile', 'type', 'localhostProfile'),
		appArmorProfile: inner('appArmorProfile', 'type', 'localhostProfile'),
		seLinuxOptions: inner('seLinuxOptions', 'type', 'user', 'role', 'level'),
	};
	const plain = compact({
		runAsNonRoot: flag(field(raw, 'runAsNonRoot')),
		runAsUser: number(field(raw, 'runAsUser')),
		runAsGroup: number(field(raw, 'runAsGroup')),
		windowsOptions: orNothing({hostProcess: flag(field(windows, 'hostProcess')), runAsUserName: text(field(windows, 'runAsUserName'))}),
	});
	return {...plain, ...Object.fromEntries(Object.entries(profiles).filter(([, profile]) => profile !== undefined))};
}

const volumeSource: Readonly<Record<string, readonly string[]>> = {
	secret: ['secretName'],
	configMap: ['name'],
	persistentVolumeClaim: ['claimName'],
	csi: ['driver'],
	image: ['reference'],
};
function keepVolume(raw: Raw): Volume {
	const kind =
		typeof raw === 'object' && raw !== null
			? (Object.keys(raw).find(key => key !== 'name' && field(raw, key) !== undefined) ?? 'emptyDir')
			: 'emptyDir';
	const source = field(raw, kind);
	const path = text(field(field(raw, 'hostPath'), 'path'));
	return compact({
		name: text(field(raw, 'name')) ?? '',
		kind,
		...(field(raw, 'hostPath') !== undefined && {hostPath: compact({path: path ?? '', type: text(at(raw, 'hostPath', 'type'))})}),
		source: (Object.hasOwn(volumeSource, kind) ? (volumeSource[kind] ?? []) : [])
			.map(key => text(field(source, key)))
			.find(name => name !== undefined),
		sources:
			kind === 'projected'
				? list(field(source, 'sources')).flatMap(one => (typeof one === 'object' && one !== null ? Object.keys(one) : []))
				: undefined,
	});
}
