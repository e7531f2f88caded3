import {failure, Refusal, unauthorized} from './answers.js';
import {type Act, allowance, refusal, type User} from './rbac.js';
import type {Store} from './store.js';

/** Who can log in to the demo, by the token that stands for them. Nobody else's password: these tokens open nothing but the demo. */
const accounts: readonly {readonly token: string; readonly user: User}[] = [
	{token: 'demo-admin', user: {name: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated']}},
	{token: 'demo-reader', user: {name: 'auditor', groups: ['auditors', 'system:authenticated']}},
	{token: 'demo-anna', user: {name: 'anna', groups: ['shop-developers', 'system:authenticated']}},
	{token: 'demo-nobody', user: {name: 'newcomer', groups: ['system:authenticated']}},
];
export type Account = 'admin' | 'reader' | 'anna' | 'nobody';

export const tokenOf = (account: Account) => `demo-${account}`;

const anonymous: User = {name: 'system:anonymous', groups: ['system:unauthenticated']};

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;
const headerOf = (headers: Headers, name: string) => {
	const value = headers[name];
	return typeof value === 'string' ? value : value?.[0];
};

/** Who sends the request, after impersonation. */
export function userOf(headers: Headers, store: Store): User {
	const user = loggedIn(headers);
	const as = headerOf(headers, 'impersonate-user');
	if (!as) return user;
	const groups = (headerOf(headers, 'impersonate-group') ?? '').split(', ').filter(group => group !== '');
	check(store, user, {verb: 'impersonate', group: '', plural: 'users', name: as});
	for (const name of groups) check(store, user, {verb: 'impersonate', group: '', plural: 'groups', name});
	return {name: as, groups: [...groups, 'system:authenticated']};
}

function loggedIn(headers: Headers): User {
	const authorization = headerOf(headers, 'authorization');
	if (authorization === undefined) return anonymous;
	const token = authorization.replace(/^bearer /i, '');
	const account = accounts.find(each => each.token === token);
	if (!account) throw new Refusal(unauthorized());
	return account.user;
}

function check(store: Store, user: User, act: Act & {readonly name: string; readonly plural: string}): void {
	if (allowance(store, user, act) === undefined)
		throw new Refusal(
			failure(403, `${act.plural} "${act.name}" is forbidden: ${refusal(user, act)}`, 'Forbidden', {name: act.name, kind: act.plural}),
		);
}
