/** Kubernetes objects as they are projected: only the fields that a rule reads, values of secrets and literals left out. */

export type Labels = Readonly<Record<string, string>>;

export type OwnerReference = {
	readonly apiVersion: string;
	readonly kind: string;
	readonly name: string;
	readonly uid?: string;
	readonly controller?: boolean;
};

export type Metadata = {
	readonly name: string;
	readonly namespace?: string;
	readonly uid?: string;
	/** RFC 3339. */
	readonly created?: string;
	readonly deleting?: boolean;
	readonly labels?: Labels;
	/** Without last-applied annotations; a value longer than 256 characters is dropped. */
	readonly annotations?: Labels;
	readonly owners?: readonly OwnerReference[];
	/** Field managers that wrote anything but status. */
	readonly managers?: readonly string[];
	/** Annotations whose values look like secrets. */
	readonly suspicious?: readonly Suspicion[];
};

/** What a plain value looks like: known forms of keys, tokens and logins; else only its name tells, that of a password or of another secret. */
export type SecretForm = 'private-key' | 'cloud-key' | 'token' | 'login' | 'password' | 'name';
/** A plain value that looks like a secret: under which key it stands, never the value. */
export type Suspicion = {readonly key: string; readonly form: SecretForm};

/** `metadata` of the API stands flat under `metadata`; a kind's own fields stand beside it. */
export type KubernetesObject = {readonly metadata: Metadata};

export type LabelSelector = {
	readonly matchLabels?: Labels;
	readonly matchExpressions?: readonly {readonly key: string; readonly operator: string; readonly values?: readonly string[]}[];
};

export type SecurityContext = {
	readonly privileged?: boolean;
	readonly allowPrivilegeEscalation?: boolean;
	readonly runAsNonRoot?: boolean;
	readonly runAsUser?: number;
	readonly runAsGroup?: number;
	readonly readOnlyRootFilesystem?: boolean;
	readonly procMount?: string;
	readonly capabilities?: {readonly add?: readonly string[]; readonly drop?: readonly string[]};
	readonly seccompProfile?: {readonly type?: string; readonly localhostProfile?: string};
	readonly appArmorProfile?: {readonly type?: string; readonly localhostProfile?: string};
	readonly seLinuxOptions?: {readonly type?: string; readonly user?: string; readonly role?: string; readonly level?: string};
	readonly windowsOptions?: {readonly hostProcess?: boolean; readonly runAsUserName?: string};
};

export type PodSecurityContext = Omit<
	SecurityContext,
	'privileged' | 'allowPrivilegeEscalation' | 'readOnlyRootFilesystem' | 'procMount' | 'capabilities'
> & {
	readonly sysctls?: readonly {readonly name: string}[];
	readonly fsGroup?: number;
};

export type ContainerPort = {
	readonly name?: string;
	readonly containerPort?: number;
	readonly hostPort?: number;
	readonly protocol?: string;
};

/** The value itself is never kept: where it comes from, and whether a literal looks like a secret. */
export type EnvironmentVariable = {
	readonly name: string;
	readonly from: 'literal' | 'secret' | 'configMap' | 'field' | 'resource' | 'empty';
	/** Name of the Secret or ConfigMap. */
	readonly source?: string;
	readonly suspicious?: boolean;
	/** What a suspicious literal looks like. */
	readonly form?: SecretForm;
};

export type Container = {
	readonly name: string;
	readonly image?: string;
	readonly securityContext?: SecurityContext;
	readonly ports?: readonly ContainerPort[];
	readonly env?: readonly EnvironmentVariable[];
	readonly envFrom?: readonly {readonly kind: 'secret' | 'configMap'; readonly name: string}[];
	readonly volumeMounts?: readonly {
		readonly name: string;
		readonly mountPath: string;
		readonly readOnly?: boolean;
		readonly mountPropagation?: string;
	}[];
	readonly resources?: {readonly limits?: Labels; readonly requests?: Labels};
	/** Hosts that probes and lifecycle hooks call; absent where none names a host. */
	readonly hookHosts?: readonly {readonly path: string; readonly host: string}[];
	readonly restartPolicy?: string;
	/** Known flags of `command` and `args` only (see kube/flags); other arguments are not kept. Absent where the container has neither. */
	readonly flags?: Labels;
	/** Words of `command` and `args` that look like secrets. */
	readonly suspicious?: readonly Suspicion[];
};

