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
