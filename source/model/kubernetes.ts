/** The other kinds, as they are projected (see metadata.ts). */

import type {KubernetesObject, LabelSelector, Suspicion} from './metadata.js';

export type Namespace = KubernetesObject & {readonly phase?: string};

export type Node = KubernetesObject & {
	readonly providerID?: string;
	readonly addresses?: readonly {readonly type: string; readonly address: string}[];
	readonly kubeletVersion?: string;
	readonly osImage?: string;
	readonly kernelVersion?: string;
	readonly containerRuntime?: string;
	readonly operatingSystem?: string;
	readonly ready?: boolean;
	readonly unschedulable?: boolean;
	readonly taints?: readonly {readonly key: string; readonly effect: string}[];
};

export type ServiceAccount = KubernetesObject & {
	readonly automountServiceAccountToken?: boolean;
	readonly secrets?: readonly string[];
	readonly imagePullSecrets?: readonly string[];
};

export type PolicyRule = {
	readonly verbs: readonly string[];
	readonly apiGroups?: readonly string[];
	readonly resources?: readonly string[];
	readonly resourceNames?: readonly string[];
	readonly nonResourceURLs?: readonly string[];
};
export type Role = KubernetesObject & {
	readonly rules: readonly PolicyRule[];
	readonly aggregationRule?: {readonly clusterRoleSelectors: readonly LabelSelector[]};
};
export type RbacSubject = {readonly kind: string; readonly apiGroup?: string; readonly name: string; readonly namespace?: string};
export type RoleBinding = KubernetesObject & {
	readonly roleRef: {readonly kind: string; readonly name: string; readonly apiGroup?: string};
	readonly subjects: readonly RbacSubject[];
};

export type WebhookConfiguration = KubernetesObject & {
	readonly webhooks: readonly {
		readonly name: string;
		readonly failurePolicy?: string;
		readonly service?: {readonly namespace: string; readonly name: string; readonly port?: number};
		readonly url?: boolean;
		readonly namespaceSelector?: LabelSelector;
		readonly rules?: readonly {
			readonly operations?: readonly string[];
			readonly apiGroups?: readonly string[];
			readonly resources?: readonly string[];
		}[];
	}[];
};
export type ApiService = KubernetesObject & {
	readonly service?: {readonly namespace: string; readonly name: string; readonly port?: number};
	readonly insecureSkipTLSVerify?: boolean;
};
export type CustomResourceDefinition = KubernetesObject & {
	readonly conversionService?: {readonly namespace: string; readonly name: string; readonly port?: number};
};
export type PodDisruptionBudget = KubernetesObject & {readonly selector?: LabelSelector; readonly disruptionsAllowed?: number};

/** Anything else: its whole `spec` (custom kinds), without values of secrets. */
export type CustomObject = KubernetesObject & {readonly kind: string; readonly spec?: Readonly<Record<string, unknown>>};
/** What OpenShift says of itself. */
export type ClusterVersion = CustomObject & {
	/** The version that was last completed, else the one that is wanted. */
	readonly version?: string;
};
export type Gateway = CustomObject & {
	/** Addresses of its status. */
	readonly addresses?: readonly {readonly ip?: string; readonly hostname?: string}[];
};
/** Read as metadata only. */
export type Secret = KubernetesObject & {
	/** An annotation repeats its values, as `kubectl apply` leaves it. */
	readonly lastApplied?: true;
};
/** A cluster is asked for metadata only; files hold the whole object, of which the suspicious keys are kept. */
export type ConfigMap = KubernetesObject & {
	/** Its data was there to be looked at. */
	readonly hasData?: true;
	readonly suspiciousData?: readonly Suspicion[];
};

export type PersistentVolume = KubernetesObject & {
	readonly hostPath?: string;
	/** A disk or directory of one node. */
	readonly local?: string;
	readonly claim?: {readonly namespace: string; readonly name: string};
	readonly provisioner?: string;
};
export type FlowSchema = KubernetesObject & {
	readonly priorityLevel?: string;
	/** Of all rules: users, groups and accounts. */
	readonly subjects: readonly RbacSubject[];
	/** Some rule holds for objects, not only for paths such as /healthz. */
	readonly forObjects?: boolean;
};
/** What containers use now, as metrics.k8s.io measures it. */
export type PodMetrics = KubernetesObject & {
	readonly containers: readonly {readonly name: string; readonly cpu?: string; readonly memory?: string}[];
};
/** A Certificate of cert-manager. */
export type IssuedCertificate = KubernetesObject & {
	readonly isCA?: boolean;
	/** Secret that it is kept in. */
	readonly secretName?: string;
	readonly issuer?: {readonly kind: string; readonly name: string};
	/** Condition Ready, and since when. */
	readonly ready?: boolean;
	readonly since?: string;
	/** RFC 3339. */
	readonly notAfter?: string;
	readonly renewalTime?: string;
};
