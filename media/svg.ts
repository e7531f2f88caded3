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

/** The cells of a terminal as a picture: what the program drew, nothing else. */
export function svgOf(terminal: Terminal, title: string): string {
	const {active} = terminal.buffer;
	const width = terminal.cols * cellWidth + 2 * padding;
	const height = terminal.rows * lineHeight + 2 * padding;
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
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width.toFixed(0)} ${height}" width="${width.toFixed(0)}" height="${height}" role="img" aria-label="${escaped(title)}">
<rect width="100%" height="100%" rx="8" fill="${background}"/>
<g font-family="ui-monospace, 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="${foreground}">
${lines.join('\n')}
</g>
</svg>
`;
}
