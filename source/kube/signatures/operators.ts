/** Programs of others whose work needs many rights, by the repositories of their images. */
export type Operator = {
	readonly name: string;
	readonly repository: RegExp;
	/** It keeps Secrets, so that reading them is its work; `broad` where less would do. */
	readonly secrets?: 'its-work' | 'broad';
	/** It makes roles or acts for people, so that escalating is its work. */
	readonly escalates?: true;
};

const at = (paths: string) => new RegExp(`(^|/)(${paths})$`);

export const operators: readonly Operator[] = [
	{name: 'cert-manager', repository: at('jetstack/cert-manager-[a-z-]+'), secrets: 'its-work'},
	{name: 'External Secrets', repository: at('external-secrets/(kubernetes-)?external-secrets'), secrets: 'its-work'},
	{name: 'Vault', repository: at('hashicorp/(vault-k8s|vault-secrets-operator)'), secrets: 'its-work'},
	{name: 'Sealed Secrets', repository: at('bitnami(-labs)?/sealed-secrets(-controller)?'), secrets: 'its-work'},
	{
		name: 'the CSI secret store',
		repository: at('csi-secrets-store/driver|provider-(aws|azure|gcp|vault)|vault-csi-provider'),
		secrets: 'its-work',
	},
	{name: 'Argo CD', repository: at('argoproj/argocd|argoprojlabs/argocd-operator'), secrets: 'its-work', escalates: true},
	{
		name: 'Flux',
		repository: at('fluxcd/(kustomize|helm|source|notification|image-[a-z]+)-controller'),
		secrets: 'its-work',
		escalates: true,
	},
	{name: 'Trivy operator', repository: at('aquasecurity/trivy-operator'), secrets: 'its-work'},
	{name: 'Velero', repository: at('velero/velero'), secrets: 'its-work'},
	{name: 'ingress-nginx', repository: at('ingress-nginx/controller'), secrets: 'broad'},
	{name: 'Traefik', repository: at('library/traefik|rancher/mirrored-library-traefik'), secrets: 'broad'},
	{name: 'HAProxy ingress', repository: at('haproxytech/kubernetes-ingress|haproxy-ingress'), secrets: 'broad'},
	{name: 'Kong', repository: at('kong/kubernetes-ingress-controller'), secrets: 'broad'},
	{name: 'Contour', repository: at('projectcontour/contour'), secrets: 'broad'},
	{name: 'Envoy Gateway', repository: at('envoyproxy/gateway'), secrets: 'broad'},
	{name: 'NGINX ingress', repository: at('nginx/nginx-ingress|nginxinc/nginx-ingress'), secrets: 'broad'},
	{name: 'Istio', repository: at('istio/pilot'), secrets: 'broad'},
	{name: 'OLM', repository: at('operator-framework/olm|operator-lifecycle-manager'), secrets: 'broad', escalates: true},
	{name: 'Crossplane', repository: at('crossplane/crossplane'), secrets: 'broad', escalates: true},
	{name: 'Rancher', repository: at('rancher/(rancher|rancher-agent|fleet|fleet-agent|gitjob)'), secrets: 'broad', escalates: true},
	{name: 'Pinniped', repository: at('pinniped/pinniped-server'), escalates: true},
	{name: 'Teleport', repository: at('gravitational/teleport(-distroless|-ent)?(-distroless)?'), escalates: true},
	{name: 'kube-oidc-proxy', repository: at('jetstack/kube-oidc-proxy|tremolosecurity/kube-oidc-proxy'), escalates: true},
	{name: 'Kyverno', repository: at('kyverno/(kyverno|background-controller|cleanup-controller|reports-controller)')},
	{name: 'Gatekeeper', repository: at('openpolicyagent/gatekeeper')},
	{name: 'Prometheus operator', repository: at('prometheus-operator/prometheus-operator'), secrets: 'broad'},
];
