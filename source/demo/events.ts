import {type ApiObject, numberAt} from './api-object.js';
import {events, type World} from './world.js';

/** Writes down what happened to an object; the same again only counts up. */
export function record(
	world: World,
	object: ApiObject,
	type: 'Normal' | 'Warning',
	reason: string,
	message: string,
	component: string,
): void {
	const {store} = world;
	const {name, namespace = 'default', uid, resourceVersion} = object.metadata;
	const now = store.now();
	const same = store.list(
		events,
		namespace,
		event => event['reason'] === reason && event['message'] === message && (event['involvedObject'] as {uid?: string}).uid === uid,
	)[0];
	if (same) {
		store.put(events, {...same, count: (numberAt(same, 'count') ?? 1) + 1, lastTimestamp: now});
		return;
	}
	const event: ApiObject = {
		kind: 'Event',
		apiVersion: 'v1',
		metadata: {name: `${name}.${Number(store.version()).toString(16).padStart(16, '0')}`, namespace, creationTimestamp: now},
		involvedObject: {
			kind: object.kind,
			namespace,
			name,
			uid: uid ?? '',
			apiVersion: object.apiVersion,
			resourceVersion: resourceVersion ?? '',
		},
		reason,
		message,
		source: {component},
		firstTimestamp: now,
		lastTimestamp: now,
		count: 1,
		type,
		eventTime: null,
		reportingComponent: component,
		reportingInstance: '',
	};
	event.metadata.uid = store.newId(event);
	store.put(events, event);
}
