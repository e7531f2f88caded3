import {type Account, heldBy} from './account-rights.js';
import {perSnapshotAnd} from './per-snapshot.js';
import {bearerKey, classesIn, type RightClass} from './rbac.js';

/** What a service account could take the cluster over with: rights in the whole cluster, or where its control plane is at home. */
export const powersOf = perSnapshotAnd(bearerKey, (snapshot, account: Account): readonly RightClass[] => {
	const reaching = heldBy(snapshot, account).filter(({grant}) => grant.namespace === undefined || grant.namespace === 'kube-system');
	const found = classesIn(reaching.flatMap(({rules}) => rules)).filter(({critical}) => critical);
	const everything = found.find(({id}) => id === 'everything');
	return everything ? [everything] : found;
});
