import {Command, CommanderError, Option} from 'commander';
import type {ControlsChoice} from './commands/controls.js';
import type {DoctorChoice} from './commands/doctor.js';
import type {ReportChoice} from './commands/report.js';
import {isPlainTerminal} from './commands/terminal-facts.js';
import {version} from './commands/version.js';
import {heldYoungGeneration} from './commands/young-generation.js';
import {type ExitCode, escapedAgain, Failure, severities, visible} from './model/index.js';

/** Options that every command on a cluster understands. */
export type ClusterOptions = {
	readonly context?: string;
	readonly kubeconfig?: string;
	readonly probes: boolean;
	readonly kubelets?: boolean;
	readonly as?: string;
	readonly asGroup?: readonly string[];
	readonly concurrency?: string;
	readonly namespace?: readonly string[];
};

/** Options of the wizard alone. */
type WizardOptions = {readonly readOnly?: boolean; readonly offline?: boolean; readonly plain?: boolean; readonly tui?: boolean};

function onCluster(command: Command): Command {
	return command
		.option('--context <name>', 'context of the kubeconfig; the current one where left out')
		.option('--kubeconfig <file>', 'a kubeconfig instead of $KUBECONFIG and ~/.kube/config')
		.option('--no-probes', 'leave out the few reads without a login')
		.option('--kubelets', 'ask each kubelet for its settings, through the API server, where you hold get nodes/proxy')
		.option('--as <user>', 'act as another user')
		.option('--as-group <group...>', 'act as a member of these groups')
		.option('-n, --namespace <name...>', 'only these namespaces, for an account that may not list them')
		.option('--concurrency <n>', 'lists read at the same time, 1 to 8');
}

function program(args: {done: (code: ExitCode) => void}): Command {
	const {done} = args;
	const root = new Command('castellan')
		.description(
			'Hardens a Kubernetes cluster for the attackers its owner is worried about.\nWithout a command it opens the wizard. It reads, until you confirm one change.',
		)
		.version(version, '-V, --version')
		.exitOverride()
		.showSuggestionAfterError()
		.configureOutput({writeErr: () => undefined})
		.option('--read-only', 'take away everything that sends')
		.option('--offline', 'answer the questions without a cluster; no connection is opened')
		.option('--plain', 'line by line: nothing is drawn, for screen readers and pipes')
		.option('--no-tui', 'ask with prompts instead of a full screen')
		.addHelpText('after', '\nExit codes: 0 done, 1 --fail-on was met, 2 wrong use or bad file, 3 nothing could be read, 130 interrupted.');
	onCluster(root).action(async (options: ClusterOptions & WizardOptions) => done(await opened(options)));
	root
		.command('demo')
		.description('the wizard on a weak web shop that is built in; nothing real is touched')
		.action(async () => done(await opened({...root.opts<ClusterOptions & WizardOptions>(), demo: true})));
	onCluster(root.command('scan').argument('[where]', 'demo: the built-in cluster'))
		.description('no screen: collect, assess, print')
		.addOption(new Option('--format <format>', 'how to print').choices(['table', 'markdown', 'json']).default('table'))
		.option('--answers <file>', 'answers, statements and waivers from a file (castellan.answers/1)')
		.addOption(new Option('--fail-on <severity>', 'exit with 1 where a control of this severity or worse fails').choices([...severities]))
		.option('--fail-on-warn', 'let warnings count too')
		.option('--from <path>', 'read a snapshot, manifests or a directory instead of a cluster; - reads stdin')
		.option('--kubernetes-version <version>', 'version the files are meant for, like 1.34')
		.option('--complete', 'these files are all there is')
		.option('--output <file>', 'write to a file instead of the screen')
		.action(async (where: string | undefined, options: ClusterOptions) =>
			done(await (await import('./commands/scan.js')).scanCommand(where, {...root.opts(), ...options})),
		);
	onCluster(root.command('undo').argument('[id]', 'number of a change in the journal'))
		.description('the journal of a cluster: what was changed from here, and taking it back')
		.action(async (id: string | undefined, options: ClusterOptions) =>
			done(await (await import('./commands/undo.js')).undoCommand(id, {...root.opts(), ...options})),
		);
	root
		.command('report')
		.argument('[name]', 'short name of a cluster or of an offline assessment; the latest where left out')
		.description('the last assessment as a file; nothing is read or sent')
		.addOption(new Option('--format <format>', 'how to print').choices(['markdown', 'json']).default('markdown'))
		.option('--output <file>', 'write to a file instead of the screen')
		.action(async (name: string | undefined, options: ReportChoice) =>
			done(await (await import('./commands/report.js')).reportCommand(name, options)),
		);
	root
		.command('controls')
		.argument('[id]', 'a control, to see its page')
		.description('the catalogue, or one control as a page')
		.addOption(new Option('--by <order>', 'order by the checklist items or by the CIS Benchmark').choices(['seeds', 'cis']))
		.action(async (id: string | undefined, options: ControlsChoice) =>
			done(await (await import('./commands/controls.js')).controlsCommand(id, options)),
		);
	onCluster(root.command('doctor'))
		.description('what it can reach, which rights are missing, what the terminal can, where its files lie')
		.option('--forget <name>', 'forget everything that is kept of a cluster or an offline assessment')
		.option('--yes', 'do not ask before forgetting')
		.action(async (options: DoctorChoice) =>
			done(await (await import('./commands/doctor.js')).doctorCommand({...root.opts(), ...options})),
		);
	onCluster(root.command('snapshot').argument('[where]', 'demo: the built-in cluster'))
		.description('write what was read, without secret values, for review elsewhere')
		.option('--output <file>', 'a file instead of stdout')
		.action(async (where: string | undefined, options: ClusterOptions) =>
			done(await (await import('./commands/snapshot.js')).snapshotCommand(where, {...root.opts(), ...options})),
		);
	root
		.command('role')
		.description('print the read-only ClusterRole that a scan needs')
		.option('--for <parts>', 'only these parts, by commas: workloads,rbac,…; says which controls stay unknown without the others')
		.action(async (options: {readonly for?: string}) => done(await (await import('./commands/role.js')).roleCommand(options)));
	return root;
}