export type Volume = {
	readonly name: string;
	/** The member of the union that is set: hostPath, secret, emptyDir, … */
	readonly kind: string;
	readonly hostPath?: {readonly path: string; readonly type?: string};
	/** Name of the secret, config map or claim it shows; the reference of an image. */
	readonly source?: string;
	/** For projected volumes: the kinds of their sources. */
	readonly sources?: readonly string[];
};

export type PodSpec = {
	readonly containers: readonly Container[];
	readonly initContainers?: readonly Container[];
	readonly ephemeralContainers?: readonly Container[];
	readonly volumes?: readonly Volume[];
	readonly securityContext?: PodSecurityContext;
	readonly hostNetwork?: boolean;
	readonly hostPID?: boolean;
	readonly hostIPC?: boolean;
	readonly hostUsers?: boolean;
	readonly shareProcessNamespace?: boolean;
	/** Of the pod as a whole. */
	readonly resources?: Container['resources'];
	readonly serviceAccountName?: string;
	readonly automountServiceAccountToken?: boolean;
	readonly nodeName?: string;
	readonly nodeSelector?: Labels;
	readonly os?: string;
	readonly runtimeClassName?: string;
	readonly priorityClassName?: string;
};

export type PodTemplate = {
	readonly metadata?: {readonly labels?: Labels; readonly annotations?: Labels; readonly suspicious?: readonly Suspicion[]};
	readonly spec: PodSpec;
};

export type Pod = KubernetesObject & {
	readonly spec: PodSpec;
	readonly phase?: string;
	readonly ready?: boolean;
	readonly restarts?: number;
	readonly podIPs?: readonly string[];
	/** Who the first process of a container runs as, by container, where the kubelet tells. */
	readonly uids?: Readonly<Record<string, number>>;
};

/** Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController. */
export type Controller = KubernetesObject & {
	readonly replicas?: number;
	readonly selector?: LabelSelector;
	readonly template: PodTemplate;
	/** RollingUpdate, Recreate or OnDelete. */
	readonly strategy?: string;
	readonly status?: {readonly ready?: number; readonly desired?: number; readonly updated?: number; readonly available?: number};
};
export type Job = KubernetesObject & {readonly template: PodTemplate; readonly finished?: boolean; readonly suspend?: boolean};
export type CronJob = KubernetesObject & {readonly template: PodTemplate; readonly schedule?: string; readonly suspend?: boolean};
export type PodTemplateObject = KubernetesObject & {readonly template: PodTemplate};

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

export type ServicePort = {
	readonly name?: string;
	readonly port: number;
	readonly targetPort?: number | string;
	readonly nodePort?: number;
	readonly protocol?: string;
};
export type Service = KubernetesObject & {
	/** ClusterIP where the API leaves it out. */
	readonly type: string;
	readonly selector?: Labels;
	readonly ports: readonly ServicePort[];
	readonly externalIPs?: readonly string[];
	readonly loadBalancerSourceRanges?: readonly string[];
	readonly externalName?: string;
	/** Addresses of status.loadBalancer. */
	readonly addresses?: readonly {readonly ip?: string; readonly hostname?: string}[];
};

export type IngressBackend = {readonly service: string; readonly port?: number | string};
export type Ingress = KubernetesObject & {
	readonly className?: string;
	readonly hosts: readonly string[];
	readonly backends: readonly IngressBackend[];
	readonly tls?: readonly {readonly hosts?: readonly string[]; readonly secretName?: string}[];
	readonly addresses?: readonly {readonly ip?: string; readonly hostname?: string}[];
};
export type IngressClass = KubernetesObject & {readonly controller?: string};

export type NetworkPolicyPeer = {
	readonly podSelector?: LabelSelector;
	readonly namespaceSelector?: LabelSelector;
	readonly ipBlock?: {readonly cidr: string; readonly except?: readonly string[]};
};
export type NetworkPolicyPort = {readonly protocol?: string; readonly port?: number | string; readonly endPort?: number};
/** `peers` absent or empty means every source or destination; `ports` absent or empty every port. */
export type NetworkPolicyRule = {readonly peers?: readonly NetworkPolicyPeer[]; readonly ports?: readonly NetworkPolicyPort[]};
export type NetworkPolicy = KubernetesObject & {
	readonly podSelector: LabelSelector;
	/** With the API's defaults filled in. */
	readonly policyTypes: readonly ('Ingress' | 'Egress')[];
	readonly ingress: readonly NetworkPolicyRule[];
	readonly egress: readonly NetworkPolicyRule[];
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
