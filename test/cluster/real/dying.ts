import {connect} from '../../../source/cluster/connect.js';
import {type Sent, sendItem} from '../../../source/commands/sending.js';
import {openJournal} from '../../../source/session/journal.js';

/** What a process that dies is to do: `at` is the step of its first change before which it is killed by itself, else somebody kills it. */
export type Errand = {readonly kubeconfig: string; readonly home: string; readonly item: Sent; readonly at?: 'planned'};

/** Sends like the wizard, in a process of its own that may be killed at any time. */
async function run({kubeconfig, home, item, at}: Errand): Promise<void> {
	const connection = await connect({kubeconfig, env: {}});
	await sendItem(item, {
		connection,
		journal: openJournal('real', home),
		by: 'test-admin',
		signal: new AbortController().signal,
		now: () => new Date(),
		tell: ({step}) => {
			if (step === at) process.kill(process.pid, 'SIGKILL');
		},
		check: async () => ({clean: true, says: 'check passes'}),
	});
	connection.close();
}

const errand = process.env['CASTELLAN_TEST_ERRAND'];
if (errand !== undefined) await run(JSON.parse(errand) as Errand);
