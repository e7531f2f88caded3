import {type ApiObject, isTree} from './api-object.js';
import {bootstrapObjects} from './bootstrap-objects.js';
import {aggregateRoles} from './controllers/cluster-roles.js';
import type {Controllers} from './controllers/controllers.js';
import {runCronJob} from './controllers/jobs.js';
import {creation} from './creations.js';
import type {Kind} from './kinds.js';
import {events, pods, type World} from './world.js';

const systemNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** Fills an empty world: what a server makes itself, the objects in their order, then what only a real machine would report. */
export function load(world: World, controllers: Controllers, objects: readonly ApiObject[], fixtures: readonly ApiObject[]): void {
	for (const name of systemNamespaces) create(world, {apiVersion: 'v1', kind: 'Namespace', metadata: {name}}, 'kube-apiserver');
	for (const object of bootstrapObjects()) create(world, object, 'kube-apiserver');
	aggregateRoles(world);
	controllers.settle();
	for (const fixture of fixtures.filter(({kind}) => kind === 'Node')) create(world, fixture, 'kubelet');
	for (const object of objects) {
		create(world, object, managerOf(object));
		if (object.kind === 'Namespace') controllers.settle();
	}
	controllers.settle();
	for (const fixture of fixtures.filter(({kind}) => kind !== 'Node')) report(world, fixture);
	controllers.settle();
}

/** Every CronJob has run once, not long ago. */
export function runCronJobs(world: World, controllers: Controllers): void {
	const minute = Math.floor(world.clock.now().getTime() / 60_000);
	for (const cronJob of world.store.list({group: 'batch', plural: 'cronjobs'})) runCronJob(world, cronJob, minute);
	controllers.settle();
	for (const event of world.store.list(events)) world.store.remove(events, event.metadata.namespace, event.metadata.name);
}

function create(world: World, object: ApiObject, manager: string): void {
	const kind = world.store.kindOf(object.apiVersion, object.kind);
	if (!kind) throw new Error(`the demo serves no ${object.apiVersion} ${object.kind}`);
	const existing = world.store.get(kind, object.metadata.namespace, object.metadata.name);
	if (existing) {
		world.store.put(kind, {
			...existing,
			...object,
			metadata: {...existing.metadata, ...object.metadata, labels: {...existing.metadata.labels, ...object.metadata.labels}},
		});
		return;
	}
	const owners = object.metadata.ownerReferences?.map(owner => ({
		...owner,
		uid: owner.uid || idOf(world, owner.apiVersion, owner.kind, object.metadata.namespace, owner.name),
	}));
	const whole = owners ? {...object, metadata: {...object.metadata, ownerReferences: owners}} : object;
	creation(world, kind, object.metadata.namespace, whole, {dryRun: false, manager, validation: 'Ignore'});
}

function idOf({store}: World, apiVersion: string, kindName: string, namespace: string | undefined, name: string): string {
	const kind = store.kindOf(apiVersion, kindName);
	return (kind && store.get(kind, kind.namespaced ? namespace : undefined, name)?.metadata.uid) ?? '';
}

/** Who wrote an object, as its marks tell. */
function managerOf({metadata: {annotations = {}, labels = {}}}: ApiObject): string {
	if (annotations['argocd.argoproj.io/tracking-id']) return 'argocd-controller';
	if (labels['kustomize.toolkit.fluxcd.io/name']) return 'kustomize-controller';
	if (annotations['meta.helm.sh/release-name']) return 'helm';
	return annotations['kubectl.kubernetes.io/last-applied-configuration'] ? 'kubectl-client-side-apply' : 'kubeadm';
}

/** A mirror pod, or the status of something that exists. */
function report(world: World, fixture: ApiObject): void {
	const {store} = world;
	const kind = store.kindOf(fixture.apiVersion, fixture.kind) as Kind;
	const {name, namespace} = fixture.metadata;
	const known = store.get(kind, namespace, name);
	if (known && isTree(fixture['status'])) store.put(kind, {...known, status: fixture['status']});
	else if (!known) create(world, fixture, kind.plural === pods.plural ? 'kubelet' : 'kube-apiserver');
}
