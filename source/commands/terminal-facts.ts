import {visible} from '../model/index.js';

/** A terminal that does not speak UTF-8 gets plain characters. */
export function isAscii(environment: NodeJS.ProcessEnv): boolean {
	const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '';
	return (
		environment['CASTELLAN_ASCII'] === '1' ||
		environment['TERM'] === 'linux' ||
		(locale !== '' && !/utf-?8/i.test(locale) && locale !== 'C.UTF-8' && !/^(C|POSIX)$/.test(locale))
	);
}

/** No screen can be drawn here: not a terminal, or one that can only print. */
export function isPlainTerminal(environment: NodeJS.ProcessEnv): boolean {
	return !process.stdin.isTTY || !process.stdout.isTTY || environment['TERM'] === 'dumb';
}

/** What the terminal can, in lines. */
export function terminalFacts(environment: NodeJS.ProcessEnv): string[] {
	const {isTTY, columns, rows} = process.stdout;
	const clipboard = environment['TMUX']
		? 'through tmux'
		: environment['SSH_CONNECTION']
			? 'through the terminal (OSC 52)'
			: environment['WAYLAND_DISPLAY'] || environment['DISPLAY'] || process.platform === 'darwin'
				? 'of this desktop'
				: 'through the terminal (OSC 52)';
	return [
		isTTY
			? `${columns}x${rows}, TERM ${visible(environment['TERM'] ?? 'not set')}`
			: 'output is not a terminal: the wizard asks line by line',
		environment['NO_COLOR'] ? 'no colour: NO_COLOR is set' : 'colour',
		isAscii(environment) ? 'plain characters: the locale is not UTF-8' : 'Unicode characters; CASTELLAN_ASCII=1 takes plain ones',
		`clipboard: ${clipboard}`,
		`editor: ${visible(environment['VISUAL'] || environment['EDITOR'] || 'vi')}`,
	];
}
