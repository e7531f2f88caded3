import type {IBufferCell, Terminal} from '@xterm/headless';

const cellWidth = 8.4;
const lineHeight = 18;
const padding = 14;
/** The sixteen colours of a terminal, as most dark themes have them. */
const palette = [
	'#1e2127',
	'#e06c75',
	'#98c379',
	'#e5c07b',
	'#61afef',
	'#c678dd',
	'#56b6c2',
	'#abb2bf',
	'#5c6370',
	'#e06c75',
	'#98c379',
	'#e5c07b',
	'#61afef',
	'#c678dd',
	'#56b6c2',
	'#ffffff',
];
const foreground = '#d7dae0';
const background = '#1e2127';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function styleOf(cell: IBufferCell): string {
	const colour = cell.isFgPalette() ? (palette[cell.getFgColor()] ?? foreground) : foreground;
	return [colour === foreground ? '' : `fill="${colour}"`, cell.isBold() ? 'font-weight="bold"' : '', cell.isDim() ? 'opacity="0.6"' : '']
		.filter(Boolean)
		.join(' ');
}

/** What a terminal shows now, as elements of a picture. */
export function cellsOf(terminal: Terminal): string {
	const {active} = terminal.buffer;
	const lines: string[] = [];
	for (let row = 0; row < terminal.rows; row += 1) {
		const line = active.getLine(active.baseY + row);
		if (!line) continue;
		let column = 0;
		while (column < terminal.cols) {
			const first = line.getCell(column);
			if (!first) break;
			const style = styleOf(first);
			const start = column;
			let text = '';
			for (; column < terminal.cols; column += 1) {
				const cell = line.getCell(column);
				if (!cell || styleOf(cell) !== style) break;
				if (cell.getWidth() > 0) text += cell.getChars() || ' ';
			}
			if (text.trim() === '') continue;
			const x = padding + start * cellWidth;
			const y = padding + row * lineHeight + 13;
			lines.push(
				`<text x="${x.toFixed(1)}" y="${y}" textLength="${(text.trimEnd().length * cellWidth).toFixed(1)}"${style ? ` ${style}` : ''} xml:space="preserve">${escaped(text.trimEnd())}</text>`,
			);
		}
	}
	return lines.join('\n');
}

function framed({cols, rows}: Pick<Terminal, 'cols' | 'rows'>, title: string, inner: string): string {
	const width = (cols * cellWidth + 2 * padding).toFixed(0);
	const height = rows * lineHeight + 2 * padding;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<rect width="100%" height="100%" rx="8" fill="${background}"/>
<g font-family="ui-monospace, 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="${foreground}">
${inner}
</g>
</svg>
`;
}

/** The cells of a terminal as a picture: what the program drew, nothing else. */
export function svgOf(terminal: Terminal, title: string): string {
	return framed(terminal, title, cellsOf(terminal));
}

/** Several of them one after another, each for so many seconds, over and over. Without animation the last one is seen. */
export function movingSvg(size: Pick<Terminal, 'cols' | 'rows'>, title: string, frames: readonly string[], seconds: number): string {
	const whole = frames.length * seconds;
	const shown = frames.map((cells, index) => {
		const [from, to] = [index / frames.length, (index + 1) / frames.length];
		const times = [...new Set([0, from, to, 1])];
		const values = times.map(time => (time >= from && time < to ? 1 : 0));
		const isLast = index === frames.length - 1;
		return `<g opacity="${isLast ? 1 : 0}"><animate attributeName="opacity" calcMode="discrete" dur="${whole}s" repeatCount="indefinite" keyTimes="${times.map(time => Number(time.toFixed(4))).join(';')}" values="${values.join(';')}"/>
${cells}
</g>`;
	});
	return framed(size, title, shown.join('\n'));
}
