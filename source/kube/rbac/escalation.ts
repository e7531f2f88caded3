import type {PolicyRule} from '../../model/index.js';
import {askings, heldOf} from './classes.js';
import type {Grant} from './grants.js';
import {type Asking, allows} from './rules.js';

const rbac = 'rbac.authorization.k8s.io';
const identity = 'authentication.k8s.io';
/** Verbs of constrained impersonation, and the things that each is for. */
const constrained = askings(
	`impersonate:user-info ${identity}:users,groups,uids;impersonate:serviceaccount ${identity}:serviceaccounts;impersonate:arbitrary-node,impersonate:associated-node ${identity}:nodes`,
);
const userExtras: Asking = {verb: 'impersonate', group: identity, resource: 'userextras'};
const anybody = askings('impersonate :users,groups');
/** Named, these are as good as all. */
const masters: Asking = {verb: 'impersonate', group: '', resource: 'groups', name: 'system:masters'};
const named: Asking = {verb: 'bind', group: rbac, resource: 'clusterroles', name: 'cluster-admin'};

/** What lets somebody get rights that nobody gave it. */
export type Escalation = {readonly check: string; readonly wide: boolean; readonly says: string; readonly rights: readonly Asking[]};

const kinds: readonly (Omit<Escalation, 'rights'> & {readonly wanted: readonly Asking[]})[] = [
	{check: 'impersonate', wide: true, says: 'act as any user or group', wanted: [...anybody, masters]},
	{check: 'escalate', wide: true, says: 'raise any role', wanted: askings(`escalate ${rbac}:clusterroles,roles`)},
	{check: 'bind', wide: true, says: 'give any role to anybody', wanted: [...askings(`bind ${rbac}:clusterroles,roles`), named]},
	{check: 'impersonate-account', wide: false, says: 'act as any service account', wanted: askings('impersonate :serviceaccounts')},
	{
		check: 'impersonate-identity',
		wide: false,
		says: 'act under other identities',
		wanted: [...askings(`impersonate ${identity}:uids`), userExtras, ...constrained],
	},
	{
		check: 'bindings',
		wide: false,
		says: 'pass its own rights on to others',
		wanted: askings(`create,update,patch ${rbac}:rolebindings,clusterrolebindings`),
	},
];

/** Ways up that rules open, the widest first; in a binding of a namespace only what such a binding can give. */
export function escalationsIn(rules: readonly PolicyRule[], namespace?: Grant['namespace']): readonly Escalation[] {
	return kinds.flatMap(({wanted, ...kind}) => {
		const possible = namespace === undefined ? wanted : wanted.filter(isNamespaced);
		const rights = heldOf(rules, possible);
		if (kind.check === 'impersonate-identity' && rules.some(isUserExtra)) rights.push(userExtras);
		return rights.length > 0 ? [{...kind, wide: kind.wide && namespace === undefined, rights}] : [];
	});
}

/** `userextras/scopes` and its like. */
const isUserExtra = ({verbs, apiGroups = [], resources = [], resourceNames = []}: PolicyRule) =>
	resourceNames.length === 0 &&
	['impersonate', '*'].some(verb => verbs.includes(verb)) &&
	apiGroups.includes(identity) &&
	resources.some(resource => resource.startsWith('userextras/'));

/** Users, groups and roles of the cluster are asked for in the whole cluster: a binding of a namespace does not reach them. */
const isNamespaced = (asking: Asking) =>
	'resource' in asking &&
	(['roles', 'rolebindings', 'serviceaccounts'].includes(asking.resource) ||
		(asking.verb === 'bind' && asking.resource === 'clusterroles'));

/** Rights that go with an escalation: all of its rules that name no object. */
export function escalatingRights(rules: readonly PolicyRule[], namespace?: string): readonly Asking[] {
	const rights = escalationsIn(rules, namespace).flatMap(one => one.rights);
	const extras = rules.flatMap(({resources = []}) => resources.filter(one => one.startsWith('userextras/')));
	return [...rights, ...extras.map((resource): Asking => ({verb: 'impersonate', group: identity, resource}))].filter(asking =>
		rules.some(rule => allows(rule, asking)),
	);
}
