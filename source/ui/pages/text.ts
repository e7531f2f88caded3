import {wrapped} from '../lines.js';
import {home, type ScreenOf} from '../state.js';

/** A page of sentences. */
export function readingPage(title: string, lines: readonly string[]): ScreenOf<'text'> {
	return {name: 'text', title, lines, cursor: home, left: 0, wrap: true};
}

/** A page of YAML, which is never wrapped without being asked to. */
export function yamlPage(title: string, yaml: string, file = 'change.yaml'): ScreenOf<'text'> {
	return {name: 'text', title, lines: yaml.split('\n'), cursor: home, left: 0, wrap: false, file};
}

/** The lines of a page as they are seen: wrapped at words, or one to one. */
export function textLines({lines, wrap}: Pick<ScreenOf<'text'>, 'lines' | 'wrap'>, width: number): string[] {
	return wrap ? lines.flatMap(text => wrapped(text, width, /^\s*/.exec(text)?.[0] ?? '')) : [...lines];
}
