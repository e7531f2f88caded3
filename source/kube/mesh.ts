import type {Snapshot} from '../model/index.js';
import {at, field, text, texts} from './keep/raw.js';

/** Where Istio runs by default; what stands there without a selector is about the whole mesh. */
export const meshNamespace = 'istio-system';

/** Every pod of the mesh speaks mutual TLS only: said for the mesh as a whole (https://istio.io/latest/docs/reference/config/security/peer_authentication/). */
export function isMeshEncrypted({items}: Snapshot): boolean {
	return (items.istioPeerAuthentications ?? []).some(
		({metadata, spec = {}}) =>
			metadata.namespace === meshNamespace && field(spec, 'selector') === undefined && text(at(spec, 'mtls', 'mode')) === 'STRICT',
	);
}

/** Pods of the mesh reach only hosts that somebody registered, as far as they go through it. */
export function isMeshHeldToRegistry({facts}: Snapshot): boolean {
	return facts.settings?.[`${meshNamespace}/istio`]?.['outboundTrafficPolicy.mode'] === 'REGISTRY_ONLY';
}

/** Hosts outside of the cluster that were registered with the mesh, sorted. */
export function registeredHosts({items}: Snapshot): readonly string[] {
	const outside = (items.istioServiceEntries ?? []).filter(({spec = {}}) => text(field(spec, 'location')) !== 'MESH_INTERNAL');
	return [...new Set(outside.flatMap(({spec = {}}) => texts(field(spec, 'hosts'))))].sort();
}
