import type {Snapshot} from '../model/index.js';
import {containersOf} from './containers.js';
import {repositoryOf} from './images.js';
import {platformProduct} from './platform-workloads.js';
import type {Bearer} from './rbac.js';
import {workloadsRunningAs} from './service-accounts.js';
import {type Operator, operators} from './signatures/operators.js';
import type {Workload} from './workloads.js';

/** The operator that a workload is: every image must be one of its own. */
export function operatorOf({podSpec}: Workload): Operator | undefined {
	const repositories = containersOf(podSpec).map(({container}) => repositoryOf(container.image ?? ''));
	const found = repositories.map(repository => operators.find(operator => operator.repository.test(repository)));
	return found.every(one => one !== undefined && one === found[0]) ? found[0] : undefined;
}

/** The operator that a service account is for: everything that runs as it must be that. */
export function operatorOfAccount(snapshot: Snapshot, bearer: Bearer): Operator | undefined {
	if (bearer.kind !== 'ServiceAccount') return undefined;
	const found = workloadsRunningAs(snapshot, bearer).map(operatorOf);
	return found.length > 0 && found.every(one => one !== undefined && one === found[0]) ? found[0] : undefined;
}

/** The part of the platform that a service account is for. */
export function productOfAccount(snapshot: Snapshot, bearer: Bearer): string | undefined {
	if (bearer.kind !== 'ServiceAccount') return undefined;
	const found = workloadsRunningAs(snapshot, bearer).map(platformProduct);
	return found.length > 0 && found.every(one => one !== undefined && one === found[0]) ? found[0] : undefined;
}
