import type {Container, Exemption, Finding, Judged, Snapshot} from '../model/index.js';
import {type ContainerList, containersOf} from './containers.js';
import {type Standing, standingOf} from './platform-workloads.js';
import {pathInContainer, type Workload, workloads} from './workloads.js';

export type Placed = {
	readonly container: Container;
	readonly list: ContainerList;
	readonly workload: Workload;
	/** Path in the object of a field of the container. */
	readonly path: (field: string) => string;
};
/** What a rule says of a workload; the workload itself is added. */
export type FoundIn = Omit<Finding, 'subject'>;

export type JudgeOptions = {
	/** The rule holds for Windows too. */
	readonly windows?: true;
	/** A finding that stands even about a part of the platform, as a warning. */
	readonly evenPlatform?: (found: FoundIn, workload: Workload) => boolean;
};

type Take = (found: FoundIn, container?: string) => void;

/** Every workload, judged one by one; platform workloads, static pods and Windows are accepted by name, with the reason. */
export function judgeWorkloads(snapshot: Snapshot, judge: (workload: Workload) => readonly FoundIn[], options: JudgeOptions = {}): Judged {
	return judgeEach(
		snapshot,
		(workload, take) => {
			for (const found of judge(workload)) take(found);
		},
		options,
	);
}

/** Every container of every workload, judged one by one, with the same exemptions. */
export function judgeContainers(
	snapshot: Snapshot,
	judge: (placed: Placed) => Omit<FoundIn, 'container'> | undefined,
	options: JudgeOptions = {},
): Judged {
	return judgeEach(
		snapshot,
		(workload, take) => {
			for (const {container, list, path} of containersOf(workload.podSpec)) {
				const found = judge({container, list, workload, path: field => pathInContainer(workload, path, field)});
				if (found) take(found, container.name);
			}
		},
		options,
	);
}

function judgeEach(snapshot: Snapshot, judge: (workload: Workload, take: Take) => void, options: JudgeOptions): Judged {
	const findings: Finding[] = [];
	const exempt: Exemption[] = [];
	let judged = 0;
	for (const workload of workloads(snapshot)) {
		const standing = standingOf(workload, snapshot);
		if (standing.is === 'done') continue;
		judged += 1;
		const {subject} = workload;
		const accepted = acceptedBecause(standing, workload, options);
		let isExempt = false;
		judge(workload, (found, container) => {
			const stands = accepted === undefined || (standing.is === 'accepted' && options.evenPlatform?.(found, workload));
			if (accepted !== undefined) isExempt = true;
			// Made once, because a large cluster has a hundred thousand.
			if (stands)
				findings.push({
					...found,
					...(container !== undefined && {container}),
					level: standing.is === 'judged' ? found.level : 'warn',
					subject,
				});
		});
		if (isExempt && accepted !== undefined) exempt.push({subject, reason: accepted});
	}
	return {findings, exempt, seen: [{text: `${judged} ${judged === 1 ? 'workload' : 'workloads'} looked at`}]};
}

function acceptedBecause(standing: Standing, {windows}: Workload, options: JudgeOptions): string | undefined {
	if (standing.is === 'accepted') return standing.reason;
	return windows && !options.windows ? 'Windows has no such setting' : undefined;
}
