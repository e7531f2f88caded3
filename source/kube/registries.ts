import {containersOf} from './containers.js';
import {imageOf} from './images.js';
import {namespaceKind} from './namespaces.js';
import {perSnapshot} from './per-snapshot.js';
import {platformProduct} from './platform-workloads.js';
import {type Workload, workloads} from './workloads.js';

/** An image that a workload runs or mounts. */
export type UsedImage = {readonly reference: string; readonly workload: Workload};

/** Registries that anybody may put images into, or that serve everybody. */
const everybodys =
	/^(docker\.io|quay\.io|ghcr\.io|gcr\.io|registry\.k8s\.io|k8s\.gcr\.io|public\.ecr\.aws|mcr\.microsoft\.com|registry\.gitlab\.com|nvcr\.io|lscr\.io|docker\.elastic\.co|registry\.access\.redhat\.com|cr\.l5d\.io)$/;
/** Of these the first part of the path is the owner. */
const shared = /^(docker\.io|quay\.io|ghcr\.io|gcr\.io|public\.ecr\.aws|registry\.gitlab\.com|nvcr\.io|lscr\.io)$/;
/** What providers bring into the namespaces of the system. */
const providers =
	/^(registry\.k8s\.io\/|mcr\.microsoft\.com\/|gke\.gcr\.io\/|602401143452\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\/|quay\.io\/openshift)/;

export const isPublicRegistry = (registry: string) => everybodys.test(registry);

/** Images of all templates, volumes included; in the namespaces of the system without those of the platform. */
export const usedImages = perSnapshot((snapshot): readonly UsedImage[] =>
	workloads(snapshot).flatMap(workload => {
		const {podSpec, subject} = workload;
		const references = [
			...containersOf(podSpec).map(({container}) => container.image),
			...(podSpec.volumes ?? []).map(({kind, source}) => (kind === 'image' ? source : undefined)),
		].filter(one => one !== undefined && one !== '') as string[];
		const ofSystem = namespaceKind(subject.namespace) === 'system';
		if (workload.mirror || (ofSystem && platformProduct(workload) !== undefined)) return [];
		return references.filter(one => !(ofSystem && providers.test(nameOf(one)))).map(reference => ({reference, workload}));
	}),
);

const nameOf = (reference: string) => {
	const {registry, path} = imageOf(reference);
	return `${registry}/${path}`;
};

export function registriesIn(images: readonly UsedImage[]): readonly string[] {
	return [...new Set(images.map(({reference}) => imageOf(reference).registry))].sort();
}

/** The shortest list that still names owners: `ghcr.io/shop/`, `registry.example.org/`. */
export function placesIn(images: readonly UsedImage[]): readonly string[] {
	const places = images.map(({reference}) => {
		const {registry, path} = imageOf(reference);
		const [owner = '', ...rest] = path.split('/');
		return shared.test(registry) && rest.length > 0 ? `${registry}/${owner}/` : `${registry}/`;
	});
	return [...new Set(places)].sort();
}

/** What a person wrote as a list of registries, each ending with a slash; undefined where a part of it is none. */
export function givenPlaces(text: string): readonly string[] | undefined {
	const parts = text.split(/[\s,;]+/).filter(Boolean);
	const places = parts.map(
		part =>
			`${part
				.replace(/^https?:\/\//, '')
				.replace(/\/+\*?$/, '')
				.replace(/^index\.docker\.io(?=\/|$)/, 'docker.io')}/`,
	);
	const isPlace = (place: string) =>
		/^([a-z0-9-]+(\.[a-z0-9-]+)+|localhost)(:\d{1,5})?(\/[a-z0-9._-]+)*\/$/.test(place) ||
		/^[a-z0-9-]+:\d{1,5}(\/[a-z0-9._-]+)*\/$/.test(place);
	return places.length > 0 && places.every(isPlace) ? [...new Set(places)].sort() : undefined;
}

/** Whether a list names where an image comes from, as the policy below decides it. */
export function isFrom(places: readonly string[], reference: string): boolean {
	return places.some(place => nameOf(reference).startsWith(place));
}

/** Beginnings of references that lie in these places; those of Docker Hub may be written without it. */
function beginnings(places: readonly string[]): string[] {
	return places.flatMap(place => {
		const inHub = /^docker\.io\/(.*)$/.exec(place)?.[1];
		return inHub === undefined ? [place] : [place, `index.${place}`, ...(inHub === '' ? [] : [inHub])];
	});
}

/** A CEL list of texts; nothing in them needs escaping, see `givenPlaces`. */
export const celList = (places: readonly string[]) =>
	`[${beginnings(places)
		.map(one => `'${one}'`)
		.join(', ')}]`;

/** CEL that says whether the reference `image` is allowed; `variables.registries` holds the list. */
export function celAllows(image: string, places: readonly string[]): string {
	const listed = `variables.registries.exists(p, ${image}.startsWith(p))`;
	if (places.includes('docker.io/')) return `${listed} || !${image}.matches('^(localhost|[^/]*[.:][^/]*)/')`;
	return places.includes('docker.io/library/') ? `${listed} || !${image}.contains('/')` : listed;
}
