import {spawn} from 'node:child_process';
import {Failure} from '../model/index.js';

/** OSC 52 is cut off by many terminals beyond this many bytes. */
const longestEscape = 100_000;

/** Puts a text on the clipboard; says how, because no terminal answers back. */
export async function copied(text: string, environment: NodeJS.ProcessEnv = process.env): Promise<string> {
	const ways: readonly [boolean, () => Promise<boolean>, string][] = [
		[Boolean(environment['TMUX']), () => fed('tmux', ['load-buffer', '-w', '-'], text), 'sent to the clipboard through tmux'],
		[isHere(environment), () => native(text), 'copied'],
		[Buffer.byteLength(text) <= longestEscape, () => escaped(text), 'sent to the clipboard of your terminal'],
	];
	for (const [fits, way, says] of ways) if (fits && (await way())) return says;
	throw new Failure('It could not be copied.', {
		why: 'No clipboard program answered, and it is too long for the terminal.',
		steps: ['s saves it to a file.'],
	});
}

/** The desktop of this machine is the one that the person sits at. */
function isHere(environment: NodeJS.ProcessEnv): boolean {
	if (environment['SSH_CONNECTION'] || environment['SSH_TTY']) return false;
	return (
		process.platform === 'darwin' || Boolean(environment['WAYLAND_DISPLAY'] || environment['DISPLAY'] || environment['WSL_DISTRO_NAME'])
	);
}

async function native(text: string): Promise<boolean> {
	const {default: clipboard} = await import('clipboardy');
	return clipboard.write(text).then(
		() => true,
		() => false,
	);
}

/** Runs a program with this text on its input; false where it is not there or refuses. */
function fed(program: string, args: readonly string[], text: string): Promise<boolean> {
	return new Promise(resolve => {
		const child = spawn(program, args, {stdio: ['pipe', 'ignore', 'ignore']});
		child.on('error', () => resolve(false));
		child.on('close', code => resolve(code === 0));
		child.stdin.on('error', () => resolve(false));
		child.stdin.end(text);
	});
}

/** Moves no cursor, so that it may be written beside what is drawn. */
async function escaped(text: string): Promise<boolean> {
	if (!process.stdout.isTTY) return false;
	process.stdout.write(`\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`);
	return true;
}

/** Opens a file in the person's editor and waits until it is closed. */
export function edited(path: string, environment: NodeJS.ProcessEnv = process.env): Promise<void> {
	const editor = environment['VISUAL'] || environment['EDITOR'] || 'vi';
	return new Promise((resolve, reject) => {
		const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'sh', path], {stdio: 'inherit'});
		child.on('error', reject);
		child.on('close', code =>
			code === 0
				? resolve()
				: reject(new Failure(`${editor} ended with ${code ?? 'a signal'}.`, {steps: ['Set VISUAL or EDITOR to your editor.']})),
		);
	});
}
