import type {Node} from '../../model/index.js';
import {at, compact, field, flag, list, type Raw, text} from './raw.js';

export function keepNode(raw: Raw): Omit<Node, 'metadata'> {
	const info = at(raw, 'status', 'nodeInfo');
	const ready = list(at(raw, 'status', 'conditions')).find(condition => field(condition, 'type') === 'Ready');
	return compact({
		providerID: text(at(raw, 'spec', 'providerID')),
		unschedulable: flag(at(raw, 'spec', 'unschedulable')),
		taints: list(at(raw, 'spec', 'taints')).map(taint => ({
			key: text(field(taint, 'key')) ?? '',
			effect: text(field(taint, 'effect')) ?? '',
		})),
		addresses: list(at(raw, 'status', 'addresses')).map(address => ({
			type: text(field(address, 'type')) ?? '',
			address: text(field(address, 'address')) ?? '',
		})),
		kubeletVersion: text(field(info, 'kubeletVersion')),
		osImage: text(field(info, 'osImage')),
		kernelVersion: text(field(info, 'kernelVersion')),
		containerRuntime: text(field(info, 'containerRuntimeVersion')),
		operatingSystem: text(field(info, 'operatingSystem')),
		ready: ready === undefined ? undefined : field(ready, 'status') === 'True',
	}) as Omit<Node, 'metadata'>;
}
