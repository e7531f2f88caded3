import {type ApiObject, podSpecOf, type Tree, textAt, treesAt} from './api-object.js';
import {nameFrom, serviceAccounts, type World} from './world.js';

const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What the server writes into every new pod: its account and token, its priority, how long it stays on a broken node. Changes the pod. */
export function admitPod({store}: World, pod: ApiObject): {readonly missingAccount?: string} {
	const spec = podSpecOf(pod);
	if (!spec) return {};
	const name = textAt(spec, 'serviceAccountName') || 'default';
	spec['serviceAccountName'] = name;
	spec['serviceAccount'] = name;
	const account = store.get(serviceAccounts, pod.metadata.namespace, name);
	if (!account) return {missingAccount: name};
	if ((spec['automountServiceAccountToken'] ?? account['automountServiceAccountToken']) !== false) mountToken(spec, pod.metadata.name);
	const tolerations = treesAt(spec, 'tolerations');
	for (const key of ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'])
		if (
			!tolerations.some(each => each['key'] === key && each['effect'] === 'NoExecute') &&
			!tolerations.some(each => each['key'] === undefined)
		)
			tolerations.push({key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300});
	spec['tolerations'] = tolerations;
	spec['priority'] ??= textAt(spec, 'priorityClassName')?.startsWith('system-') ? 2000000000 : 0;
	spec['preemptionPolicy'] ??= 'PreemptLowerPriority';
	pod['status'] ??= {phase: 'Pending', qosClass: qosClassOf(spec)};
	return {};
}

function mountToken(spec: Tree, podName: string): void {
	const containers = [...treesAt(spec, 'containers'), ...treesAt(spec, 'initContainers')];
	const bare = containers.filter(container => !treesAt(container, 'volumeMounts').some(mount => mount['mountPath'] === tokenPath));
	if (bare.length === 0) return;
	const name = `kube-api-access-${nameFrom(Buffer.from(podName).toString('hex').padEnd(10, '7').slice(-10), 5)}`;
	for (const container of bare)
		container['volumeMounts'] = [...treesAt(container, 'volumeMounts'), {name, readOnly: true, mountPath: tokenPath}];
	const sources = [
		{serviceAccountToken: {expirationSeconds: 3607, path: 'token'}},
		{configMap: {name: 'kube-root-ca.crt', items: [{key: 'ca.crt', path: 'ca.crt'}]}},
		{downwardAPI: {items: [{path: 'namespace', fieldRef: {apiVersion: 'v1', fieldPath: 'metadata.namespace'}}]}},
	];
	spec['volumes'] = [...treesAt(spec, 'volumes'), {name, projected: {sources, defaultMode: 420}}];
}

function qosClassOf(spec: Tree): string {
	const all = [...treesAt(spec, 'containers'), ...treesAt(spec, 'initContainers')].map(
		container => container['resources'] as Tree | undefined,
	);
	if (all.every(resources => !resources?.['limits'] && !resources?.['requests'])) return 'BestEffort';
	const guaranteed = all.every(resources => {
		const [limits, requests] = [resources?.['limits'] as Tree | undefined, resources?.['requests'] as Tree | undefined];
		return ['cpu', 'memory'].every(name => limits?.[name] !== undefined && limits[name] === (requests?.[name] ?? limits[name]));
	});
	return guaranteed ? 'Guaranteed' : 'Burstable';
}
