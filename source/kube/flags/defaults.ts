import type {Facts} from '../../model/index.js';

export type Component = keyof Facts['flags'];

/** What a flag is where it is not set, by component; a flag that is not here is empty or off. https://kubernetes.io/docs/reference/command-line-tools-reference */
export const flagDefaults: Readonly<Record<Component, Readonly<Record<string, string>>>> = {
	apiServer: {
		'--anonymous-auth': 'true',
		'--authorization-mode': 'AlwaysAllow',
		'--profiling': 'true',
		'--service-account-lookup': 'true',
		'--service-account-extend-token-expiration': 'true',
		'--request-timeout': '1m0s',
		'--secure-port': '6443',
		'--allow-privileged': 'false',
		'--tls-min-version': 'VersionTLS12',
		'--enable-logs-handler': 'true',
		'--authorization-always-allow-paths': '/healthz,/readyz,/livez',
	},
	controllerManager: {
		'--profiling': 'true',
		'--bind-address': '0.0.0.0',
		'--use-service-account-credentials': 'false',
		'--terminated-pod-gc-threshold': '12500',
		'--cluster-signing-duration': '8760h0m0s',
		'--controllers': '*',
	},
	scheduler: {'--profiling': 'true', '--bind-address': '0.0.0.0'},
	etcd: {
		'--client-cert-auth': 'false',
		'--peer-client-cert-auth': 'false',
		'--auto-tls': 'false',
		'--peer-auto-tls': 'false',
		'--listen-client-urls': 'http://localhost:2379',
		'--listen-peer-urls': 'http://localhost:2380',
	},
};

/** What k3s and RKE2 set themselves and do not write on their nodes. */
export const k3sDefaults: Readonly<Record<Component, Readonly<Record<string, string>>>> = {
	apiServer: {
		'--anonymous-auth': 'false',
		'--authorization-mode': 'Node,RBAC',
		'--profiling': 'false',
		'--enable-admission-plugins': 'NodeRestriction',
		'--insecure-port': '0',
	},
	controllerManager: {'--profiling': 'false', '--bind-address': '127.0.0.1', '--use-service-account-credentials': 'true'},
	scheduler: {'--profiling': 'false', '--bind-address': '127.0.0.1'},
	etcd: {'--client-cert-auth': 'true', '--peer-client-cert-auth': 'true'},
};

/** What kubeadm sets itself and does not write into its configuration. */
export const kubeadmDefaults: Readonly<Record<Component, Readonly<Record<string, string>>>> = {
	apiServer: {
		'--authorization-mode': 'Node,RBAC',
		'--enable-admission-plugins': 'NodeRestriction',
		'--allow-privileged': 'true',
		'--insecure-port': '0',
		'--client-ca-file': '/etc/kubernetes/pki/ca.crt',
		'--requestheader-client-ca-file': '/etc/kubernetes/pki/front-proxy-ca.crt',
		'--requestheader-allowed-names': 'front-proxy-client',
	},
	controllerManager: {'--bind-address': '127.0.0.1', '--use-service-account-credentials': 'true'},
	scheduler: {'--bind-address': '127.0.0.1'},
	etcd: {},
};
