import {type Entrance, entranceSources, publicEntrances, unsureEntrances, unsureSays} from '../../kube/exposure.js';
import {resourceInfo} from '../../kube/resources.js';
import {isIngressController} from '../../kube/signatures/ingress-controllers.js';
import {workloadSources} from '../../kube/workload-sources.js';
import {
	type Asked,
	type Control,
	counted,
	type Exemption,
	type Finding,
	type Given,
	type Inspection,
	type Remediation,
	type Service,
	type Snapshot,
	type Subject,
	unescaped,
} from '../../model/index.js';

/** Ports of administration, databases and dashboards. */
const sensitivePorts: ReadonlyMap<number, string> = new Map([
	[22, 'SSH'],
	[2375, 'Docker'],
	[2379, 'etcd'],
	[3306, 'MySQL'],
	[5432, 'PostgreSQL'],
	[6379, 'Redis'],
	[9200, 'Elasticsearch'],
	[27017, 'MongoDB'],
	[5601, 'Kibana'],
	[8080, 'an administration port'],
	[9090, 'Prometheus'],
	[3000, 'a dashboard'],
]);
const webPorts = new Set([80, 443]);

function inspect(snapshot: Snapshot, {attested}: Asked): Inspection {
	const findings: Finding[] = [];
	const exempt: Exemption[] = [];
	const open: Entrance[] = publicEntrances(snapshot).filter(({kind}) => kind === 'load-balancer');
	const unsaid: string[] = [];
	for (const entrance of open) {
		const {subject, workloads} = entrance;
		const service = serviceOf(snapshot, subject);
		const numbers = service?.ports.map(({port}) => port) ?? [];
		const sensitive = numbers.flatMap(port => (sensitivePorts.has(port) ? [`${port} (${sensitivePorts.get(port) ?? ''})`] : []));
		if (sensitive.length > 0) {
			findings.push(found(entrance, 'sensitive-port', 'fail', `everybody on the internet reaches port ${sensitive.join(', ')}`));
		} else if (workloads.length > 0 && workloads.every(isIngressController) && numbers.every(port => webPorts.has(port))) {
			exempt.push({subject, reason: 'an ingress controller on the ports of the web'});
		} else if (attested === 'no' || attested === 'partly') {
			findings.push(found(entrance, 'not-intended', 'warn', `everybody on the internet reaches port ${numbers.join(', ')}`));
		} else if (attested !== 'yes') {
			unsaid.push(`${subject.namespace ?? ''}/${subject.name}`);
		}
	}
	const names = unsureEntrances(snapshot).filter(({kind}) => kind === 'load-balancer');
	const seen = [
		{text: `${counted(open.length, 'load balancer has', 'load balancers have')} a public address`},
		...names.map(one => ({text: unsureSays(one)})),
	];
	if (findings.length === 0 && unsaid.length > 0)
		return {
			unknown: {
				code: 'not-asked',
				text: `whether these are meant to be public: ${unsaid.slice(0, 4).join(', ')}${unsaid.length > 4 ? ', …' : ''}`,
			},
			seen,
		};
	if (findings.length === 0 && names.length > 0 && attested !== 'yes')
		return {
			unknown: {
				code: 'hidden',
				text: `whether the addresses of its load balancers are public: they are ${names.every(({unplaced}) => unplaced) ? 'not told' : 'only names'}`,
			},
			seen,
		};
	return {findings, seen, exempt, ...(attested && open.length > exempt.length && {attested: true})};
}

function found({subject}: Entrance, check: string, level: Finding['level'], message: string): Finding {
	return {check, subject, level, message, path: 'spec.loadBalancerSourceRanges', internetFacing: true};
}

function serviceOf({items}: Snapshot, {namespace, name}: Subject): Service | undefined {
	return items.services?.find(({metadata}) => metadata.namespace === namespace && metadata.name === name);
}

function remediate({subject}: Finding, snapshot: Snapshot, given: Given): Remediation {
	const service = serviceOf(snapshot, subject);
	const id = `${subject.namespace ?? ''}/${subject.name}`;
	const ranges = (given[id] ?? '').split(/[\s,]+/).filter(Boolean);
	if (ranges.length === 0)
		return {
			asks: [
				{
					id,
					question: `From which addresses may service ${id} be reached?`,
					kind: 'addresses',
					...(service && {seen: {text: `it listens on ${service.ports.map(({port}) => port).join(', ')} for everybody`}}),
				},
			],
			snippet: 'spec:\n  loadBalancerSourceRanges: [203.0.113.0/24]\n',
		};
	const {group, versions, kind, plural} = resourceInfo('services');
	const place = subject.namespace === undefined ? {} : {namespace: unescaped(subject.namespace)};
	return {
		changes: [
			{
				action: 'patch',
				target: {group, version: versions[0], kind, plural, ...place, name: unescaped(subject.name)},
				patch: {spec: {loadBalancerSourceRanges: ranges}},
			},
		],
	};
}

export default {
	id: 'lb-exposure',
	title: 'Publish only what is meant to be public',
	layer: 'application',
	phase: 'operate',
	severity: 'high',
	blast: 'workload',
	fix: 'patch',
	threats: {external: 3, container: 1, user: 1},
	seeds: ['K1', 'M3'],
	references: {
		nsa: 'Network separation and hardening',
		owasp: ['K06', 'K05'],
		microsoft: ['MS-TA9005'],
		attack: ['T1133', 'T1190'],
		kubescape: ['C-0256'],
	},
	why: 'A load balancer with a public address is found by scanners within hours; a database or a console behind it is tried at once.',
	risk: 'Clients outside of the ranges are cut off, and some providers make the load balancer anew, with another address.',
	question: 'Is every public load balancer meant to be public?',
	because: 'a service answers to the whole internet',
	verify: 'kubectl get services -A -o wide | grep LoadBalancer',
	hidden: 'Firewalls in front of a load balancer are not in the API, and names of load balancers are not resolved.',
	boosts: {'internet-apps.none': 1.3, 'mgmt-exposure.private': 1.1},
	guide: {
		everywhere: [
			'Say for each public load balancer who may reach it: loadBalancerSourceRanges, or a firewall of the cloud.',
			'What only the inside needs gets the annotation for an internal load balancer of its provider.',
		],
		platforms: {
			eks: ['Annotation service.beta.kubernetes.io/aws-load-balancer-scheme: internal'],
			gke: ['Annotation networking.gke.io/load-balancer-type: Internal'],
			aks: ['Annotation service.beta.kubernetes.io/azure-load-balancer-internal: "true"'],
		},
		snippet: 'spec:\n  loadBalancerSourceRanges: [203.0.113.0/24]\n',
	},
	cluster: {
		needs: ['services'],
		over: 'services',
		wants: [...workloadSources, 'pods', 'nodes', ...entranceSources, 'settings'],
		inspect,
		remediate,
	},
} satisfies Control;
