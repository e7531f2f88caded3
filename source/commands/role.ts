import type {ExitCode} from '../model/index.js';
import {readerRole} from '../report/role.js';

export async function roleCommand(): Promise<ExitCode> {
	process.stdout.write(`# The rights that castellan needs to read, and no more. Bind it to the account that scans:
#   kubectl create clusterrolebinding castellan-reader --clusterrole=castellan-reader --user=<user>
#   kubectl create rolebinding castellan-reader -n kube-system --role=castellan-reader --user=<user>
#   kubectl create rolebinding castellan-reader -n kube-public --role=castellan-reader --user=<user>
${readerRole()}`);
	return 0;
}
