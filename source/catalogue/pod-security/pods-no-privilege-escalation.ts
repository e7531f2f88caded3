import {judgeContainers} from '../../kube/judge-workloads.js';
import {patchContainer} from '../../kube/pod-patch.js';
import {addedCapabilities} from '../../kube/security-context.js';
import type {Control} from '../../model/index.js';

const pss = {level: 'restricted', check: 'allowPrivilegeEscalation'} as const;

export default {
	id: 'pods-no-privilege-escalation',
	title: 'Stop processes from gaining privileges',
	layer: 'application',
	phase: 'build',
	severity: 'medium',
	blast: 'workload',
	fix: 'patch',
	neverFails: true,
	threats: {external: 0, container: 2, user: 0},
	seeds: ['N9'],
	references: {
		cis: ['5.2.6'],
		eks: ['4.2.5'],
		aks: ['4.2.5'],
		nsa: 'Pod security enforcement',
		podSecurity: 'restricted: allowPrivilegeEscalation',
		owasp: ['K01'],
		attack: ['T1068'],
		kubescape: ['C-0016', 'C-0197'],
		trivy: ['KSV-0001'],
	},
	why: 'A process may gain more rights than its parent, through setuid programs for one, so that a small bug inside the container becomes root inside it.',
	risk: 'Programs that need sudo or setuid (ping in old images) stop working.',
	question: 'Do your manifests set allowPrivilegeEscalation: false?',
	because: 'a small bug inside the container can become root inside it',
	verify:
		'kubectl get pods -A -o json | jq -r \'.items[] | .metadata as $m | .spec.containers[] | select(.securityContext.allowPrivilegeEscalation != false) | "\\($m.namespace)/\\($m.name) \\(.name)"\'',
	guide: {
		everywhere: [
			'Set securityContext.allowPrivilegeEscalation: false on every container, init containers too.',
			'A container that is privileged or adds SYS_ADMIN keeps it: take those away first.',
		],
		snippet: 'securityContext:\n  allowPrivilegeEscalation: false\n',
	},
	cluster: {
		needs: ['pods', 'deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs'],
		over: 'pods',
		wants: ['replicationControllers', 'replicaSets', 'podTemplates', 'nodes'],
		inspect: snapshot =>
			judgeContainers(snapshot, ({container, path}) => {
				const {securityContext} = container;
				if (securityContext?.allowPrivilegeEscalation === false) return undefined;
				return {
					check: 'allow-privilege-escalation',
					level: 'warn',
					path: path('securityContext.allowPrivilegeEscalation'),
					...(securityContext?.allowPrivilegeEscalation === true && {value: 'true'}),
					pss,
					message: `${container.name} may gain privileges${securityContext?.allowPrivilegeEscalation === true ? ': allowed on purpose' : ': nothing forbids it'}`,
				};
			}),
		remediate: (finding, snapshot) =>
			patchContainer(finding, snapshot, container => {
				const {securityContext} = container;
				if (addedCapabilities(securityContext).includes('SYS_ADMIN'))
					return {refused: 'it adds SYS_ADMIN, which always may gain privileges: take that away first'};
				return {securityContext: {allowPrivilegeEscalation: false, ...(securityContext?.privileged && {privileged: false})}};
			}),
	},
} satisfies Control;
