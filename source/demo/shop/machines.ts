import type {ApiObject, Tree} from '../api-object.js';
import {object} from './builders.js';

const nodes = [
	{name: 'cp-1', address: '10.20.0.4', controlPlane: true},
	{name: 'worker-1', address: '10.20.0.11', controlPlane: false},
	{name: 'worker-2', address: '10.20.0.12', controlPlane: false},
];

function node({name, address, controlPlane}: (typeof nodes)[number], version: string): ApiObject {
	const size = {cpu: '8', memory: '32Gi', pods: '110', 'ephemeral-storage': '200Gi'};
	const condition = (type: string, status: string, reason: string): Tree => ({type, status, reason});
	return object(
		'v1',
		'Node',
		undefined,
		name,
		{
			spec: {
				podCIDR: '10.244.0.0/24',
				podCIDRs: ['10.244.0.0/24'],
				...(controlPlane ? {taints: [{key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule'}]} : {}),
			},
			status: {
				capacity: size,
				allocatable: size,
				conditions: [
					condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
					condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
					condition('PIDPressure', 'False', 'KubeletHasSufficientPID'),
					condition('Ready', 'True', 'KubeletReady'),
				],
				addresses: [
					{type: 'InternalIP', address},
					{type: 'Hostname', address: name},
				],
				nodeInfo: {
					machineID: '',
					systemUUID: '',
					bootID: '',
					kernelVersion: '5.15.0-105-generic',
					osImage: 'Ubuntu 22.04.4 LTS',
					containerRuntimeVersion: 'containerd://1.7.22',
					kubeletVersion: version,
					kubeProxyVersion: '',
					operatingSystem: 'linux',
					architecture: 'amd64',
				},
			},
		},
		{
			labels: {
				'kubernetes.io/hostname': name,
				'kubernetes.io/os': 'linux',
				'kubernetes.io/arch': 'amd64',
				...(controlPlane ? {'node-role.kubernetes.io/control-plane': ''} : {}),
			},
			annotations: {
				'kubeadm.alpha.kubernetes.io/cri-socket': 'unix:///run/containerd/containerd.sock',
				'projectcalico.org/IPv4Address': `${address}/24`,
			},
		},
	);
}

const pki = '/etc/kubernetes/pki';
/** Flags as kubeadm sets them: nothing is audited, nothing is encrypted at rest, profiling is on. */
const components: readonly {readonly name: string; readonly flags: readonly string[]}[] = [
	{
		name: 'kube-apiserver',
		flags: [
			'advertise-address=10.20.0.4',
			'allow-privileged=true',
			'authorization-mode=Node,RBAC',
			`client-ca-file=${pki}/ca.crt`,
			'enable-admission-plugins=NodeRestriction',
			'enable-bootstrap-token-auth=true',
			`etcd-cafile=${pki}/etcd/ca.crt`,
			`etcd-certfile=${pki}/apiserver-etcd-client.crt`,
			`etcd-keyfile=${pki}/apiserver-etcd-client.key`,
			'etcd-servers=https://127.0.0.1:2379',
			`kubelet-client-certificate=${pki}/apiserver-kubelet-client.crt`,
			`kubelet-client-key=${pki}/apiserver-kubelet-client.key`,
			'kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
			'requestheader-allowed-names=front-proxy-client',
			`requestheader-client-ca-file=${pki}/front-proxy-ca.crt`,
			'requestheader-extra-headers-prefix=X-Remote-Extra-',
			'requestheader-group-headers=X-Remote-Group',
			'requestheader-username-headers=X-Remote-User',
			'secure-port=6443',
			'service-account-issuer=https://kubernetes.default.svc.cluster.local',
			`service-account-key-file=${pki}/sa.pub`,
			`service-account-signing-key-file=${pki}/sa.key`,
			'service-cluster-ip-range=10.96.0.0/12',
			`tls-cert-file=${pki}/apiserver.crt`,
			`tls-private-key-file=${pki}/apiserver.key`,
		],
	},
	{
		name: 'kube-controller-manager',
		flags: [
			'bind-address=127.0.0.1',
			'allocate-node-cidrs=true',
			'cluster-cidr=10.244.0.0/16',
			`client-ca-file=${pki}/ca.crt`,
			`root-ca-file=${pki}/ca.crt`,
			`service-account-private-key-file=${pki}/sa.key`,
			'use-service-account-credentials=true',
			'leader-elect=true',
		],
	},
	{name: 'kube-scheduler', flags: ['bind-address=127.0.0.1', 'leader-elect=true', 'kubeconfig=/etc/kubernetes/scheduler.conf']},
	{
		name: 'etcd',
		flags: [
			'advertise-client-urls=https://10.20.0.4:2379',
			`cert-file=${pki}/etcd/server.crt`,
			'client-cert-auth=true',
			'data-dir=/var/lib/etcd',
			'initial-cluster=cp-1=https://10.20.0.4:2380',
			`key-file=${pki}/etcd/server.key`,
			'listen-client-urls=https://127.0.0.1:2379,https://10.20.0.4:2379',
			'listen-metrics-urls=http://127.0.0.1:2381',
			'listen-peer-urls=https://10.20.0.4:2380',
			`peer-cert-file=${pki}/etcd/peer.crt`,
			'peer-client-cert-auth=true',
			`peer-key-file=${pki}/etcd/peer.key`,
			`peer-trusted-ca-file=${pki}/etcd/ca.crt`,
			`trusted-ca-file=${pki}/etcd/ca.crt`,
		],
	},
];

function mirrorPod({name, flags}: (typeof components)[number], version: string): ApiObject {
	const image = name === 'etcd' ? 'registry.k8s.io/etcd:3.5.21-0' : `registry.k8s.io/${name}:${version}`;
	const hash = Buffer.from(name).toString('hex').padEnd(32, '0').slice(0, 32);
	const mirror = object(
		'v1',
		'Pod',
		'kube-system',
		`${name}-cp-1`,
		{
			spec: {
				automountServiceAccountToken: false,
				containers: [
					{
						name,
						image,
						command: [name, ...flags.map(flag => `--${flag}`)],
						volumeMounts: [{name: 'k8s-certs', mountPath: pki, readOnly: true}],
					},
				],
				hostNetwork: true,
				nodeName: 'cp-1',
				priorityClassName: 'system-node-critical',
				securityContext: {seccompProfile: {type: 'RuntimeDefault'}},
				tolerations: [{operator: 'Exists', effect: 'NoExecute'}],
				volumes: [{name: 'k8s-certs', hostPath: {path: pki, type: 'DirectoryOrCreate'}}],
			},
		},
		{
			labels: {component: name, tier: 'control-plane'},
			annotations: {
				'kubernetes.io/config.hash': hash,
				'kubernetes.io/config.mirror': hash,
				'kubernetes.io/config.source': 'file',
				'kubernetes.io/config.seen': '2025-09-01T08:00:00Z',
			},
		},
	);
	mirror.metadata.ownerReferences = [{apiVersion: 'v1', kind: 'Node', name: 'cp-1', uid: '', controller: true}];
	return mirror;
}

const addressed = (namespace: string, name: string, ip: string) =>
	object('v1', 'Service', namespace, name, {status: {loadBalancer: {ingress: [{ip, ipMode: 'VIP'}]}}});

/** What machines and clouds report and no client can create: nodes, mirror pods, addresses. */
export function machines(version: string): ApiObject[] {
	return [
		...nodes.map(each => node(each, version)),
		...components.map(each => mirrorPod(each, version)),
		addressed('shop', 'web', '203.0.113.10'),
		addressed('shop', 'api', '203.0.113.11'),
		addressed('blog', 'www', '203.0.113.12'),
		addressed('ingress-nginx', 'ingress-nginx-controller', '203.0.113.13'),
		object('v1', 'Service', 'default', 'kubernetes', {
			spec: {clusterIP: '10.96.0.1', ports: [{name: 'https', port: 443, targetPort: 6443}]},
		}),
		object('apiregistration.k8s.io/v1', 'APIService', undefined, 'v1beta1.metrics.k8s.io', {
			spec: {
				group: 'metrics.k8s.io',
				version: 'v1beta1',
				groupPriorityMinimum: 100,
				versionPriority: 100,
				insecureSkipTLSVerify: true,
				service: {namespace: 'kube-system', name: 'metrics-server', port: 443},
			},
		}),
	];
}
