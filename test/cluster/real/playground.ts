import {once} from 'node:events';
import {shopFixtures, shopObjects} from '../../../source/demo/shop/shop.js';
import type {JsonObject} from '../../../source/model/index.js';
import {startControlPlane} from './control-plane.js';
import {fill} from './fill.js';
import {roleObjects, type Tenancy} from './roles.js';

/** The tenant of the playground may change what runs in the shop. */
const tenancy: Tenancy = {namespace: 'shop', role: 'edit'};

/** Keeps a real control plane up, filled with the demo's objects, until it is interrupted. */
async function play(): Promise<void> {
	const say = (line: string) => process.stdout.write(`${line}\n`);
	say('starting etcd, the API server, its controllers and kwok …');
	const plane = await startControlPlane({nodes: 0, tenancy});
	try {
		const nodes = shopFixtures().filter(({kind}) => kind === 'Node');
		// The shop has a reader role of its own under the same name: the published one comes last.
		const accounts = roleObjects(tenancy) as readonly JsonObject[] as Parameters<typeof fill>[1];
		const refused = await fill(plane, [...nodes, ...shopObjects(), ...accounts]);
		for (const line of refused) say(`not taken: ${line}`);
		say('');
		for (const role of ['admin', 'reader', 'tenant'] as const) say(`${role.padEnd(8)}export KUBECONFIG=${plane.kubeconfig(role)}`);
		say(`kubectl  ${plane.kubectl}`);
		say('ctrl-c ends it and leaves nothing behind');
		await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
	} finally {
		await plane.stop();
	}
}

if (import.meta.main) await play();
