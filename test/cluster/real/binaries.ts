import {execFile} from 'node:child_process';
import {createHash, randomUUID} from 'node:crypto';
import {access, copyFile, mkdir, readFile, rename, rm} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);

const version = 'v1.36.3';
const component = 'k8s.io/component-base/version';
/** Without them /version says v0.0.0-master. */
const linkerFlags = `-s -w -X ${component}.gitVersion=${version} -X ${component}.gitMajor=1 -X ${component}.gitMinor=36`;
/** What the pinned modules build, by the name that envtest gives them. */
const packages = {
	etcd: 'go.etcd.io/etcd/server/v3',
	'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
	'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
	'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
	kubectl: 'k8s.io/kubernetes/cmd/kubectl',
	kwok: 'sigs.k8s.io/kwok/cmd/kwok',
} as const;
const stages = [
	'node/fast/node-initialize',
	'node/heartbeat-with-lease/node-heartbeat-with-lease',
	'pod/fast/pod-ready',
	'pod/fast/pod-complete',
	'pod/fast/pod-delete',
];

export type Binary = keyof typeof packages;
/** Paths of the programs, and of the files that tell kwok how nodes and pods behave. */
export type Binaries = Record<Binary, string> & {readonly stages: readonly string[]};

const moduleFolder = resolve('test/cluster');
let found: Promise<Binaries> | undefined;

/** Those of KUBEBUILDER_ASSETS where they exist; what is missing is built once and kept by a hash of what goes into it. */
export function binaries(): Promise<Binaries> {
	found ??= find();
	return found;
}

async function find(): Promise<Binaries> {
	const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'castellan-test', await fingerprint());
	await mkdir(join(folder, 'stages'), {recursive: true});
	const given = process.env['KUBEBUILDER_ASSETS'];
	const paths: Partial<Record<Binary, string>> = {};
	for (const name of Object.keys(packages) as Binary[]) {
		const candidates = [given === undefined ? [] : join(given, name), join(folder, name)].flat();
		const existing = await firstExisting(candidates);
		paths[name] = existing ?? (await build(name, folder));
	}
	return {...(paths as Record<Binary, string>), stages: await stageFiles(folder)};
}

async function fingerprint(): Promise<string> {
	const hash = createHash('sha256');
	for (const file of ['go.mod', 'go.sum']) hash.update(await readFile(join(moduleFolder, file)));
	return hash
		.update(linkerFlags + Object.values(packages).join() + process.platform + process.arch)
		.digest('hex')
		.slice(0, 16);
}

/** Into a name of its own first: two test runs may build at once. */
async function build(name: Binary, folder: string): Promise<string> {
	const target = join(folder, name);
	const half = `${target}.${randomUUID()}`;
	process.stderr.write(`building ${name} ${version} (minutes the first time)\n`);
	try {
		await run('go', ['build', '-trimpath', '-ldflags', linkerFlags, '-o', half, packages[name]], {
			cwd: moduleFolder,
			env: {...process.env, CGO_ENABLED: '0'},
			maxBuffer: 2 ** 24,
		});
		await rename(half, target);
	} finally {
		await rm(half, {force: true});
	}
	return target;
}

async function stageFiles(folder: string): Promise<string[]> {
	const files = stages.map(stage => join(folder, 'stages', `${stage.replaceAll('/', '.')}.yaml`));
	if ((await Promise.all(files.map(exists))).every(Boolean)) return files;
	const {stdout} = await run('go', ['list', '-m', '-f', '{{.Dir}}', 'sigs.k8s.io/kwok'], {cwd: moduleFolder});
	await Promise.all(stages.map((stage, at) => copyFile(join(stdout.trim(), 'kustomize/stage', `${stage}.yaml`), files[at] as string)));
	return files;
}

async function firstExisting(paths: readonly string[]): Promise<string | undefined> {
	for (const path of paths) if (await exists(path)) return path;
	return undefined;
}

async function exists(path: string): Promise<boolean> {
	return access(path).then(
		() => true,
		() => false,
	);
}