/** The full screen where one can be drawn, else line by line. */
async function opened(options: ClusterOptions & WizardOptions & {readonly demo?: boolean}): Promise<ExitCode> {
	const isPlain = options.plain === true || options.tui === false || isPlainTerminal(process.env);
	if (isPlain) return (await import('./commands/plain.js')).plain(options);
	const {wizard} = await import('./commands/wizard.js');
	return wizard(options, async (...from) => (await import('./commands/plain.js')).goneOn(...from));
}

/** The command whose help tells what was meant: "scan ". */
function helpOf({commands}: Command, args: readonly string[]): string {
	const [first] = args.filter(arg => !arg.startsWith('-'));
	const command = commands.find(one => one.name() === first);
	return command ? `${command.name()} ` : '';
}

/** Runs one command; gives the exit code. Everything a user can mend is told in a few lines, never as a stack trace. */
export async function main(args: readonly string[]): Promise<ExitCode> {
	let code: ExitCode = 0;
	const root = program({
		done: result => {
			code = result;
		},
	});
	// Whoever reads may stop reading: `castellan controls | head`.
	for (const stream of [process.stdout, process.stderr])
		stream.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code !== 'EPIPE') throw error;
		});
	try {
		await root.parseAsync([...args], {from: 'user'});
		return code;
	} catch (error) {
		if (error instanceof CommanderError) {
			if (error.exitCode === 0) return 0;
			if (error.code === 'commander.excessArguments' && !/ for '/.test(error.message)) {
				tell(
					new Failure(`There is no command ${visible(args.find(arg => !arg.startsWith('-')) ?? '')}.`, {
						steps: ['castellan --help lists the commands.'],
					}),
				);
				return 2;
			}
			const [what = '', ...more] = error.message.split('\n');
			tell(
				new Failure(visible(what.replace(/^error: /, '').replace(/^./, letter => letter.toUpperCase())), {
					why: visible(more.join(' ').replace(/^\((.*)\)$/, '$1')),
					steps: [`castellan ${helpOf(root, args)}--help lists its options.`],
				}),
			);
			return 2;
		}
		if (error instanceof Failure) {
			tell(error);
			return error.exitCode;
		}
		const text = error instanceof Error ? (process.env['CASTELLAN_DEBUG'] ? (error.stack ?? error.message) : error.message) : String(error);
		tell(
			new Failure('Something unexpected went wrong inside castellan.', {
				why: text,
				steps: ['Run it again with CASTELLAN_DEBUG=1 and report what it prints.'],
			}),
		);
		return 3;
	}
}

function tell({message, why, steps}: Failure): void {
	const lines = [`castellan: ${message}`, ...(why ? [`  ${why}`] : []), ...steps.map(step => `  → ${step}`), ''];
	// What was thrown may hold what somebody else wrote.
	process.stderr.write(
		lines
			.flatMap(line => line.split('\n'))
			.map(line => escapedAgain(line))
			.join('\n'),
	);
}

if (process.env['NO_COLOR'] && !process.env['FORCE_COLOR']) process.env['FORCE_COLOR'] = '0';
heldYoungGeneration();
process.exitCode = await main(process.argv.slice(2));
