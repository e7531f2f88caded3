/** Pods and what makes them, as they are projected (see metadata.ts). */

import type {KubernetesObject, LabelSelector, Labels, SecretForm, Suspicion} from './metadata.js';

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
