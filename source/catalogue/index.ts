// Written by `npm run generate`.
import type {Control} from '../model/index.js';
import apiServerTls from './access/api-server-tls.js';
import auditLoggingEnabled from './detection/audit-logging-enabled.js';
import k8sVersionSupported from './lifecycle/k8s-version-supported.js';
import nsQuotas from './namespaces/ns-quotas.js';
import cniEnforcesPolicy from './network/cni-enforces-policy.js';
import netpolDefaultDenyIngress from './network/netpol-default-deny-ingress.js';
import kubeletReadOnlyPort from './nodes/kubelet-read-only-port.js';
import podsDropCapabilities from './pod-security/pods-drop-capabilities.js';
import podsHostNamespaces from './pod-security/pods-host-namespaces.js';
import podsHostpath from './pod-security/pods-hostpath.js';
import podsNoPrivilegeEscalation from './pod-security/pods-no-privilege-escalation.js';
import podsNonRoot from './pod-security/pods-non-root.js';
import podsPrivileged from './pod-security/pods-privileged.js';
import podsResourceLimits from './pod-security/pods-resource-limits.js';
import podsRuntimeSocket from './pod-security/pods-runtime-socket.js';
import psaEnforced from './pod-security/psa-enforced.js';
import rbacClusterAdminBindings from './rbac/rbac-cluster-admin-bindings.js';
import secretsNotInPlainConfig from './secrets/secrets-not-in-plain-config.js';

/** Every control, by folder and name. */
export const controls: readonly Control[] = [
	apiServerTls,
	rbacClusterAdminBindings,
	podsDropCapabilities,
	podsHostNamespaces,
	podsHostpath,
	podsNoPrivilegeEscalation,
	podsNonRoot,
	podsPrivileged,
	podsResourceLimits,
	podsRuntimeSocket,
	psaEnforced,
	cniEnforcesPolicy,
	netpolDefaultDenyIngress,
	secretsNotInPlainConfig,
	nsQuotas,
	auditLoggingEnabled,
	k8sVersionSupported,
	kubeletReadOnlyPort,
];
