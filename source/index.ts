import {assessedAlone} from './commands/assessment.js';
import {version} from './commands/version.js';
import {snapshotOfObjects} from './kube/from-objects.js';
import {parsedVersion} from './kube/versions.js';
import type {QuestionId} from './model/index.js';
import {type Report, report} from './report/json.js';
import {validAnswers} from './threat-model/valid-answers.js';

export {type PodSecurityLevel, podSecurity} from './kube/pod-security.js';
export type {Report, ReportedControl, ReportedFinding} from './report/json.js';

export type ScanInput = {
	/** API objects as `kubectl get -o json` gives them, or manifests; lists are taken apart, unknown kinds left out. */
	readonly objects: readonly unknown[];
	/** `1.34` or `v1.34.2`; without it nothing that depends on the version is decided. */
	readonly kubernetesVersion?: string;
	/** Answers by question: `{environment: 'prod', 'change-and-watch': ['cipush', 'blind']}`. What the objects suggest fills in the rest. */
	readonly answers?: Readonly<Partial<Record<QuestionId, string | readonly string[]>>>;
	/** These objects are all there is: what does not occur does not exist. */
	readonly complete?: boolean;
};

/** The report of `castellan scan --format json` for objects in memory. Reads and sends nothing. Throws a RangeError for a version that is none. */
export function scan({objects, kubernetesVersion, answers = {}, complete = false}: ScanInput): Report {
	const known = kubernetesVersion === undefined ? undefined : parsedVersion(kubernetesVersion);
	if (kubernetesVersion !== undefined && !known) throw new RangeError(`not a Kubernetes version: ${kubernetesVersion}`);
	const snapshot = snapshotOfObjects(objects, {takenAt: new Date().toISOString(), complete, ...(known && {version: known})});
	const {ranked, model} = assessedAlone(snapshot, validAnswers(answers));
	return report(snapshot, ranked, model, version);
}
