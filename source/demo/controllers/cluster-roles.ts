import {type ApiObject, isEqual, type Tree, treesAt} from '../api-object.js';
import {selects} from '../selectors.js';
import {clusterRoles, type World} from '../world.js';

/** Fills the roles that collect the rules of others by label: view into edit, edit into admin. */
export function aggregateRoles(world: World): boolean {
	const {store} = world;
	for (let changed = true; changed; ) {
		changed = false;
		for (const role of store.list(clusterRoles, undefined, each => each['aggregationRule'] !== undefined)) {
			const selectors = treesAt(role, 'aggregationRule', 'clusterRoleSelectors');
			const rules: Tree[] = [];
			const isCollected = ({metadata}: ApiObject) =>
				metadata.name !== role.metadata.name && selectors.some(selector => selects(selector, metadata.labels ?? {}));
			for (const each of store.list(clusterRoles, undefined, isCollected))
				for (const rule of treesAt(each, 'rules')) if (!rules.some(known => isEqual(known, rule))) rules.push(rule);
			if (isEqual(rules, role['rules'])) continue;
			store.put(clusterRoles, {...role, rules});
			changed = true;
		}
	}
	return false;
}
