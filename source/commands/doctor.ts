import {contextLines, readKubeconfig} from '../cluster/kubeconfig.js';
import {mayList} from '../cluster/rights.js';
import {qualified, resources} from '../kube/resources.js';
import {counted, type ExitCode, Failure, visible} from '../model/index.js';
import {stateFolder} from '../session/folders.js';
import {forget, type KnownCluster, knownClusters} from '../session/known-clusters.js';
import {type ClusterChoice, openCluster} from './places.js';
import {terminalFacts} from './terminal-facts.js';
import {version} from './version.js';

export type DoctorChoice = ClusterChoice & {readonly forget?: string; readonly yes?: boolean};

const print = (text: string) => process.stdout.write(`${text}\n`);

/** What it can reach, which rights are missing, what the terminal can, where its files lie; forgets a cluster on request. */
export async function doctorCommand(choice: DoctorChoice): Promise<ExitCode> {
	if (choice.forget !== undefined) return forgotten(choice.forget, choice.yes === true);
	print(`castellan ${version}, Node ${process.version}, ${process.platform}`);
	print('');
	print('Terminal');
	for (const fact of terminalFacts(process.env)) print(`  ${fact}`);
	print('');
	print('Cluster');
	for (const fact of choice.offline ? ['not looked at: --offline'] : await clusterFacts(choice)) print(`  ${fact}`);
	print('');
	print(`Kept in ${visible(stateFolder())}`);
	const known = knownClusters();
	if (known.length === 0) print('  nothing yet');
	for (const one of known) print(`  ${keptLine(one)}`);
	return 0;
}

function keptLine({folder, about, attestations, waivers, damaged}: KnownCluster): string {
	if (damaged) return `damaged: what was kept cannot be read, and is moved aside when its cluster is opened: ${visible(folder)}`;
	const what = about ? `${about.short.padEnd(24)} ${about.kind}, last looked at ${about.at.slice(0, 10)}` : 'not known';
	return `${what}, ${attestations} statements, ${waivers} waivers: ${visible(folder)}`;
}

/** Nothing is asked but who may what: one question per kind. */
async function clusterFacts(choice: ClusterChoice): Promise<string[]> {
	try {
		const config = await readKubeconfig(choice.kubeconfig === undefined ? {} : {kubeconfig: choice.kubeconfig});
		const contexts = contextLines(config);
		const files = config.files.map(({path}) => visible(path)).join(', ');
		const facts = [`kubeconfig ${files || 'of this pod'}: ${counted(contexts.length, 'context')}`];
		const {connection, close} = await openCluster(choice);
		try {
			const {server, user, runs} = connection.describe();
			facts.push(`${server} as user ${user}${runs === undefined ? '' : `, signs in by running ${runs}`}`);
			const {body} = await connection.reader.json('/version');
			const {gitVersion} = (body ?? {}) as {gitVersion?: unknown};
			facts.push(`reached: Kubernetes ${typeof gitVersion === 'string' ? visible(gitVersion) : 'of an unknown version'}`);
			facts.push(...(await rightsFacts(connection)));
		} finally {
			await close();
		}
		return facts;
	} catch (error) {
		if (error instanceof Failure) return [error.message, ...(error.why ? [error.why] : []), ...error.steps.map(step => `→ ${step}`)];
		throw error;
	}
}

async function rightsFacts({reader}: Awaited<ReturnType<typeof openCluster>>['connection']): Promise<string[]> {
	const asked = resources.filter(({read, builtIn, optional}) => read !== 'never' && builtIn && !optional);
	const missing: string[] = [];
	for (const info of asked) if (!(await mayList(reader, info))) missing.push(`list ${qualified(info)} (${info.rule})`);
	return missing.length === 0
		? [`may list all ${asked.length} built-in kinds that a scan reads`]
		: [
				`lacks ${missing.length} of ${asked.length} rights; castellan role prints a role that holds them:`,
				...missing.map(one => `  ${one}`),
			];
}

async function forgotten(name: string, sure: boolean): Promise<ExitCode> {
	const one = knownClusters().find(({about, folder}) => about?.short === visible(name) || folder === name);
	if (!one) throw new Failure(`Nothing is kept under the name ${visible(name)}.`, {steps: ['castellan doctor lists what is kept.']});
	if (!sure) {
		if (!process.stdin.isTTY) throw new Failure('Nothing was forgotten.', {why: 'Nobody can be asked here.', steps: ['Add --yes.']});
		const {default: inquirer} = await import('inquirer');
		const {typed} = await inquirer.prompt<{typed: string}>([
			{
				type: 'input',
				name: 'typed',
				message: `Its answers, statements, waivers, assessments and its journal will be gone. Type  ${name}  to forget it:`,
			},
		]);
		if (typed.trim() !== name) {
			print('Nothing was forgotten.');
			return 0;
		}
	}
	forget(one);
	print(`${visible(name)} is forgotten: ${visible(one.folder)} was removed.`);
	return 0;
}
