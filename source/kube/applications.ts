import type {Snapshot} from '../model/index.js';
import {isApplicationNamespace} from './namespaces.js';
import {workloads} from './workloads.js';

/**
 * Names of the applications outside of system and platform namespaces: by app.kubernetes.io/part-of, then instance, Helm release, Argo CD
 * application, else by namespace.
 */
export function applications(snapshot: Snapshot): readonly string[] {
	const names = new Set<string>();
	for (const {subject, metadata, podMetadata, finished} of workloads(snapshot)) {
		if (finished || !isApplicationNamespace(subject.namespace, snapshot)) continue;
		const labels = {...podMetadata.labels, ...metadata.labels};
		names.add(
			labels['app.kubernetes.io/part-of'] ??
				labels['app.kubernetes.io/instance'] ??
				metadata.annotations?.['meta.helm.sh/release-name'] ??
				metadata.annotations?.['argocd.argoproj.io/tracking-id']?.split(':')[0] ??
				subject.namespace ??
				subject.name,
		);
	}
	return [...names].sort();
}
