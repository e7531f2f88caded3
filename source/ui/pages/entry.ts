import {type JournalEntry, type Json, visible} from '../../model/index.js';

/** One change of the journal, both sides of every touched field. */
export function entryPage({id, group, change, touched, at, by, state, note, controls, undoes}: JournalEntry): string[] {
	const {target} = change;
	return [
		`change ${id} of group ${group}, ${state}, ${at}`,
		`${change.action} ${target.kind} ${visible(`${target.namespace === undefined ? '' : `${target.namespace}/`}${target.name}`)}, sent by ${by}`,
		...(controls.length > 0 ? [`for ${controls.join(', ')}`] : []),
		...(undoes === undefined ? [] : [`takes back change ${undoes}`]),
		...(note === undefined ? [] : [note]),
		'',
		...touched.flatMap(field => [visible(field.path.join('.')), `  - ${shown(field.before)}`, `  + ${shown(field.after)}`]),
	];
}

function shown(value: Json | undefined): string {
	return value === undefined ? '(absent)' : visible(JSON.stringify(value));
}
