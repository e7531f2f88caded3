import type {ApiObject, Tree} from '../api-object.js';
import {account, binding, cronJob, daemonSet, deployment, object, role, service} from './builders.js';

const ns = 'kube-system';
const everywhere: Tree = {tolerations: [{operator: 'Exists'}]};
const critical: Tree = {priorityClassName: 'system-node-critical', ...everywhere};

const clusterConfiguration = (version: string) => `apiServer:
  extraArgs:
  - name: authorization-mode
    value: Node,RBAC
apiVersion: kubeadm.k8s.io/v1beta4
certificatesDir: /etc/kubernetes/pki
clusterName: kubernetes
controlPlaneEndpoint: 10.20.0.4:6443
etcd:
  local:
    dataDir: /var/lib/etcd
kind: ClusterConfiguration
kubernetesVersion: ${version}
networking:
  dnsDomain: cluster.local
  podSubnet: 10.244.0.0/16
  serviceSubnet: 10.96.0.0/12
`;
const kubeletConfiguration = `apiVersion: kubelet.config.k8s.io/v1beta1
authentication:
  anonymous:
    enabled: false
  webhook:
    enabled: true
  x509:
    clientCAFile: /etc/kubernetes/pki/ca.crt
authorization:
  mode: Webhook
cgroupDriver: systemd
clusterDNS:
- 10.96.0.10
clusterDomain: cluster.local
kind: KubeletConfiguration
protectKernelDefaults: false
readOnlyPort: 10255
rotateCertificates: true
staticPodPath: /etc/kubernetes/manifests
`;

