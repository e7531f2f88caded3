import {containersOf} from '../../kube/containers.js';
import {repositoryOf} from '../../kube/images.js';
import {isApplicationNamespace} from '../../kube/namespaces.js';
import {ownerOf} from '../../kube/ownership.js';
import {workloads} from '../../kube/workloads.js';
import {counted, type GivenProposal, type Question, type Snapshot} from '../../model/index.js';
import {extentOf, hintsOfPart} from '../in-part.js';
import {points} from '../points.js';

const watchers = /(^|\/)(falco|tetragon|tracee|kubearmor|sysdig|datadog|falcon|defender|guardduty|twistlock|neuvector|alertmanager)[^/]*$/;

function prefill(snapshot: Snapshot): GivenProposal | undefined {
	const extent = extentOf(snapshot, 'deployments', 'statefulSets');
	if (extent === 'nothing') return undefined;
	const own = workloads(snapshot).filter(
		({subject, list}) => isApplicationNamespace(subject.namespace, snapshot) && list !== 'pods' && list !== 'jobs',
	);
	if (own.length === 0) return undefined;
	const byGit = own.filter(({metadata}) => ownerOf(metadata, snapshot).git).length;
	const seen = workloads(snapshot).flatMap(({podSpec}) =>
		containersOf(podSpec).flatMap(({container}) => watchers.exec(repositoryOf(container.image ?? ''))?.[2] ?? []),
	);
	const byHelm = own.filter(({metadata}) => ownerOf(metadata, snapshot).kind === 'helm').length;
	const byKubectl = own.filter(({metadata}) => metadata.managers?.some(name => name.startsWith('kubectl'))).length;
	const share = [
		`${byGit} of ${counted(own.length, 'workload')} ${byGit === 1 || own.length === 1 ? 'carries' : 'carry'} the mark of Git`,
		...(byHelm > 0 ? [`${byHelm} that of Helm`] : []),
		...(byKubectl > 0 ? [`kubectl wrote ${byKubectl}`] : []),
	].join(', ');
	const watch =
		seen.length > 0
			? `${[...new Set(seen)].sort().join(', ')} could raise alerts; whether someone is called cannot be seen`
			: 'nothing that raises security alerts was seen';
	const evidence = [{text: `${share}; ${watch}`}];
	if (extent === 'part') return hintsOfPart(evidence);
	return byGit === own.length ? {value: 'gitops+watch-unsure', basis: 'concluded', evidence} : {basis: 'read', evidence};
}

export default {
	id: 'change-and-watch',
	code: 'Q13',
	text: 'How do changes reach the cluster, and is someone called when security alerts fire?',
	short: 'How do changes arrive, who watches?',
	why: 'It decides how fixes are handed over, and raises what lets you notice an attack.',
	options: [
		{value: 'gitops', says: 'only through Git and a controller', short: 'Git', points: points(0, 0, -1), group: 'change'},
		{
			value: 'cipush',
			says: 'a CI system pushes them',
			short: 'CI pushes',
			points: points(0, 0, 1),
			phrase: 'your CI holds keys to the cluster',
			group: 'change',
		},
		{value: 'byhand', says: 'people use kubectl or Helm', short: 'by hand', points: points(0, 0, 1), group: 'change'},
		{
			value: 'blind',
			says: 'nobody is called when security alerts fire',
			short: 'nobody watches',
			points: points(1, 1, 1),
			phrase: 'nobody is watching',
			group: 'watch',
		},
		{
			value: 'watch-unsure',
			says: 'not sure whether somebody is called when security alerts fire',
			short: 'watched?',
			points: points(1, 1, 1),
			group: 'watch',
		},
		{value: 'unsure', says: 'not sure', short: 'not sure', points: points(1, 1, 2), group: 'alone'},
	],
	several: 'sum',
	untold: {group: 'change', points: points(0, 0, 1)},
	unsureAs: 'blind',
	prefill,
} satisfies Question;
