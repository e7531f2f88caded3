import {Text} from 'ink';
import type {ReactElement} from 'react';
import type {Line} from '../lines.js';
import {asciiText, textProps} from '../theme.js';

/** One row of the screen: one Text with few spans, already cut to its width. */
export function Row({line, ascii}: {readonly line: Line; readonly ascii: boolean}): ReactElement {
	const text = (part: string) => (ascii ? asciiText(part) : part);
	if (line.length === 0) return <Text> </Text>;
	if (line.length === 1 && line[0]) return <Text {...textProps(line[0].style)}>{text(line[0].text) || ' '}</Text>;
	return (
		<Text>
			{line.map((part, index) => (
				// The place in the row is what identifies a span.
				// oxlint-disable-next-line react/no-array-index-key
				<Text key={index} {...textProps(part.style)}>
					{text(part.text)}
				</Text>
			))}
		</Text>
	);
}
