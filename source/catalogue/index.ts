// Written by `npm run generate`.
import type {Control} from '../model/index.js';
import apiAnonymousAuth from './access/api-anonymous-auth.js';
import apiServerTls from './access/api-server-tls.js';
import apiStaticCredentials from './access/api-static-credentials.js';
import authzModeRbacNode from './access/authz-mode-rbac-node.js';
import certLifecycleManaged from './access/cert-lifecycle-managed.js';
import humanAuthIdp from './access/human-auth-idp.js';
import rbacAnonymousBindings from './access/rbac-anonymous-bindings.js';
import cloudWorkloadIdentity from './cloud-identity/cloud-workload-identity.js';
import etcdApiAuthenticated from './control-plane/etcd-api-authenticated.js';
import secretsEncryptedAtRest from './control-plane/secrets-encrypted-at-rest.js';
import auditLoggingEnabled from './detection/audit-logging-enabled.js';
import k8sVersionSupported from './lifecycle/k8s-version-supported.js';
import nsQuotas from './namespaces/ns-quotas.js';
import cniEnforcesPolicy from './network/cni-enforces-policy.js';
import lbExposure from './network/lb-exposure.js';
import metadataApiBlocked from './network/metadata-api-blocked.js';
import netpolDefaultDenyIngress from './network/netpol-default-deny-ingress.js';
import kubeletApiAuthenticated from './nodes/kubelet-api-authenticated.js';
import kubeletReadOnlyPort from './nodes/kubelet-read-only-port.js';
import nodeOsSupported from './nodes/node-os-supported.js';
import runtimeSupported from './nodes/runtime-supported.js';
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
import rbacEscalationVerbs from './rbac/rbac-escalation-verbs.js';
import rbacSecretsRead from './rbac/rbac-secrets-read.js';
import rbacWildcards from './rbac/rbac-wildcards.js';
import secretsNotInPlainConfig from './secrets/secrets-not-in-plain-config.js';
import defaultSaUnused from './service-accounts/default-sa-unused.js';
import privilegedSaWorkloads from './service-accounts/privileged-sa-workloads.js';
import saAutomountOff from './service-accounts/sa-automount-off.js';
import imageAllowedRegistries from './supply-chain/image-allowed-registries.js';
import imageScanInPipeline from './supply-chain/image-scan-in-pipeline.js';

/** Every control, by folder and name. */
export const controls: readonly Control[] = [
	apiAnonymousAuth,
	apiServerTls,
	apiStaticCredentials,
	authzModeRbacNode,
	certLifecycleManaged,
	humanAuthIdp,
	rbacAnonymousBindings,
	etcdApiAuthenticated,
	secretsEncryptedAtRest,
	rbacClusterAdminBindings,
	rbacEscalationVerbs,
	rbacSecretsRead,
	rbacWildcards,
	defaultSaUnused,
	privilegedSaWorkloads,
	saAutomountOff,
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
	lbExposure,
	metadataApiBlocked,
	netpolDefaultDenyIngress,
	imageAllowedRegistries,
	imageScanInPipeline,
	secretsNotInPlainConfig,
	nsQuotas,
	cloudWorkloadIdentity,
	auditLoggingEnabled,
	k8sVersionSupported,
	kubeletApiAuthenticated,
	kubeletReadOnlyPort,
	nodeOsSupported,
	runtimeSupported,
];
