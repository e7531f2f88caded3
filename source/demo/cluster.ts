import type {ApiObject} from './api-object.js';
import {subjectOf} from './bootstrap-objects.js';
import {createControllers} from './controllers/controllers.js';
import {load, runCronJobs} from './load.js';
import {binding} from './shop/builders.js';
import {imageUser} from './shop/images.js';
import {demoVersion, shopFixtures, shopObjects} from './shop/shop.js';
import {type Clock, createStore} from './store.js';
import type {World} from './world.js';

export type ClusterOptions = {
	/** In place of the web shop: plain objects, as a file would hold them. */
	readonly objects?: readonly ApiObject[];
	/** Default: v1.33.4. */
	readonly version?: string;
	readonly clock?: Clock;
};

export type DemoCluster = {
	readonly world: World;
	/** Does at once what its controllers would do over the next seconds. */
	readonly settle: () => void;
};

/** How long ago the shop was set up, in milliseconds. */
const clusterAge = 97 * 24 * 3600 * 1000;

const wallClock: Clock = {
	now: () => new Date(),
	after: (milliseconds, act) => {
		setTimeout(act, milliseconds).unref();
	},
};

/** Without it nobody could look at given objects. */
const administrators = binding(undefined, 'kubeadm:cluster-admins', 'ClusterRole/cluster-admin', [subjectOf('G:kubeadm:cluster-admins')]);

/** A cluster in memory, all its pods running. */
export function createCluster({objects, version = demoVersion, clock = wallClock}: ClusterOptions = {}): DemoCluster {
	let age = clusterAge;
	const controllers = createControllers(() => world);
	const world: World = {
		store: createStore({...clock, now: () => new Date(clock.now().getTime() - age)}),
		clock,
		version,
		minor: Number(/^v1\.(\d+)/.exec(version)?.[1] ?? 33),
		imageUser,
		onChange: controllers.onChange,
		onDelete: controllers.onDelete,
	};
	load(world, controllers, objects ? [administrators, ...objects] : shopObjects(version), objects ? [] : shopFixtures(version));
	age = 0;
	if (!objects) runCronJobs(world, controllers);
	return {world, settle: controllers.settle};
}
