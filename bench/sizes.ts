import type {ControlPlane} from '../test/cluster/real/control-plane.js';

/** As many pods have one template: what they hold is alike. */
const replicas = 10;

/** A pod as people write them: two containers, half of what should be said left out. */
export function podManifest(name: string, namespace: string, index = 0): Record<string, unknown> {
	const version = `1.4.${Math.floor(index / replicas)}`;
	const container = (own: string) => ({
		name: own,
		image: `registry.example.org/${own}:${version}`,
		ports: [{containerPort: 8080}],
		env: [
			{name: 'LOG_LEVEL', value: 'info'},
			{name: 'DB_HOST', value: 'db'},
			{name: 'POD', valueFrom: {fieldRef: {fieldPath: 'metadata.name'}}},
		],
		resources: {requests: {cpu: '50m', memory: '64Mi'}},
		readinessProbe: {httpGet: {path: '/ready', port: 8080}},
		volumeMounts: [{name: 'data', mountPath: '/data'}],
	});
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name, namespace, labels: {app: name, tier: 'web', 'app.kubernetes.io/part-of': namespace}},
		// Nobody places them: a scheduler that tries again and again would be measured too.
		spec: {schedulerName: 'nobody', containers: [container('app'), container('sidecar')], volumes: [{name: 'data', emptyDir: {}}]},
	};
}

const namespaces = 50;
export const namespaceAt = (index: number) => `team-${index % namespaces}`;

/** Creates what is missing up to so many pods, with the other kinds beside them. */
export async function filled(plane: ControlPlane, from: number, to: number): Promise<void> {
	if (from === 0) {
		await inLanes(namespaces, async index => {
			await plane.create('/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name: namespaceAt(index)}});
		});
	}
	await inLanes(to - from, async offset => {
		const index = from + offset;
		const namespace = namespaceAt(index);
		await accepted(plane, `/api/v1/namespaces/${namespace}/pods`, podManifest(`pod-${index}`, namespace, index));
		if (index % 10 !== 0) return;
		const name = `app-${index}`;
		const template = {metadata: {labels: {app: name}}, spec: podManifest(name, namespace, index)['spec']};
		await accepted(plane, `/apis/apps/v1/namespaces/${namespace}/deployments`, {
			apiVersion: 'apps/v1',
			kind: 'Deployment',
			metadata: {name, namespace},
			spec: {replicas: 0, selector: {matchLabels: {app: name}}, template},
		});
		await accepted(plane, `/api/v1/namespaces/${namespace}/services`, {
			apiVersion: 'v1',
			kind: 'Service',
			metadata: {name, namespace},
			spec: {selector: {app: name}, ports: [{port: 80, targetPort: 8080}]},
		});
	});
}

/** A namespace has its service account a moment after it was made; until then pods are refused. */
async function accepted({admin}: ControlPlane, path: string, object: Record<string, unknown>): Promise<void> {
	for (;;) {
		const {status, text} = await admin('POST', path, object);
		if (status === 201 || status === 409) return;
		if (status !== 403) throw new Error(`${path}: ${text}`);
		await new Promise(resolve => setTimeout(resolve, 100));
	}
}

const lanes = 16;
async function inLanes(count: number, act: (index: number) => Promise<void>): Promise<void> {
	let next = 0;
	await Promise.all(
		Array.from({length: lanes}, async () => {
			while (next < count) {
				next += 1;
				await act(next - 1);
			}
		}),
	);
}
