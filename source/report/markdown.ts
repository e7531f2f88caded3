import {type Question, ticks} from '../model/index.js';
import {gapLines} from './gap-lines.js';
import type {Report, ReportedControl, ReportedFinding} from './json.js';

/** What stands in a report besides its data. */
export type MarkdownWords = {
	readonly questions: readonly Question[];
	/** How to put a control right, by id: a few lines. */
	readonly fixes: (id: string) => readonly string[];
};

const most = 10;
const mostFindings = 25;
const statusWord = {fail: 'fail', warn: 'warn', unknown: 'unknown', pass: 'pass', 'not-applicable': 'n/a', waived: 'waived'} as const;

/** A report to hand on: what matters most and why, everything that was found, what is not known, what was accepted. */
export function markdown(report: Report, words: MarkdownWords): string {
	const {cluster, controls, coverage, takenAt, castellan} = report;
	const needsWork = controls.filter(({status}) => status === 'fail' || status === 'warn');
	const count = (status: ReportedControl['status']) => controls.filter(one => one.status === status).length;
	return `${[
		`# Hardening of ${plain(cluster.context ?? cluster.id)}`,
		`${takenAt.slice(0, 16).replace('T', ' ')} UTC, ${cluster.source === 'offline' ? 'answered without a cluster' : `${cluster.source}${cluster.server ? ` ${plain(cluster.server)}` : ''}${cluster.version ? `, Kubernetes ${plain(cluster.version)}` : ''}`}, castellan ${castellan}`,
		`**${count('fail')} fail, ${count('warn')} warn, ${count('unknown')} unknown, ${count('pass')} pass, ${count('waived')} waived.** ${coverage.decided} of ${coverage.applicable} that apply are known. There is no overall grade: compare fails, warns and what is known.`,
		'## Who might attack it',
		threatModel(report, words.questions),
		`## The ${Math.min(most, needsWork.length)} that matter most`,
		...(needsWork.length === 0
			? ['Nothing fails and nothing warns.']
			: needsWork.slice(0, most).map(one => section(one, words.fixes(one.id)))),
		'## Everything',
		table(controls),
		...(needsWork.length > most ? ['## What was found in the others', ...needsWork.slice(most).map(one => findings(one))] : []),
		...unknowns(controls),
		...waived(controls),
		...contradictions(controls),
		...gaps(report),
	]
		.filter(Boolean)
		.join('\n\n')}\n`;
}

/** Text of a cluster inside Markdown: nothing of it may become markup. */
export function plain(text: string): string {
	return text.replace(/[\\`*_[\]<>|~&]/g, character => `\\${character}`).replaceAll('\n', ' ');
}

function threatModel({threatModel: {scores, answers}}: Report, questions: readonly Question[]): string {
	const rows = questions.map(question => {
		const {value, basis} = answers[question.id];
		const said = ticks(value)
			.map(tick => question.options.find(option => option.value === tick)?.says ?? tick)
			.join('; ');
		return `| ${plain(question.short)} | ${plain(said)} | ${basis === 'not-asked' ? 'open' : basis} |`;
	});
	return [
		`Of 20 each: outsider ${scores.external}, hijacked container ${scores.container}, stolen login ${scores.user}.`,
		'',
		'| question | answer | known by |',
		'| --- | --- | --- |',
		...rows,
	].join('\n');
}

function section(control: ReportedControl, fixes: readonly string[]): string {
	return [
		`### ${control.rank ?? ''}. ${plain(control.title)} (${statusWord[control.status]}, ${control.severity})`,
		'',
		plain(control.reason),
		'',
		...control.findings.slice(0, mostFindings).map(findingLine),
		...(control.findings.length > mostFindings ? [`- … and ${control.findings.length - mostFindings} more`] : []),
		...(fixes.length > 0 ? ['', ...fixes.map(line => `> ${plain(line)}`)] : []),
	].join('\n');
}

function findings({title, findings: all}: ReportedControl): string {
	return [
		`### ${plain(title)}`,
		'',
		...all.slice(0, mostFindings).map(findingLine),
		...(all.length > mostFindings ? [`- … and ${all.length - mostFindings} more`] : []),
	].join('\n');
}

function findingLine({level, kind, namespace, name, message, waived: isWaived}: ReportedFinding): string {
	const where = kind === 'Cluster' ? '' : `${namespace === null ? '' : `${plain(namespace)}/`}${kind.toLowerCase()}/${plain(name)}: `;
	return `- ${isWaived ? 'waived' : level} ${where}${plain(message)}`;
}

function table(controls: readonly ReportedControl[]): string {
	return [
		'| rank | state | severity | control | objects |',
		'| ---: | --- | --- | --- | ---: |',
		...controls.map(
			({rank, status, severity, title, id, findings: all, basis}) =>
				`| ${rank ?? ''} | ${statusWord[status]}${basis === 'attested' ? ' (attested)' : basis === 'inferred' ? ' (inferred)' : ''} | ${severity} | ${plain(title)} (${id}) | ${all.length > 0 ? new Set(all.map(({kind, namespace, name}) => `${kind}/${namespace ?? ''}/${name}`)).size : ''} |`,
		),
	].join('\n');
}

function unknowns(controls: readonly ReportedControl[]): string[] {
	const open = controls.filter(({status}) => status === 'unknown');
	if (open.length === 0) return [];
	return ['## What is not known', open.map(({title, unknown}) => `- ${plain(title)}: ${plain(unknown?.text ?? '')}`).join('\n')];
}

function waived(controls: readonly ReportedControl[]): string[] {
	const all = controls.flatMap(({title, waivers}) => waivers.map(waiver => ({title, ...waiver})));
	if (all.length === 0) return [];
	return [
		'## What was accepted',
		all
			.map(
				({title, object, owner, reason, until}) =>
					`- ${plain(title)}${object === undefined ? '' : `, ${plain(object)}`}: ${plain(owner)}, until ${until.slice(0, 10)}: ${plain(reason)}`,
			)
			.join('\n'),
	];
}

function contradictions(controls: readonly ReportedControl[]): string[] {
	const all = controls.filter(({contradiction}) => contradiction);
	if (all.length === 0) return [];
	return [
		'## Where the cluster says otherwise',
		all.map(({title, contradiction}) => `- ${plain(title)}: said ${contradiction?.attested}, seen ${contradiction?.observed}`).join('\n'),
	];
}

function gaps({gaps: all}: Report): string[] {
	if (all.length === 0) return [];
	return [
		'## What could not be read',
		gapLines(all)
			.map(one => `- ${plain(one)}`)
			.join('\n'),
	];
}
