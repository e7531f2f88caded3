import type {Metadata, Snapshot} from '../model/index.js';
import {namespaceKind} from './namespaces.js';

/** The kubelet's own pod: it mirrors a file on a node, so nothing in the API can change it. */
export function isMirror({annotations = {}, owners = []}: Metadata): boolean {
	return (
		annotations['kubernetes.io/config.mirror'] !== undefined && owners.some(({kind, controller}) => kind === 'Node' && controller === true)
	);
}

/** A mirror pod where the platform keeps its own; elsewhere somebody put a file on a node. */
export function isPlatformMirror(metadata: Metadata, snapshot?: Snapshot): boolean {
	return isMirror(metadata) && namespaceKind(metadata.namespace, snapshot) !== 'application';
}
