import {Failure, type Safe, visible} from '../model/index.js';

/** Every failure of this room is made here: one sentence, why, and what to do next. Texts given to these functions are not yet escaped. */

const wrongUse = (what: string, why: string, ...steps: string[]) => new Failure(what, {why, steps, exitCode: 2});
const nothingRead = (what: string, why: string, ...steps: string[]) => new Failure(what, {why, steps, exitCode: 3});

/** Short enough for a line, safe to print. */
export function shortened(text: string, length = 300): Safe {
	const line = text.replace(/\s+/g, ' ').trim();
	return visible(line.length > length ? `${line.slice(0, length - 1)}…` : line);
}

export const kubeconfigMissing = (path: string) =>
	wrongUse(
		`There is no kubeconfig at ${shortened(path)}.`,
		'',
		'Give another file with --kubeconfig, or leave it out to use KUBECONFIG and ~/.kube/config.',
	);

export const kubeconfigUnreadable = (path: string, code: string) =>
	wrongUse(
		`The kubeconfig ${shortened(path)} cannot be read.`,
		code === 'EISDIR' ? 'It is a directory.' : code === 'EACCES' ? 'Its permissions do not allow it.' : shortened(code),
		`Look at it with \`ls -l ${shortened(path)}\`.`,
	);

export const fileUnreadable = (path: string, code: string) =>
	wrongUse(
		`The file ${shortened(path)}, which the kubeconfig points to, cannot be read.`,
		code === 'ENOENT' ? 'It does not exist.' : code === 'EACCES' ? 'Its permissions do not allow it.' : shortened(code),
		'Mend its path in the kubeconfig, or sign in again.',
	);

export const kubeconfigBroken = (path: string, why: string) =>
	wrongUse(
		`The kubeconfig ${shortened(path)} is not valid.`,
		shortened(why),
		'Mend the file, or give another one with --kubeconfig.',
		'`kubectl config view` reads the same files.',
	);

export const nothingToConnectTo = (places: readonly string[]) =>
	wrongUse(
		'No cluster is configured.',
		places.length > 0 ? `No context was found in ${places.map(place => shortened(place)).join(', ')}.` : '',
		'Give a file with --kubeconfig, or set KUBECONFIG.',
		'`castellan demo` and `castellan scan --from` need no cluster.',
	);

export const contextUnknown = (name: string, known: readonly string[]) =>
	wrongUse(
		`There is no context called ${shortened(name)}.`,
		known.length === 0
			? 'The kubeconfig has no contexts.'
			: `Known are ${known
					.slice(0, 12)
					.map(one => shortened(one, 60))
					.join(', ')}${known.length > 12 ? ' …' : ''}.`,
		known.length === 0 ? 'Give a kubeconfig that has contexts with --kubeconfig.' : 'Give one of these with --context.',
	);

export const noCurrentContext = (known: readonly string[]) =>
	wrongUse(
		'The kubeconfig names no current context.',
		`Known are ${known
			.slice(0, 12)
			.map(one => shortened(one, 60))
			.join(', ')}${known.length > 12 ? ' …' : ''}.`,
		'Give one with --context, or run `kubectl config use-context NAME`.',
	);

export const contextIncomplete = (context: string, why: string) =>
	wrongUse(
		`The context ${shortened(context)} cannot be used.`,
		shortened(why),
		'Mend it in the kubeconfig, or give another one with --context.',
	);

export const credentialUnusable = (user: string, why: string, ...steps: string[]) =>
	wrongUse(
		`The login of user ${shortened(user)} cannot be used.`,
		shortened(why),
		...(steps.length > 0 ? steps : ['Sign in again, then try once more.']),
	);

export const signInFailed = (user: string, command: string, why: string, hint: string | undefined) =>
	nothingRead(
		`Signing in as ${shortened(user)} failed.`,
		shortened(why),
		...(hint === undefined ? [`Run \`${shortened(command)}\` in another terminal to see why, then try again.`] : [shortened(hint, 600)]),
	);

export const loginRefused = (server: string, runs: string | undefined) =>
	nothingRead(
		`${shortened(server)} does not accept this login.`,
		'It answered 401 Unauthorized, after a fresh login as well.',
		runs === undefined
			? 'Sign in again; `kubectl auth whoami` shows whether it worked.'
			: `Run \`${shortened(runs)}\` in another terminal, then try again.`,
	);

export const unreachable = (
	server: string,
	why: string,
	step = 'Check the network, the VPN and the address in the kubeconfig, then try again.',
) => nothingRead(`${shortened(server)} cannot be reached.`, shortened(why), step);

export const untrusted = (server: string, why: string) =>
	nothingRead(
		`The certificate of ${shortened(server)} is not trusted.`,
		shortened(why),
		'Check certificate-authority and tls-server-name of this cluster in the kubeconfig.',
	);

export const notKubernetes = (server: string, path: string, why: string) =>
	nothingRead(
		`${shortened(server)} answered, but the answer is not Kubernetes.`,
		`${shortened(path, 120)}: ${shortened(why)}`,
		'A proxy or a login page may stand in between: open the address in a browser, or check the server in the kubeconfig.',
	);

export const answerBroken = (server: string, path: string, why: string) =>
	nothingRead(
		`The answer of ${shortened(server)} was cut short or is too large.`,
		`${shortened(path, 120)}: ${shortened(why)}`,
		'Try again.',
	);

export const refusedRead = (server: string, path: string, status: number, message: string) =>
	nothingRead(
		`${shortened(server)} answered ${status}.`,
		`${shortened(path, 120)}: ${shortened(message)}`,
		'`castellan doctor` shows which rights are missing.',
	);

export const interrupted = () => new Failure('Interrupted.', {why: 'Nothing was changed.', exitCode: 130});
