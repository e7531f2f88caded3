import {type Account, tokenOf} from './users.js';

/** As YAML (JSON, which is YAML): one context named `demo`. */
export function kubeconfig(server: string, account: Account): string {
	const name = 'demo';
	return JSON.stringify({
		apiVersion: 'v1',
		kind: 'Config',
		clusters: [{name, cluster: {server}}],
		users: [{name: account, user: {token: tokenOf(account)}}],
		contexts: [{name, context: {cluster: name, user: account, ...(account === 'anna' ? {namespace: 'shop'} : {})}}],
		'current-context': name,
	});
}
