import {controls} from '../catalogue/index.js';
import {type RolePart, roleParts} from '../kube/reader-roles.js';
import {type ExitCode, Failure, visible} from '../model/index.js';
import {lostWithout, readerRole} from '../report/role.js';

/** As it is typed: `service-accounts`. */
const word = (part: RolePart) => part.replaceAll(' ', '-');

/** The roles for a scan; `for` names the parts that it may have, and what is lost without the others is said. */
export async function roleCommand({for: wanted}: {readonly for?: string}): Promise<ExitCode> {
	const parts = wanted === undefined ? roleParts : partsOf(wanted);
	const lines = [
		'The rights that castellan needs to read, and no more. Bind it to the account that scans:',
		'  kubectl create clusterrolebinding castellan-reader --clusterrole=castellan-reader --user=<user>',
		...(parts.includes('settings')
			? ['kube-system', 'kube-public'].map(
					namespace => `  kubectl create rolebinding castellan-reader -n ${namespace} --role=castellan-reader --user=<user>`,
				)
			: []),
		...lossesOf(parts),
	];
	process.stdout.write(`${lines.map(line => `# ${line}`).join('\n')}\n${readerRole(parts)}`);
	return 0;
}

function lossesOf(parts: readonly RolePart[]): string[] {
	const out = roleParts.filter(part => !parts.includes(part));
	if (out.length === 0) return [];
	const lost = lostWithout(controls, parts);
	return [
		`Left out: ${out.map(word).join(', ')}.`,
		lost.length === 0
			? 'Every control can still be decided, though some with less evidence.'
			: `Without them ${lost.length} of ${controls.length} controls stay unknown, unless somebody answers them:`,
		...lost.map(({id, title}) => `  ${title} (${id})`),
	];
}

function partsOf(text: string): RolePart[] {
	return text.split(',').map(one => {
		const part = roleParts.find(known => word(known) === one.trim());
		if (part === undefined)
			throw new Failure(`There is no part ${visible(one.trim())} of the role.`, {
				steps: [`Parts are: ${roleParts.map(word).join(', ')}.`],
				exitCode: 2,
			});
		return part;
	});
}
