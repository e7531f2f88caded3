export type Image = {
	/** Host, with its port: `docker.io` where the text names none. */
	readonly registry: string;
	/** `library/nginx` for `nginx`. */
	readonly path: string;
	readonly tag?: string;
	/** `sha256:…` */
	readonly digest?: string;
};

/** The parts of an image reference, as the container runtime completes them. */
export function imageOf(reference: string): Image {
	const before = known.get(reference);
	if (before) return before;
	const image = partsOf(reference);
	if (known.size >= mostKnown) known.clear();
	known.set(reference, image);
	return image;
}

/** Few images are named by many containers. */
const known = new Map<string, Image>();
const mostKnown = 5000;

function partsOf(reference: string): Image {
	const [named = '', digest] = reference.trim().split('@');
	const slash = named.indexOf('/');
	const first = slash < 0 ? '' : named.slice(0, slash);
	const hasRegistry = first.includes('.') || first.includes(':') || first === 'localhost';
	const rest = hasRegistry ? named.slice(slash + 1) : named;
	const colon = rest.lastIndexOf(':');
	const hasTag = colon > rest.lastIndexOf('/');
	const path = hasTag ? rest.slice(0, colon) : rest;
	const registry = hasRegistry ? (first === 'index.docker.io' ? 'docker.io' : first) : 'docker.io';
	return {
		registry,
		path: registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path,
		...(hasTag && {tag: rest.slice(colon + 1)}),
		...(digest !== undefined && digest !== '' && {digest}),
	};
}

/** Registry and path, without tag and digest. */
export function repositoryOf(reference: string): string {
	const {registry, path} = imageOf(reference);
	return `${registry}/${path}`;
}
