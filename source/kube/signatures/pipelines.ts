import type {Snapshot} from '../../model/index.js';
import {containersOf} from '../containers.js';
import {repositoryOf} from '../images.js';
import {workloads} from '../workloads.js';

const products: readonly (readonly [name: string, image: RegExp])[] = [
	['Jenkins', /\/jenkins\/(jenkins|inbound-agent)$/],
	['a GitLab runner', /\/gitlab-runner$/],
	['runners of GitHub Actions', /\/(actions\/(gha-runner-scale-set-controller|actions-runner)|actions-runner-controller)$/],
	['Tekton', /\/tektoncd\/pipeline\//],
	['Drone', /\/drone\/drone(-runner-kube)?$/],
	['Harbor with its Trivy', /\/goharbor\/trivy-adapter-photon$/],
	['Harbor', /\/goharbor\/harbor-core$/],
	['Harbor with Clair, which gets no fixes any more', /\/goharbor\/clair-photon$/],
];

/** Programs in the cluster that build images, or keep and scan them; with the namespaces they run in. */
export function pipelinesIn(snapshot: Snapshot): readonly {readonly name: string; readonly namespaces: readonly string[]}[] {
	const places = new Map<string, Set<string>>();
	for (const {podSpec, subject} of workloads(snapshot)) {
		for (const {container} of containersOf(podSpec)) {
			const repository = repositoryOf(container.image ?? '');
			const own = places.get(repository) ?? new Set();
			places.set(repository, own.add(subject.namespace ?? 'default'));
		}
	}
	return products.flatMap(([name, image]) => {
		const namespaces = [...places].flatMap(([repository, own]) => (image.test(repository) ? [...own] : []));
		return namespaces.length === 0 ? [] : [{name, namespaces: [...new Set(namespaces)].sort()}];
	});
}
