import {keepMetadata} from '../../kube/keep/metadata.js';
import {keepNetworkPolicy} from '../../kube/keep/network.js';
import {newlyIsolated} from '../../kube/network-policies.js';
import {type Change, counted, escaped, type NetworkPolicy, type Snapshot, visible} from '../../model/index.js';
import type {Around, Effects} from '../impact.js';

const shown = 5;

/** For a new NetworkPolicy: the workloads that it isolates and that nothing isolated before. */
export function networkImpact(change: Change, _around: Around, snapshot: Snapshot): Effects {
	const {target} = change;
	if (target.kind !== 'NetworkPolicy' || target.group !== 'networking.k8s.io') return {};
	if (change.action === 'delete')
		return {breaks: [], seen: [`pods in ${visible(target.namespace ?? '')} take the traffic again that it kept out`]};
	if (change.action !== 'create') return {};
	const metadata = keepMetadata(change.manifest);
	if (!metadata) return {};
	const policy = escaped({metadata, ...keepNetworkPolicy(change.manifest)}) as NetworkPolicy;
	const names = newlyIsolated(snapshot, [policy], 'ingress').map(({subject}) => `${subject.kind.toLowerCase()}/${subject.name}`);
	const pods = names.length > shown ? `${names.slice(0, shown).join(', ')} and ${names.length - shown} more` : names.join(', ');
	return {
		...(names.length > 0 && {breaks: [`callers from other namespaces that nothing names lose ${pods}`]}),
		seen: [
			names.length === 0 ? 'isolates no workload that was open' : `${counted(names.length, 'workload is', 'workloads are')} isolated by it`,
		],
	};
}
