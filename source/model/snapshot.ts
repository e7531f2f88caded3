import type {ResourceName, Resources, Source} from './resources.js';
import type {Escaped, Safe} from './safe.js';

/** What /version says. */
export type ServerVersion = {readonly gitVersion: string; readonly major: number; readonly minor: number};

/** One thing that could not be read, or only in part. */
export type Gap = {
	readonly source: Source;
	/** As kubectl would name it: `rolebindings.rbac.authorization.k8s.io`, `/metrics`. */
	readonly resource: string;
	readonly verb: string;
	readonly reason: 'forbidden' | 'partial' | 'stopped' | 'absent' | 'error' | 'not-asked';
	readonly detail: Safe;
	/** Namespace of the request; absent for the whole cluster. */
	readonly namespace?: string;
};

/** A certificate of the chain that the API server showed, leaf first. Times are RFC 3339. */
export type Certificate = {
	readonly subject: string;
	readonly issuer: string;
	readonly notBefore: string;
	readonly notAfter: string;
	readonly names: readonly string[];
	readonly keyType: string;
	/** Bits of an RSA key; for curves the curve's size. */
	readonly keyBits?: number;
	readonly signature?: string;
	readonly isCa?: boolean;
};

/** What handshakes with the API server showed. An attempt that failed by our side's doing is absent, never false. */
export type Handshake = {
	readonly protocol: string;
	readonly cipher: string;
	readonly chain: readonly Certificate[];
	/** From the kubeconfig. */
	readonly authority?: Certificate;
	readonly nameMatches?: boolean;
	/** Whether the server accepted each older offer. */
	readonly accepts: {readonly tls10?: boolean; readonly tls11?: boolean; readonly weakSuite?: boolean};
	/** The weak TLS 1.2 suite that was accepted. */
	readonly weakSuite?: string;
};

/** The answer to one request without credentials. */
export type AnonymousProbe = {readonly path: string; readonly status: number; readonly message?: Safe};

/** Flags of one control-plane component. A known flag that is missing has its documented default. */
export type Flags = {
	readonly values: Readonly<Record<string, string>>;
	/** Where they were seen: a pod, a node annotation, kubeadm's intention. */
	readonly from: 'pod' | 'node-args' | 'kubeadm-config';
	readonly where: string;
	/** How many instances were read. */
	readonly instances: number;
	/** Instances that were started with other flags than the first. */
	readonly others?: readonly {readonly values: Readonly<Record<string, string>>; readonly where: string}[];
};

/** Kubelet settings of one node or of all of them, as intended or as running. */
export type KubeletSettings = {
	readonly node?: string;
	readonly from: 'configz' | 'kubelet-config' | 'node-args';
	readonly where: string;
	readonly values: Readonly<Record<string, string | number | boolean>>;
};

/** Single settings read by name from known ConfigMaps; values are kept only for known keys. */
export type Settings = Readonly<Record<`${string}/${string}`, Readonly<Record<string, string>>>>;

export type Metrics = {
	readonly auditEvents?: number;
	/** Requests per audit level. */
	readonly auditLevels?: Readonly<Record<string, number>>;
	/** Decisions per authorizer type. */
	readonly authorizers?: Readonly<Record<string, number>>;
	/** Secrets written since the server started, by what encrypted them; `identity` is nothing. */
	readonly secretsEncryptedBy?: Readonly<Partial<Record<SecretEncryption, number>>>;
};
export type SecretEncryption = 'kms-v2' | 'kms-v1' | 'secretbox' | 'aesgcm' | 'aescbc' | 'identity';

/** How the reading session proves who it is, without anything secret. */
export type Login = {
	readonly kind: 'program' | 'oidc' | 'token' | 'token-file' | 'certificate' | 'password' | 'none';
	/** Name of the sign-in program, without its folder; of kubectl plugins and `aws`, with its first word. */
	readonly program?: string;
};

export type Facts = {
	readonly flags: Readonly<Partial<Record<'apiServer' | 'controllerManager' | 'scheduler' | 'etcd', Flags>>>;
	readonly kubelets?: readonly KubeletSettings[];
	readonly handshake?: Handshake;
	readonly anonymous?: readonly AnonymousProbe[];
	readonly metrics?: Metrics;
	readonly settings?: Settings;
	/** Who the reading account is. */
	readonly self?: {readonly name: string; readonly groups: readonly string[]};
	/** What it may change of what fixes change, like "patch deployments.apps"; of a namespace that is not there nothing is known. */
	readonly rights?: {
		readonly everywhere: readonly string[];
		readonly inNamespace: Readonly<Record<string, readonly string[]>>;
		/** The server did not say. */
		readonly unsure: readonly string[];
		/** The server said it of every right and every namespace. */
		readonly whole: boolean;
	};
	/** From the kubeconfig. */
	readonly login?: Login;
	/** The kubeconfig's server: its host, and whether its addresses are public. */
	readonly serverAddress?: {
		readonly host: string;
		readonly addresses: readonly string[];
		readonly reach: 'public' | 'private' | 'loopback' | 'unknown';
	};
	/** Addresses that pods reach the API server at, behind the Service `kubernetes`; absent where they were not read. */
	readonly innerAddresses?: readonly string[];
	/** API groups that the server serves; absent where discovery failed. */
	readonly groups?: readonly string[];
	/** Of files: API groups of the objects in them. What is not among them may be served all the same. */
	readonly givenGroups?: readonly string[];
};

/**
 * The cluster at one moment: projected plain data that can be saved and read again. Every text in it is escaped (see safe.ts).
 * A missing list is never an empty list: `items.pods` is there only where pods were read, in whole or in part.
 */
export type Snapshot = {
	readonly schema: 'castellan.snapshot/1';
	/** RFC 3339. */
	readonly takenAt: string;
	readonly cluster: {
		/** uid of namespace kube-system, else a hash of CA and server host; of files, a hash of their names; offline, the name of the assessment. */
		readonly id: string;
		readonly source: 'cluster' | 'files' | 'demo' | 'offline';
		readonly context?: string;
		/** How the kubeconfig calls it. */
		readonly name?: string;
		readonly server?: string;
		readonly version?: ServerVersion;
	};
	readonly items: {readonly [N in ResourceName]?: readonly Escaped<Resources[N]>[]};
	readonly facts: Facts;
	readonly read: {readonly [S in Source]?: 'complete' | 'partial'};
	readonly gaps: readonly Gap[];
	/** Where only some namespaces could be read: their names. */
	readonly onlyNamespaces?: readonly string[];
};
