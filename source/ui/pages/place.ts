import type {Place} from '../ports.js';

/** What stands in the strip about a place. */
export function aboutPlace({about, sends}: Place, probes: boolean): string[] {
	if (!sends) return about.slice(0, 3);
	const without = probes ? ` and ${sends.withoutLogin.length} without a login` : '';
	return [...about.slice(0, 2), `will send about ${sends.reads} reads as you${without}; nothing is written`];
}

/** Everything that reading a place would run and send. */
export function placePage({details, sends}: Place, probes: boolean): string[] {
	if (!sends) return [...details];
	const paths = probes
		? ['Without a login, to see what a stranger sees (x leaves these out):', ...sends.withoutLogin.map(path => `  GET ${path}`)]
		: ['Nothing is asked without a login: what a stranger gets stays unknown (x puts these reads in).'];
	return [...details, '', ...paths, '', 'Audit logs of the cluster will show these requests.'];
}
