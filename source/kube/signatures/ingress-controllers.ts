import {containersOf} from '../containers.js';
import {repositoryOf} from '../images.js';
import type {Workload} from '../workloads.js';

/** Programs that are there to take traffic from outside: by image, never by name. */
const repositories =
	/\/(ingress-nginx\/controller|nginx\/nginx-ingress|nginx-ingress-controller|library\/traefik|traefik\/traefik|kong\/kong(-gateway)?|library\/kong|haproxytech\/kubernetes-ingress|haproxy-ingress\/haproxy-ingress|envoyproxy\/(envoy|gateway)|istio\/proxyv2|projectcontour\/contour|emissary-ingress\/emissary|datawire\/(aes|ambassador)|apisix\/[a-z-]+|cilium\/cilium-envoy|nginxinc?\/nginx-gateway-fabric|caddyserver\/ingress|traefik)$/;

export function isIngressController({podSpec}: Workload): boolean {
	return containersOf(podSpec).some(({container}) => repositories.test(`/${repositoryOf(container.image ?? '')}`));
}
