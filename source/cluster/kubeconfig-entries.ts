/** What a kubeconfig says, merged and with its paths made absolute. Nothing in it is escaped yet: escape before it is shown. */

export type ClusterEntry = {
	readonly name: string;
	readonly server: string;
	/** PEM; data wins over the file. */
	readonly authority?: FileOrData;
	readonly insecure: boolean;
	readonly serverName?: string;
	readonly proxyUrl?: string;
	readonly compressed: boolean;
	/** Handed to exec plugins that ask for it. */
	readonly execConfig?: unknown;
};
export type FileOrData = {readonly file: string} | {readonly data: string};

export type ExecEntry = {
	readonly apiVersion: string;
	readonly command: string;
	readonly args: readonly string[];
	readonly env: readonly {readonly name: string; readonly value: string}[];
	readonly installHint?: string;
	readonly provideClusterInfo: boolean;
	readonly interactiveMode?: string;
};

export type UserEntry = {
	readonly name: string;
	readonly certificate?: FileOrData;
	readonly key?: FileOrData;
	readonly token?: string;
	readonly tokenFile?: string;
	readonly username?: string;
	readonly password?: string;
	readonly exec?: ExecEntry;
	readonly authProvider?: {readonly name: string; readonly config: Readonly<Record<string, string>>};
	readonly impersonate?: Impersonation;
};
export type Impersonation = {
	readonly user?: string;
	readonly groups?: readonly string[];
	readonly uid?: string;
	readonly extra?: Readonly<Record<string, readonly string[]>>;
};

export type ContextEntry = {readonly name: string; readonly cluster: string; readonly user: string; readonly namespace?: string};

export type Kubeconfig = {
	readonly currentContext?: string;
	readonly contexts: ReadonlyMap<string, ContextEntry>;
	readonly clusters: ReadonlyMap<string, ClusterEntry>;
	readonly users: ReadonlyMap<string, UserEntry>;
	/** Files that were looked for, and whether each was there. */
	readonly files: readonly {readonly path: string; readonly found: boolean}[];
};

export const emptyKubeconfig: Kubeconfig = {contexts: new Map(), clusters: new Map(), users: new Map(), files: []};

/** By kubectl's rules: of a name that several files hold, the first counts, as a whole; so does the first current context. */
export function merged(parts: readonly Kubeconfig[]): Kubeconfig {
	const firstOf = <T>(pick: (part: Kubeconfig) => ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
		new Map(parts.toReversed().flatMap(part => [...pick(part)]));
	const currentContext = parts.map(part => part.currentContext).find(Boolean);
	return {
		...(currentContext !== undefined && {currentContext}),
		contexts: firstOf(part => part.contexts),
		clusters: firstOf(part => part.clusters),
		users: firstOf(part => part.users),
		files: parts.flatMap(part => part.files),
	};
}

/** The program that signing in would run, as a person would type it; undefined where none is. */
export function commandLineOf(user: UserEntry | undefined): string | undefined {
	if (user?.exec) return [user.exec.command, ...user.exec.args].map(quoted).join(' ');
	const command = user?.authProvider?.config['cmd-path'];
	return command === undefined ? undefined : [command, user?.authProvider?.config['cmd-args'] ?? ''].join(' ').trim();
}

function quoted(word: string): string {
	return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
