/** Images of the shop that do not run as root, with the user they were built for. */
const users: readonly (readonly [RegExp, number])[] = [
	[/distroless|unprivileged|\/ledger|\/settlement|\/fraud-scoring|\/tokenizer|\/reports|\/reconciliation|payments-gateway/, 10001],
	[/nginx-ingress|ingress-nginx/, 101],
	[/prom\/|prometheus|alertmanager|kube-state-metrics|node-exporter|metrics-server|coredns/, 65534],
	[/grafana\//, 472],
	[/jenkins/, 1000],
	[/argocd/, 999],
];

/** The user that an image runs as where the pod says nothing: root, as most do. */
export function imageUser(image: string): number {
	return users.find(([pattern]) => pattern.test(image))?.[1] ?? 0;
}
