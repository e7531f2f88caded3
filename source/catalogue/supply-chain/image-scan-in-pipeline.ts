import {pipelinesIn} from '../../kube/signatures/pipelines.js';
import {workloadSources} from '../../kube/workload-sources.js';
import type {Asked, Control, Finding, Inspection, Snapshot} from '../../model/index.js';

const subject = {group: '', kind: 'Cluster', name: 'build pipeline'} as const;

function inspect(snapshot: Snapshot, {attested}: Asked): Inspection {
	const seen = pipelinesIn(snapshot).map(({name, namespaces}) => ({text: `${name} runs in ${namespaces.join(', ')}`}));
	const judged = (findings: readonly Omit<Finding, 'subject'>[]): Inspection => ({
		findings: findings.map(one => ({...one, subject})),
		seen,
		exempt: [],
		attested: true,
	});
	if (attested === 'yes') return judged([]);
	if (attested === 'partly')
		return judged([{check: 'attested-partly', level: 'warn', message: 'only some images are scanned while they are built, you said'}]);
	if (attested === 'no')
		return judged([{check: 'attested-no', level: 'fail', message: 'nothing scans images while they are built, you said'}]);
	if (attested === 'does-not-apply') return {notApplicable: 'no image is built here, you said'};
	return {unknown: {code: 'not-asked', text: 'what a pipeline does cannot be seen in the cluster'}, seen};
}

export default {
	id: 'image-scan-in-pipeline',
	title: 'Scan images while they are built',
	layer: 'application',
	phase: 'build',
	severity: 'high',
	blast: 'workload',
	fix: 'process',
	threats: {external: 1, container: 3, user: 1},
	seeds: ['N1'],
	references: {
		eks: ['5.1.1'],
		gke: ['5.1.1'],
		aks: ['5.1.1'],
		nsa: 'Building secure container images',
		owasp: ['K07', 'K02'],
		microsoft: ['MS-TA9004', 'MS-TA9009'],
		attack: ['T1190', 'T1525'],
		kubescape: ['C-0221', 'C-0243'],
	},
	why: 'Known holes in libraries are what attackers try first; an image that nobody looked at brings them into the cluster.',
	risk: 'Builds that held serious findings all along turn red.',
	question: 'Does your build pipeline (Jenkins, GitLab, GitHub Actions, …) scan every image and stop on serious findings?',
	because: 'images reach the cluster without anyone looking for known holes',
	verify: 'Look at the last build of an image: a scan ran, and a serious finding would have stopped it.',
	hidden: 'Pipelines run outside of the cluster, and leave no mark on what they deploy.',
	boosts: {'image-origin.open': 1.3, 'image-origin.mixed': 1.1, 'internet-apps.public': 1.2},
	guide: {
		everywhere: [
			'Run a scanner over the images that run now, and see how many builds would turn red.',
			'Add it to every pipeline after the build, first as a warning, then so that it stops the build.',
			'From Clair 2: move to Trivy or Grype.',
		],
		snippet: 'trivy image --severity CRITICAL,HIGH --exit-code 1 --ignore-unfixed "$IMAGE"\n',
	},
	cluster: {needs: ['pods'], wants: [...workloadSources, 'nodes'], inspect},
} satisfies Control;
