import {once} from 'node:events';
import {shopFixtures, shopObjects} from '../../../source/demo/shop/shop.js';
import {startControlPlane} from './control-plane.js';
import {fill} from './fill.js';

/** Keeps a real control plane up, filled with the demo's objects, until it is interrupted. */
async function play(): Promise<void> {
	const say = (line: string) => process.stdout.write(`${line}\n`);
	say('starting etcd, the API server, its controllers and kwok …');
	const plane = await startControlPlane({nodes: 0});
	try {
		const nodes = shopFixtures().filter(({kind}) => kind === 'Node');
		const refused = await fill(plane, [...nodes, ...shopObjects()]);
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
