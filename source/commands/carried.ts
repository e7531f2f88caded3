import type {Carried} from '../ui/pages/parting.js';
import type {ClusterChoice} from './places.js';

const valued = (flag: string, ...values: readonly (string | undefined)[]): string[] => {
	const given = values.filter(value => value !== undefined);
	return given.length > 0 ? [flag, ...given] : [];
};

/** The options that a command must be given again to mean the same cluster as the same account, seen in the same way. */
export function carried(choice: ClusterChoice & {readonly plain?: boolean}): Carried {
	const {kubeconfig, as, asGroup = [], namespace = [], probes, kubelets, readOnly, plain} = choice;
	return {
		cluster: [
			...valued('--kubeconfig', kubeconfig),
			...valued('--as', as),
			...valued('--as-group', ...asGroup),
			...valued('--namespace', ...namespace),
		],
		wizard: [
			...(probes === false ? ['--no-probes'] : []),
			...(kubelets ? ['--kubelets'] : []),
			...(readOnly ? ['--read-only'] : []),
			...(plain ? ['--plain'] : []),
		],
	};
}
