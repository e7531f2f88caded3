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
	return products.flatMap(([name, image]) => {
		const own = workloads(snapshot).filter(({podSpec}) =>
			containersOf(podSpec).some(({container}) => image.test(repositoryOf(container.image ?? ''))),
		);
		const namespaces = [...new Set(own.map(({subject}) => subject.namespace ?? 'default'))].sort();
		return own.length === 0 ? [] : [{name, namespaces}];
	});
}
