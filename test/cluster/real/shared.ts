import {after} from 'node:test';
import {type ControlPlane, startControlPlane} from './control-plane.js';

let started: Promise<ControlPlane> | undefined;

/** The one control plane of a test run: started by the first test that asks for it. */
export function sharedControlPlane(): Promise<ControlPlane> {
	started ??= startControlPlane();
	return started;
}

after(async () => {
	await started?.then(
		plane => plane.stop(),
		() => undefined,
	);
});
