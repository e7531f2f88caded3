/** A few lines of /metrics: enough to see that nothing is audited, who decides, and what is still called that is deprecated. */
export function metricsText(requests: number): string {
	const line = (name: string, labels: string, value: number) => `${name}${labels && `{${labels}}`} ${value}`;
	const metric = (name: string, type: string, help: string, ...lines: string[]) => [
		`# HELP ${name} ${help}`,
		`# TYPE ${name} ${type}`,
		...lines,
	];
	return [
		...metric(
			'apiserver_audit_event_total',
			'counter',
			'[ALPHA] Counter of audit events generated and sent to the audit backend.',
			line('apiserver_audit_event_total', '', 0),
		),
		...metric(
			'apiserver_audit_requests_rejected_total',
			'counter',
			'[ALPHA] Counter of apiserver requests rejected due to an error in audit logging backend.',
			line('apiserver_audit_requests_rejected_total', '', 0),
		),
		...metric(
			'apiserver_authorization_decisions_total',
			'counter',
			'[ALPHA] Total number of terminal decisions made by an authorizer split by authorizer type, name, and decision.',
			line('apiserver_authorization_decisions_total', 'decision="allowed",name="node",type="Node"', 1200 + requests),
			line('apiserver_authorization_decisions_total', 'decision="allowed",name="rbac",type="RBAC"', 34000 + requests),
		),
		...metric(
			'apiserver_requested_deprecated_apis',
			'gauge',
			'[STABLE] Gauge of deprecated APIs that have been requested, broken out by API group, version, resource, subresource, and removed_release.',
			line('apiserver_requested_deprecated_apis', 'group="",removed_release="",resource="endpoints",subresource="",version="v1"', 1),
		),
		...metric(
			'pod_security_evaluations_total',
			'counter',
			'[ALPHA] Number of policy evaluations that occurred, not counting ignored or exempt requests.',
			line(
				'pod_security_evaluations_total',
				'decision="allow",mode="enforce",ocurrence="",policy_level="privileged",policy_version="latest",request_operation="create",resource="pod",subresource=""',
				812,
			),
		),
		...metric(
			'serviceaccount_legacy_tokens_total',
			'counter',
			'[ALPHA] Cumulative legacy service account tokens used',
			line('serviceaccount_legacy_tokens_total', '', 3),
		),
		'',
	].join('\n');
}
