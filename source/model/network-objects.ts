/** What leads to pods and between them, as it is projected (see metadata.ts). */

import type {KubernetesObject, LabelSelector, Labels} from './metadata.js';

export type ServicePort = {
	readonly name?: string;
	readonly port: number;
	readonly targetPort?: number | string;
	readonly nodePort?: number;
	readonly protocol?: string;
};
export type Service = KubernetesObject & {
	/** No status was given: a manifest, of which nobody knows where it will be reached. */
	readonly unplaced?: true;
	/** ClusterIP where the API leaves it out. */
	readonly type: string;
	readonly selector?: Labels;
	readonly ports: readonly ServicePort[];
	readonly externalIPs?: readonly string[];
	readonly loadBalancerSourceRanges?: readonly string[];
	readonly externalName?: string;
	/** Addresses of status.loadBalancer. */
	readonly addresses?: readonly {readonly ip?: string; readonly hostname?: string}[];
};

export type IngressBackend = {readonly service: string; readonly port?: number | string};
export type Ingress = KubernetesObject & {
	readonly className?: string;
	readonly hosts: readonly string[];
	readonly backends: readonly IngressBackend[];
	readonly tls?: readonly {readonly hosts?: readonly string[]; readonly secretName?: string}[];
	readonly addresses?: readonly {readonly ip?: string; readonly hostname?: string}[];
};
export type IngressClass = KubernetesObject & {readonly controller?: string};

export type NetworkPolicyPeer = {
	readonly podSelector?: LabelSelector;
	readonly namespaceSelector?: LabelSelector;
	readonly ipBlock?: {readonly cidr: string; readonly except?: readonly string[]};
};
export type NetworkPolicyPort = {readonly protocol?: string; readonly port?: number | string; readonly endPort?: number};
/** `peers` absent or empty means every source or destination; `ports` absent or empty every port. */
export type NetworkPolicyRule = {readonly peers?: readonly NetworkPolicyPeer[]; readonly ports?: readonly NetworkPolicyPort[]};
export type NetworkPolicy = KubernetesObject & {
	readonly podSelector: LabelSelector;
	/** With the API's defaults filled in. */
	readonly policyTypes: readonly ('Ingress' | 'Egress')[];
	readonly ingress: readonly NetworkPolicyRule[];
	readonly egress: readonly NetworkPolicyRule[];
};
