import {type Connection, type ConnectOptions, connect, connectionTo} from '../cluster/connect.js';
import {chosenContext} from '../cluster/kubeconfig.js';
import {parsedKubeconfig} from '../cluster/kubeconfig-text.js';
import {Failure} from '../model/index.js';

/** What the options of every command say about a cluster. */
export type ClusterChoice = {
	readonly context?: string;
	readonly kubeconfig?: string;
	readonly as?: string;
	readonly asGroup?: readonly string[];
	readonly namespace?: readonly string[];
	readonly concurrency?: string;
	readonly probes?: boolean;
	/** Kubelets are asked for what they run with. */
	readonly kubelets?: boolean;
	readonly readOnly?: boolean;
	/** Whether the server is asked what this account may change; asked unless false. */
	readonly asksRights?: boolean;
	/** No connection is opened at all. */
	readonly offline?: boolean;
};

/** Throws where another place was named beside the demo: which of the two was meant cannot be told. */
export function requireDemoAlone({context, kubeconfig, offline}: ClusterChoice): void {
	const named = [context !== undefined && '--context', kubeconfig !== undefined && '--kubeconfig', offline && '--offline'].find(Boolean);
	if (named) throw new Failure(`The demo is a place of its own: ${named} names another one.`, {steps: [`Leave out demo, or ${named}.`]});
}

export type Opened = {readonly connection: Connection; readonly close: () => Promise<void>};

export function connectOptions({context, kubeconfig, as, asGroup}: ClusterChoice): ConnectOptions {
	if (asGroup && !as) throw new Failure('--as-group needs --as.', {steps: ['Name the user to act as with --as.']});
	return {
		...(context !== undefined && {context}),
		...(kubeconfig !== undefined && {kubeconfig}),
		...(as !== undefined && {impersonate: {user: as, ...(asGroup && {groups: asGroup})}}),
	};
}

export async function openCluster(choice: ClusterChoice): Promise<Opened> {
	const connection = await connect(connectOptions(choice));
	return {connection, close: async () => connection.close()};
}

/** Starts the built-in cluster and connects to it. */
export async function openDemo(choice: ClusterChoice): Promise<Opened> {
	const {startDemo} = await import('../demo/server.js');
	const demo = await startDemo();
	const {context: _, kubeconfig: __, ...rest} = connectOptions(choice);
	const connection = await connectionTo(chosenContext(parsedKubeconfig(demo.kubeconfig, 'demo'), undefined), {...rest, env: {}});
	return {
		connection,
		close: async () => {
			connection.close();
			await demo.stop();
		},
	};
}

/** `--concurrency` as a number of lists, 1 to 8. */
export function concurrencyOf({concurrency}: ClusterChoice): {concurrency?: number} {
	if (concurrency === undefined) return {};
	const number = Number(concurrency);
	if (!Number.isInteger(number) || number < 1 || number > 8)
		throw new Failure(`--concurrency is a number from 1 to 8, not ${concurrency}.`, {steps: ['Leave it out for 4.']});
	return {concurrency: number};
}
