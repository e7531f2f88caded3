import {createHash} from 'node:crypto';

const longest = 24;

type Context = {readonly id: string; readonly server: string};

/**
 * What clusters are called in lines, for typing and for files: what follows the last `/`, `_` or `:` of the context; the server's host
 * where that is kubeadm's default or occurs twice; then the whole context. Plain ASCII, at most 24 letters: of a longer one the middle
 * is left out. No two are the same.
 */
export function shortNames(contexts: readonly Context[]): string[] {
	const ways = [tail, host, whole].map(way => contexts.map(context => shortened(way(context))));
	const isFree = (names: readonly string[], index: number) =>
		names[index] !== '' && names.every((name, other) => other === index || name !== names[index]);
	const chosen = contexts.map((context, index) => {
		const names = ways.find(each => isFree(each, index));
		return names?.[index] ?? withMark(context, ways.map(each => each[index]).find(name => name) ?? 'cluster');
	});
	// The host of one may be the tail of another.
	return chosen.map((name, index) => (isFree(chosen, index) ? name : withMark(contexts[index] as Context, name)));
}

const tail = ({id}: Context) => (id === 'kubernetes-admin@kubernetes' ? '' : plain(id.split(/[/_:]/).at(-1) ?? ''));
const whole = ({id}: Context) => plain(id);

function host({server}: Context): string {
	const url = URL.parse(server.includes('://') ? server : `https://${server}`);
	return url === null ? '' : plain(/^(127\.|localhost|\[::1\])/.test(url.hostname) ? url.host : url.hostname);
}

function plain(text: string): string {
	return text.replace(/[^A-Za-z0-9.:@-]+/g, '-').replace(/^[^A-Za-z0-9]+|-+$/g, '');
}

/** The end of a name tells clusters apart more often than its middle. */
function shortened(name: string): string {
	if (name.length <= longest) return name;
	const start = Math.floor((longest - 2) / 2);
	return `${name.slice(0, start)}--${name.slice(name.length - (longest - 2 - start))}`;
}

/** A mark that stays the same whatever else the kubeconfig holds. */
function withMark({id}: Context, name: string): string {
	const mark = createHash('sha256').update(id).digest('hex').slice(0, 4);
	return `${name.slice(0, longest - 5)}-${mark}`;
}
