import type {Pair} from './certificates.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A kubeconfig of one context, as JSON, which is YAML too. */
export function kubeconfigText({
	server,
	authority,
	name,
	pair,
	namespace,
}: {
	server: string;
	authority: string;
	name: string;
	pair: Pair;
	namespace?: string;
}): string {
	const context = `${name}@castellan-test`;
	return JSON.stringify({
		apiVersion: 'v1',
		kind: 'Config',
		'current-context': context,
		contexts: [{name: context, context: {cluster: 'castellan-test', user: name, ...(namespace !== undefined && {namespace})}}],
		clusters: [{name: 'castellan-test', cluster: {server, 'certificate-authority-data': base64(authority)}}],
		users: [{name, user: {'client-certificate-data': base64(pair.certificate), 'client-key-data': base64(pair.key)}}],
	});
}
