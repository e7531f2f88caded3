/** Kinds of workload that a product of the platform runs as. */
export type PlatformProduct = {readonly name: string; readonly kinds: ReadonlySet<string>; readonly repository: RegExp};

const agent = ['DaemonSet'];
const service = ['Deployment'];
const both = ['DaemonSet', 'Deployment', 'StatefulSet'];
const job = ['Job', 'CronJob'];
/** Registries of the project and of providers, where an image has no owner in its path. */
const home = [
	'registry\\.k8s\\.io',
	'k8s\\.gcr\\.io',
	'gke\\.gcr\\.io',
	'gcr\\.io/gke-release',
	'[a-z0-9-]+-docker\\.pkg\\.dev/gke-release/gke-release',
	'\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/eks',
	'public\\.ecr\\.aws/(eks-distro|eks|aws|ebs-csi-driver|efs-csi-driver|csi-components)',
	'mcr\\.microsoft\\.com/(oss/(v2/)?|aks/|containernetworking/|oss/kubernetes/|oss/kubernetes-csi/|azuredefender/|azuremonitor/)?.*',
	'docker\\.io/rancher',
].join('|');

const at = (names: string) => new RegExp(`^(${home})(/[a-z0-9./-]+)?/(${names})$`);
const owned = (paths: string) => new RegExp(`/(${paths})$`);
const product = (name: string, kinds: readonly string[], repository: RegExp): PlatformProduct => ({
	name,
	kinds: new Set(kinds),
	repository,
});

