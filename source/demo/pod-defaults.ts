import {fill, type Tree, textAt, treeAt, treesAt} from './api-object.js';

export function setHostPorts(spec: Tree): void {
	for (const container of [...treesAt(spec, 'containers'), ...treesAt(spec, 'initContainers')])
		for (const port of treesAt(container, 'ports')) fill(port, {hostPort: port['containerPort']});
}

/** Who limits asks for as much; in pods, not in templates. Changes the spec. */
export function setRequests(spec: Tree): void {
	for (const container of [...treesAt(spec, 'initContainers'), ...treesAt(spec, 'containers')]) {
		const resources = treeAt(container, 'resources');
		const limits = treeAt(resources, 'limits');
		if (resources && limits) resources['requests'] = {...limits, ...treeAt(resources, 'requests')};
	}
}

/** Fields of a pod spec that the server fills in. Changes the spec. */
export function setPodDefaults(spec: Tree, pod: boolean): void {
	fill(spec, {
		restartPolicy: 'Always',
		terminationGracePeriodSeconds: 30,
		dnsPolicy: 'ClusterFirst',
		securityContext: {},
		schedulerName: 'default-scheduler',
	});
	if (!pod && spec['hostNetwork'] === true) setHostPorts(spec);
	if (spec['serviceAccountName']) spec['serviceAccount'] = spec['serviceAccountName'];
	else delete spec['serviceAccount'];
	for (const container of [...treesAt(spec, 'initContainers'), ...treesAt(spec, 'containers'), ...treesAt(spec, 'ephemeralContainers')])
		setContainerDefaults(container);
	for (const volume of treesAt(spec, 'volumes')) setVolumeDefaults(volume);
}

function setContainerDefaults(container: Tree): void {
	const image = textAt(container, 'image') ?? '';
	const tag = /:([^/:@]+)$/.exec(image)?.[1] ?? (image.includes('@') ? 'digest' : 'latest');
	fill(container, {
		resources: {},
		terminationMessagePath: '/dev/termination-log',
		terminationMessagePolicy: 'File',
		imagePullPolicy: tag === 'latest' ? 'Always' : 'IfNotPresent',
	});
	for (const port of treesAt(container, 'ports')) fill(port, {protocol: 'TCP'});
	for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
		const probe = treeAt(container, name);
		fill(probe, {timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3});
		fill(treeAt(probe, 'httpGet'), {path: '/', scheme: 'HTTP'});
	}
	for (const hook of ['postStart', 'preStop']) fill(treeAt(container, 'lifecycle', hook, 'httpGet'), {path: '/', scheme: 'HTTP'});
	for (const variable of treesAt(container, 'env')) fill(treeAt(variable, 'valueFrom', 'fieldRef'), {apiVersion: 'v1'});
}

const sources = [
	'hostPath',
	'secret',
	'configMap',
	'emptyDir',
	'projected',
	'downwardAPI',
	'persistentVolumeClaim',
	'csi',
	'nfs',
	'iscsi',
	'ephemeral',
	'image',
];
function setVolumeDefaults(volume: Tree): void {
	if (!Object.keys(volume).some(key => key !== 'name')) volume['emptyDir'] = {};
	for (const source of sources) {
		const tree = treeAt(volume, source);
		if (source === 'hostPath') fill(tree, {type: ''});
		if (['secret', 'configMap', 'projected', 'downwardAPI'].includes(source)) fill(tree, {defaultMode: 420});
	}
	for (const source of treesAt(volume, 'projected', 'sources')) fill(treeAt(source, 'serviceAccountToken'), {expirationSeconds: 3600});
	for (const items of [
		treesAt(volume, 'downwardAPI', 'items'),
		...treesAt(volume, 'projected', 'sources').map(source => treesAt(source, 'downwardAPI', 'items')),
	])
		for (const item of items) fill(treeAt(item, 'fieldRef'), {apiVersion: 'v1'});
}
