import type {ApiObject} from '../api-object.js';
import {access} from './access.js';
import {definitions, webhooks} from './admission.js';
import {blog} from './blog.js';
import {ci} from './ci.js';
import {data} from './data.js';
import {kubeSystem} from './kube-system.js';
import {machines} from './machines.js';
import {monitoring} from './monitoring.js';
import {platform} from './platform.js';
import {shopNamespace} from './shop-namespace.js';
import {teamPayments} from './team-payments.js';

export const demoVersion = 'v1.33.4';

/** The weak web shop, in an order in which a server can take it. Owners of another kind have no uid yet. */
export function shopObjects(version = demoVersion): ApiObject[] {
	return [
		...definitions(),
		...kubeSystem(version),
		...shopNamespace(),
		...blog(),
		...teamPayments(),
		...data(),
		...monitoring(),
		...ci(),
		...platform(),
		...access(),
		...webhooks(),
	];
}

/** What only machines can report, and a real server would not take from a client. */
export function shopFixtures(version = demoVersion): ApiObject[] {
	return machines(version);
}