/** Node agents, network and storage plugins, sensors: what a platform runs with the rights of its nodes. */
export const platformProducts: readonly PlatformProduct[] = [
	product('kube-proxy', [...agent, 'Pod'], at('(hardened-)?kube-proxy(-amd64|-arm64)?|hardened-kubernetes|mirrored-kube-proxy')),
	product('CoreDNS', service, at('coredns|(hardened|mirrored-coredns)-(coredns|node-cache)')),
	product('CoreDNS', service, owned('coredns/coredns')),
	product('node-local DNS', agent, at('k8s-dns-node-cache|hardened-dns-node-cache|node-local-dns')),
	product('metrics-server', service, at('metrics-server|mirrored-metrics-server|hardened-k8s-metrics-server')),
	product('konnectivity', both, at('(proxy-agent|apiserver-network-proxy/agent|konnectivity-agent|kas-network-proxy/proxy-agent)')),
	product('cloud controller manager', both, at('.*cloud-controller-manager.*|.*cloud-node-manager.*')),
	product('CSI driver', both, at('.*csi.*|azuredisk.*|azurefile.*|livenessprobe|(mirrored-)?csi-.*|snapshot-controller')),
	product(
		'CSI driver',
		both,
		owned('sig-storage/[a-z0-9-]+|cephcsi/cephcsi|longhornio/[a-z0-9-]+|openebs/[a-z0-9-]+|rook/ceph|csi-secrets-store/[a-z0-9-]+'),
	),
	product('Calico', both, owned('calico/[a-z0-9-]+|tigera/operator|rancher/(mirrored|hardened)-calico[a-z0-9-]*')),
	product('Cilium', both, owned('cilium/[a-z0-9-]+|rancher/mirrored-cilium[a-z0-9-]*')),
	product('Antrea', both, owned('antrea/[a-z0-9-]+')),
	product('OVN-Kubernetes', both, owned('ovn-kubernetes/[a-z0-9-]+|ovn-kube[a-z0-9-]*')),
	product('Multus', agent, owned('k8snetworkplumbingwg/[a-z0-9-]+|rancher/hardened-(multus|whereabouts)[a-z0-9-]*')),
	product('AWS VPC CNI', agent, at('amazon-k8s-cni(-init)?|amazon/aws-network-policy-agent|aws-network-policy-agent')),
	product(
		'AWS VPC CNI',
		agent,
		/^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/(amazon-k8s-cni(-init)?|amazon\/aws-network-policy-agent)$/,
	),
	product('Azure CNI', agent, at('azure-(cns|npm|cni|ipam)[a-z0-9-]*|containernetworking/azure-[a-z0-9-]+')),
	product('GKE node agents', both, at('(netd|anetd|cilium/cilium|gke-metadata-server|fluent-bit.*|prometheus-engine/.*|gke-[a-z0-9-]+)')),
	product('kindnet', agent, owned('kindest/kindnetd')),
	product(
		'Flannel',
		agent,
		owned('flannel(-io|cni|-cni)?/flannel(-cni-plugin)?|rancher/(mirrored-flannelcni|hardened)-flannel[a-z0-9-]*|coreos/flannel'),
	),
	product('kube-router', agent, owned('cloudnativelabs/kube-router')),
	product('kube-vip', [...agent, 'Pod'], owned('kube-vip/kube-vip(-cloud-provider)?')),
	product('MetalLB', both, owned('metallb/[a-z0-9-]+')),
	product('k3s service load balancer', agent, owned('rancher/(mirrored-)?klipper-lb')),
	product('ingress-nginx', both, /^registry\.k8s\.io\/ingress-nginx\/controller(-chroot)?$/),
	product('ingress-nginx', job, /^registry\.k8s\.io\/ingress-nginx\/kube-webhook-certgen$/),
	product('Traefik', both, /^docker\.io\/(library\/traefik|rancher\/mirrored-library-traefik)$/),
	product('NGINX Ingress Controller', both, owned('nginx/nginx-ingress')),
	product('HAProxy ingress', both, owned('haproxytech/kubernetes-ingress|haproxy-ingress/haproxy-ingress')),
	product('k3s Helm job', job, owned('rancher/klipper-helm')),
	product('local-path provisioner', service, owned('(rancher/(mirrored-)?|kindest/)local-path-provisioner')),
	product('node-exporter', agent, owned('prometheus/node-exporter|prom/node-exporter')),
	product(
		'device plugin',
		agent,
		owned(
			'nvidia/(k8s-device-plugin|k8s/dcgm-exporter|dcgm|cloud-native/[a-z0-9-]+|gpu-feature-discovery)|nvcr\\.io/.*|intel/[a-z0-9-]*device-plugin|rocm/k8s-device-plugin|neuron/neuron-device-plugin',
		),
	),
	product('Fluent Bit', agent, owned('fluent/fluent-bit|aws-observability/aws-for-fluent-bit')),
	product('Fluentd', agent, owned('fluent/fluentd[a-z0-9-]*')),
	product('log agent', agent, owned('timberio/vector|grafana/(promtail|alloy)|beats/filebeat|datadog/agent|agent/agent|datadoghq/agent')),
	product('Falco', both, owned('falcosecurity/[a-z0-9-]+')),
	product('Tracee', agent, owned('aquasec/tracee')),
	product('Sysdig', both, owned('sysdig/[a-z0-9-]+')),
	product('NeuVector', both, owned('neuvector/[a-z0-9-]+')),
	product('StackRox collector', agent, owned('stackrox-io/collector[a-z0-9-]*|advanced-cluster-security/rhacs-collector[a-z0-9-]*')),
	product('Prisma Cloud defender', agent, owned('twistlock/private|twistlock/defender')),
	product('Falcon sensor', agent, owned('falcon-sensor/[a-z0-9./-]+')),
	product('Defender', both, at('stable/[a-z0-9-]+|azuredefender/.*|microsoft-defender.*')),
	product('GuardDuty agent', agent, owned('aws-guardduty-agent')),
	product('kured', agent, owned('kubereboot/kured|weaveworks/kured')),
	product('node-problem-detector', agent, at('node-problem-detector(/node-problem-detector)?')),
	product('Istio CNI', agent, owned('istio/(install-cni|ztunnel)')),
	product('Linkerd CNI', agent, owned('linkerd/cni-plugin')),
	product('SPIRE agent', agent, owned('spiffe/(spire-agent|spiffe-csi-driver)')),
	product('Velero', agent, owned('velero/velero')),
	product('Trivy node collector', job, owned('aquasecurity/node-collector')),
	product('kube-bench', job, owned('aquasec(urity)?/kube-bench')),
];

/** Containers that are shipped beside others, and are no product by themselves. */
export const knownSidecars: readonly RegExp[] = [/^quay\.io\/brancz\/kube-rbac-proxy$/, /^gcr\.io\/kubebuilder\/kube-rbac-proxy$/];