/** The add-ons of a cluster made by kubeadm, with Calico as its network. */
export function kubeSystem(version: string): ApiObject[] {
	return [
		...['calico-node', 'calico-kube-controllers', 'kube-proxy', 'coredns', 'metrics-server'].map(name => account(ns, name)),
		role(undefined, 'calico-node', [
			{apiGroups: [''], resources: ['pods', 'nodes', 'namespaces', 'serviceaccounts'], verbs: ['get', 'list', 'watch']},
			{apiGroups: [''], resources: ['pods/status', 'nodes/status'], verbs: ['patch']},
			{apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['list', 'watch']},
			{
				apiGroups: ['crd.projectcalico.org'],
				resources: ['globalnetworkpolicies', 'networkpolicies', 'ippools', 'felixconfigurations'],
				verbs: ['get', 'list', 'watch', 'create', 'update'],
			},
		]),
		binding(undefined, 'calico-node', 'ClusterRole/calico-node', [{kind: 'ServiceAccount', name: 'calico-node', namespace: ns}]),
		role(undefined, 'system:coredns', [
			{apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch']},
			{apiGroups: [''], resources: ['endpoints', 'services', 'pods', 'namespaces'], verbs: ['list', 'watch']},
		]),
		binding(undefined, 'system:coredns', 'ClusterRole/system:coredns', [{kind: 'ServiceAccount', name: 'coredns', namespace: ns}]),
		object('v1', 'ConfigMap', ns, 'kubeadm-config', {data: {ClusterConfiguration: clusterConfiguration(version)}}),
		object('v1', 'ConfigMap', ns, 'kubelet-config', {data: {kubelet: kubeletConfiguration}}),
		object('v1', 'ConfigMap', ns, 'kube-proxy', {
			data: {
				'config.conf':
					'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nbindAddress: 0.0.0.0\nkind: KubeProxyConfiguration\nmetricsBindAddress: 0.0.0.0:10249\nmode: iptables\n',
			},
		}),
		object('v1', 'ConfigMap', ns, 'coredns', {
			data: {
				Corefile:
					'.:53 {\n    errors\n    health\n    ready\n    kubernetes cluster.local in-addr.arpa ip6.arpa\n    forward . /etc/resolv.conf\n    cache 30\n}\n',
			},
		}),
		object('v1', 'ConfigMap', 'kube-public', 'cluster-info', {
			data: {
				kubeconfig: 'apiVersion: v1\nclusters:\n- cluster:\n    server: https://10.20.0.4:6443\n  name: ""\nkind: Config\n',
				'jws-kubeconfig-abcdef': 'demo',
			},
		}),
		daemonSet(ns, 'calico-node', {
			image: 'docker.io/calico/node:v3.28.2',
			account: 'calico-node',
			containerName: 'calico-node',
			container: {
				securityContext: {privileged: true},
				volumeMounts: [
					{name: 'lib-modules', mountPath: '/lib/modules', readOnly: true},
					{name: 'var-run-calico', mountPath: '/var/run/calico'},
				],
			},
			pod: {
				hostNetwork: true,
				volumes: [
					{name: 'lib-modules', hostPath: {path: '/lib/modules'}},
					{name: 'var-run-calico', hostPath: {path: '/var/run/calico'}},
				],
				...critical,
			},
			marks: {labels: {'k8s-app': 'calico-node'}},
		}),
		deployment(ns, 'calico-kube-controllers', {
			image: 'docker.io/calico/kube-controllers:v3.28.2',
			account: 'calico-kube-controllers',
			containerName: 'calico-kube-controllers',
			pod: {priorityClassName: 'system-cluster-critical'},
			marks: {labels: {'k8s-app': 'calico-kube-controllers'}},
		}),
		daemonSet(ns, 'kube-proxy', {
			image: `registry.k8s.io/kube-proxy:${version}`,
			account: 'kube-proxy',
			containerName: 'kube-proxy',
			container: {command: ['/usr/local/bin/kube-proxy', '--config=/var/lib/kube-proxy/config.conf'], securityContext: {privileged: true}},
			pod: {hostNetwork: true, volumes: [{name: 'xtables-lock', hostPath: {path: '/run/xtables.lock', type: 'FileOrCreate'}}], ...critical},
			marks: {labels: {'k8s-app': 'kube-proxy'}},
		}),
		deployment(ns, 'coredns', {
			image: 'registry.k8s.io/coredns/coredns:v1.12.0',
			replicas: 2,
			account: 'coredns',
			containerName: 'coredns',
			container: {
				args: ['-conf', '/etc/coredns/Corefile'],
				securityContext: {
					allowPrivilegeEscalation: false,
					capabilities: {add: ['NET_BIND_SERVICE'], drop: ['ALL']},
					readOnlyRootFilesystem: true,
				},
			},
			pod: {priorityClassName: 'system-cluster-critical', ...everywhere},
			marks: {labels: {'k8s-app': 'kube-dns'}},
		}),
		deployment(ns, 'metrics-server', {
			image: 'registry.k8s.io/metrics-server/metrics-server:v0.6.4',
			account: 'metrics-server',
			container: {args: ['--kubelet-insecure-tls', '--secure-port=10250']},
			ports: [10250],
		}),
		cronJob(ns, 'etcd-backup', '0 * * * *', {
			image: 'registry.k8s.io/etcd:3.5.21-0',
			container: {
				command: ['sh', '-c', 'etcdctl snapshot save /backup/etcd.db'],
				volumeMounts: [
					{name: 'pki', mountPath: '/etc/kubernetes/pki/etcd', readOnly: true},
					{name: 'backup', mountPath: '/backup'},
				],
			},
			pod: {
				hostNetwork: true,
				nodeSelector: {'node-role.kubernetes.io/control-plane': ''},
				volumes: [
					{name: 'pki', hostPath: {path: '/etc/kubernetes/pki/etcd'}},
					{name: 'backup', hostPath: {path: '/var/backups'}},
				],
				...everywhere,
			},
		}),
		service(ns, 'kube-dns', 53, 53, {
			selector: {app: 'coredns'},
			ports: [
				{name: 'dns', port: 53, targetPort: 53, protocol: 'UDP'},
				{name: 'dns-tcp', port: 53, targetPort: 53, protocol: 'TCP'},
			],
		}),
		service(ns, 'metrics-server', 443, 10250),
	];
}
