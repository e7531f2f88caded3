import {type Login, visible} from '../model/index.js';
import type {UserEntry} from './kubeconfig-entries.js';

/** The kind of credential that a kubeconfig holds for a user; never the credential. */
export function loginOf(user: UserEntry | undefined): Login {
	if (!user) return {kind: 'none'};
	const {exec, authProvider, token, tokenFile, username, certificate} = user;
	if (authProvider) return authProvider.name === 'oidc' ? {kind: 'oidc'} : {kind: 'program', program: visible(authProvider.name)};
	if (exec) return {kind: 'program', program: visible(programOf(exec.command, exec.args))};
	if (certificate) return {kind: 'certificate'};
	if (tokenFile !== undefined) return {kind: 'token-file'};
	if (token !== undefined) return {kind: 'token'};
	return {kind: username === undefined ? 'none' : 'password'};
}

const many = new Set(['kubectl', 'aws', 'gcloud', 'az', 'oci', 'doctl', 'tsh']);
/** Programs that do many things are told apart by their first word; the others' arguments may hold anything and are left out. */
function programOf(command: string, args: readonly string[]): string {
	const name = (command.split(/[\\/]/).at(-1) ?? '').replace(/\.exe$/i, '');
	const [first = ''] = args;
	return many.has(name) && /^[a-z0-9_-]{1,40}$/.test(first) ? `${name} ${first}` : name;
}
