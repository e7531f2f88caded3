import type {Change, Manifest, ResourceName} from '../model/index.js';
import {resourceInfo} from './resources.js';

/** The change that creates an object of a known list. */
export function creation(resource: ResourceName, manifest: Manifest): Extract<Change, {action: 'create'}> {
	const {group, versions, kind, plural} = resourceInfo(resource);
	const {name, namespace} = manifest.metadata;
	return {
		action: 'create',
		target: {group, version: versions[0], kind, plural, name, ...(namespace !== undefined && {namespace})},
		manifest,
	};
}
