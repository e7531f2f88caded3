import {runningSettings} from '../kube/kubelet-config.js';
import {isVirtualNode} from '../kube/node-kinds.js';
import {type Escaped, escaped, Failure, type KubeletSettings, type Node, unescaped, visible} from '../model/index.js';
import type {Connection} from './connect.js';
import {shortened} from './failures.js';
import type {Gathering} from './gathering.js';
import type {Lanes} from './lanes.js';
import {may} from './rights.js';

/** Nodes that are asked; of a larger cluster the rest stays unread. */
const mostNodes = 1000;
/** A node that is away answers late or never: milliseconds. */
const patience = 10_000;

/**
 * What each kubelet runs with, through the API server. The right to it, `get nodes/proxy`, lets its holder run programs in every pod, so it is
 * no part of the reader role: it is used only where the account holds it anyway and somebody asked for it
 * (https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/).
 */
export async function readKubelets({reader}: Connection, into: Gathering, run: Lanes['run'], signal: AbortSignal): Promise<void> {
	const gap = (resource: string, reason: 'forbidden' | 'error' | 'stopped', detail: string) =>
		into.gap({source: 'kubelets', resource, verb: 'get', reason, detail: shortened(detail)});
	if (!(await run(() => may(reader, {verb: 'get', group: '', resource: 'nodes', subresource: 'proxy'}, signal))))
		return gap('nodes/proxy', 'forbidden', 'the account may not ask kubelets');
	// A kubelet of the provider's answers for a single pod, or not at all.
	const nodes = (into.items.nodes ?? []).filter(node => !isVirtualNode(node));
	if (nodes.length > mostNodes) gap('nodes/proxy', 'error', `${nodes.length - mostNodes} of ${nodes.length} kubelets were not asked`);
	const read = async ({metadata: {name: node}}: Escaped<Node>): Promise<KubeletSettings | undefined> => {
		const late = AbortSignal.timeout(patience);
		try {
			const path = `/api/v1/nodes/${encodeURIComponent(unescaped(node))}/proxy/configz`;
			const {status, body, message} = await reader.json(path, {signal: AbortSignal.any([signal, late])});
			const values = status === 200 ? runningSettings(body['kubeletconfig']) : undefined;
			if (values) return {node, from: 'configz', where: visible(`running on node ${unescaped(node)}`), values: escaped(values)};
			gap(`nodes/${node}/proxy`, status === 403 ? 'forbidden' : 'error', message || `the kubelet answered ${status}`);
		} catch (error) {
			if (!(error instanceof Failure) && !signal.aborted && !late.aborted) throw error;
			gap(
				`nodes/${node}/proxy`,
				signal.aborted ? 'stopped' : 'error',
				late.aborted ? 'the kubelet did not answer' : (error as Error).message,
			);
		}
		return undefined;
	};
	const kubelets = await Promise.all(nodes.slice(0, mostNodes).map(node => run(() => read(node))));
	into.know({kubelets: kubelets.filter(one => one !== undefined)});
}
