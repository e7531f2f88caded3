import {type ChildProcess, spawn} from 'node:child_process';

/** Ends what was started here even where this process is killed or crashes, and removes its folder. */
export type Guard = {readonly watch: (pid: number) => void; readonly dismiss: () => void};

/** A shell that waits for the end of its input, which comes with the end of this process. */
const script = `trap '' INT TERM HUP
while read -r pid; do pids="$pids $pid"; done
for pid in $pids; do kill -9 "$pid" 2>/dev/null; done
rm -rf -- "$1"`;

export function guardOf(folder: string): Guard {
	const shell: ChildProcess = spawn('sh', ['-c', script, 'guard', folder], {stdio: ['pipe', 'ignore', 'ignore'], detached: true});
	shell.stdin?.on('error', () => undefined);
	shell.unref();
	return {
		watch: pid => void shell.stdin?.write(`${pid}\n`),
		dismiss: () => void shell.kill('SIGKILL'),
	};
}
