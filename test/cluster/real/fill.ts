import {builtInKinds, type Kind, kindsOfDefinition} from '../../../source/demo/kinds.js';
import {eventually} from './child.js';
import type {ControlPlane} from './control-plane.js';

type ApiObject = Parameters<typeof kindsOfDefinition>[0];

/** Creates these objects in their order; what exists is merged with. Gives what the server did not take, with its words. */
export async function fill({admin}: ControlPlane, objects: readonly ApiObject[]): Promise<string[]> {
	const kinds = [...builtInKinds, ...objects.filter(({kind}) => kind === 'CustomResourceDefinition').flatMap(kindsOfDefinition)];
	const refused: string[] = [];
	const uids = new Map<string, string>();
	for (const object of objects) {
		const kind = kinds.find(one => one.kind === object.kind && apiVersionOf(one) === object.apiVersion);
		const says = `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`;
		if (!kind) {
			refused.push(`${says}: unknown kind`);
			continue;
		}
		const path = listPath(kind, object.metadata.namespace);
		const body = {...object, metadata: withOwners(object, uids)};
		// A kind is served a moment after its definition was created.
		const answer = await eventually(
			`${says} can be created`,
			async () => {
				const answer = await admin('POST', path, body);
				return answer.status === 404 && answer.text.includes('page not found') ? undefined : answer;
			},
			10_000,
		);
		uids.set(`${object.kind}/${object.metadata.name}`, String((answer.body['metadata'] as {uid?: string} | undefined)?.uid));
		if (answer.status === 409) await admin('PATCH', `${path}/${object.metadata.name}`, body, 'application/merge-patch+json');
		else if (answer.status >= 400) refused.push(`${says}: ${String(answer.body['message'])}`);
	}
	return refused;
}

/** Owners as the server knows them; the demo gives them no uid. */
function withOwners({metadata: {uid: _uid, ownerReferences, ...metadata}}: ApiObject, uids: ReadonlyMap<string, string>) {
	const owners = ownerReferences?.map(owner => ({...owner, uid: owner.uid || uids.get(`${owner.kind}/${owner.name}`)}));
	return {...metadata, ...(owners && {ownerReferences: owners})};
}

const apiVersionOf = ({group, version}: Kind) => (group === '' ? version : `${group}/${version}`);

function listPath({group, version, plural, namespaced}: Kind, namespace: string | undefined): string {
	const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
	return namespaced && namespace !== undefined ? `${root}/namespaces/${namespace}/${plural}` : `${root}/${plural}`;
}
