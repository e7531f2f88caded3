import type {ExitCode} from '../model/index.js';
import type {ClusterChoice} from './places.js';

export async function undoCommand(_id: string | undefined, _choice: ClusterChoice): Promise<ExitCode> {
	return 0;
}
