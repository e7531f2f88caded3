import type {Container, Exemption, Finding, Judged, Snapshot} from '../model/index.js';
import {type ContainerList, containersOf} from './containers.js';
import {standingOf} from './platform-workloads.js';
import {pathOf, type Workload, workloads} from './workloads.js';

export type Placed = {
	readonly container: Container;
	readonly list: ContainerList;
	readonly workload: Workload;
	/** Path in the object of a field of the container. */
	readonly path: (field: string) => string;
};

/** Every container of every workload, judged one by one; platform workloads, static pods and Windows are accepted by name, with the reason. */
export function judgeContainers(snapshot: Snapshot, judge: (placed: Placed) => Omit<Finding, 'subject' | 'container'> | undefined): Judged {
	const findings: Finding[] = [];
	const exempt: Exemption[] = [];
	let judged = 0;
	for (const workload of workloads(snapshot)) {
		const standing = standingOf(workload);
		if (standing.is === 'done') continue;
		judged += 1;
		const own = containersOf(workload.podSpec).flatMap(({container, list, path}): Finding[] => {
			const found = judge({container, list, workload, path: field => pathOf(workload, `${path}.${field}`)});
			return found ? [{...found, subject: workload.subject, container: container.name}] : [];
		});
		if (own.length === 0) continue;
		if (standing.is === 'accepted') exempt.push({subject: workload.subject, reason: standing.reason});
		else if (workload.windows) exempt.push({subject: workload.subject, reason: 'Windows has no such setting'});
		else findings.push(...(standing.is === 'warned' ? own.map(finding => ({...finding, level: 'warn' as const})) : own));
	}
	return {findings, exempt, seen: [{text: `${judged} workloads looked at`}]};
}
