import type {
	Asked,
	Attestation,
	Attested,
	Basis,
	Control,
	Finding,
	Inspection,
	Judged,
	Snapshot,
	Status,
	ThreatModel,
	Unknown,
	Verdict,
	Waiver,
} from '../model/index.js';
import {isJudged} from '../model/index.js';
import {assessed, type Shared} from './found.js';
import {explained, lookedAtInPart, missingNeeds} from './needs.js';

/** What an assessment may know besides the snapshot. */
export type Context = {
	readonly model: ThreatModel;
	/** RFC 3339; decides which attestations and waivers are too old. */
	readonly today: string;
	/** By control id. */
	readonly attestations?: Readonly<Record<string, Attestation>>;
	readonly waivers?: readonly Waiver[];
};

/** One verdict per control, in the order of the controls. */
export function assess(controls: readonly Control[], snapshot: Snapshot, context: Context): Verdict[] {
	return controls.map(control => verdictOf(control, snapshot, context));
}

export function verdictOf(control: Control, snapshot: Snapshot, context: Context): Verdict {
	const attestation = validAttestation(context.attestations?.[control.id], context.today);
	const attested = attestation && attestation.says !== 'not-sure' ? attestation.says : undefined;
	const asked: Asked = {model: context.model, ...(attested && {attested})};
	const blank = {control, findings: [], evidence: [], exempt: [], waivers: [], basis: 'observed'} as const;
	if (control.applies && !control.applies(context.model))
		return {...blank, status: 'not-applicable', notApplicable: 'the answers say that it does not apply'};
	const missing = missingNeeds(control, snapshot);
	const inspection: Inspection = missing || !control.cluster ? {unknown: missing as Unknown} : inspected({control, snapshot, asked});
	if ('notApplicable' in inspection)
		return withContradiction({...blank, status: 'not-applicable', notApplicable: inspection.notApplicable}, attestation);
	if (!isJudged(inspection)) {
		const evidence = inspection.seen ?? [];
		const unknown = explained(control, inspection.unknown, snapshot, context.model);
		if (!attestation) return {...blank, status: 'unknown', unknown, evidence};
		const said = {text: attestedText(attestation)};
		if (!attested) return {...blank, status: 'unknown', unknown, notSure: true, evidence: [...evidence, said]};
		return {
			...blank,
			status: attestedStatus(control, attested),
			basis: 'attested',
			unknown,
			evidence: [...evidence, said],
		};
	}
	const verdict = judgedVerdict(control, inspection, snapshot, context, asked);
	if (!inspection.attested || !attestation) return withContradiction(verdict, attestation);
	return {...verdict, evidence: [{text: attestedText(attestation)}, ...verdict.evidence]};
}

type Known = {readonly attested: Asked['attested']; readonly model: ThreatModel | undefined; readonly inspection: Inspection};
const inspections = new WeakMap<Snapshot, WeakMap<Control, Known>>();

/** What the rule finds; a rule that did not look at the answers is not asked again when one changes. */
function inspected(shared: Shared): Inspection {
	const {control, snapshot, asked} = shared;
	const ofSnapshot = inspections.get(snapshot) ?? new WeakMap<Control, Known>();
	inspections.set(snapshot, ofSnapshot);
	const known = ofSnapshot.get(control);
	if (known && known.attested === asked.attested && (known.model === undefined || known.model === asked.model)) return known.inspection;
	let looked = false;
	const watched: Asked = {
		...(asked.attested && {attested: asked.attested}),
		get model() {
			looked = true;
			return asked.model;
		},
	};
	const raw = (control.cluster as NonNullable<Control['cluster']>).inspect(snapshot, watched);
	// Those of the rule are let go: a large cluster has a hundred thousand.
	const inspection = isJudged(raw) ? {...raw, findings: raw.findings.map(finding => assessed(finding, shared))} : raw;
	ofSnapshot.set(control, {attested: asked.attested, model: looked ? asked.model : undefined, inspection});
	return inspection;
}

function judgedVerdict(control: Control, judged: Judged, snapshot: Snapshot, context: Context, asked: Asked): Verdict {
	const waivers = (context.waivers ?? []).filter(waiver => waiver.control === control.id);
	const shared: Shared = {control, snapshot, asked};
	const valid = waivers.filter(waiver => !isOver(waiver, context.today));
	const waiverOf = (finding: Finding) => (valid.length === 0 ? undefined : valid.find(waiver => covers(waiver, finding)));
	const findings = judged.findings.map(finding => assessed(finding, shared, waiverOf(finding)));
	const standing = findings.filter(finding => !finding.waivedBy);
	const basis: Basis = judged.attested ? 'attested' : judged.inferred ? 'inferred' : 'observed';
	const ended = endedWaivers(waivers, context.today).map(text => ({text}));
	const base = {control, basis, findings, evidence: [...judged.seen, ...ended], exempt: judged.exempt, waivers};
	if (standing.length > 0) return {...base, status: standing.some(finding => finding.level === 'fail') ? 'fail' : 'warn'};
	if (findings.length > 0) return {...base, status: 'waived'};
	const {over} = control.cluster ?? {};
	if (over && snapshot.read[over] === 'partial') return {...base, status: 'unknown', unknown: lookedAtInPart(over, snapshot)};
	return {...base, status: 'pass'};
}

function isOver({until}: Waiver, today: string): boolean {
	return until.slice(0, 10) < today.slice(0, 10);
}

/** What is to be said of waivers that are over. */
export function endedWaivers(waivers: readonly Waiver[], today: string): string[] {
	return waivers
		.filter(waiver => isOver(waiver, today))
		.map(
			({owner, until, object}) =>
				`the waiver of ${owner}${object === undefined ? '' : ` for ${object}`} ended on ${until.slice(0, 10)}: what it took away counts again`,
		);
}

function covers(waiver: Waiver, {check, subject}: Finding): boolean {
	if (waiver.check !== undefined && waiver.check !== check) return false;
	return (
		waiver.object === undefined ||
		waiver.object.toLowerCase() === `${subject.namespace ?? ''}/${subject.kind}/${subject.name}`.toLowerCase()
	);
}

const monthsValid = 12;
function validAttestation(attestation: Attestation | undefined, today: string): Attestation | undefined {
	if (!attestation) return undefined;
	const end = new Date(attestation.at);
	end.setUTCMonth(end.getUTCMonth() + monthsValid);
	return end.toISOString() > new Date(today).toISOString() ? attestation : undefined;
}

function attestedStatus(control: Control, says: Attested): Status {
	return ({yes: 'pass', partly: 'warn', no: control.neverFails ? 'warn' : 'fail', 'does-not-apply': 'not-applicable'} as const)[says];
}

function attestedText({says, by, at, note}: Attestation): string {
	return `${says.replaceAll('-', ' ')}, said by ${by} on ${at.slice(0, 10)}${note === undefined ? '' : `: ${note}`}`;
}

/** The cluster decides where it can; what a person said otherwise is shown, never dropped. */
function withContradiction(verdict: Verdict, attestation: Attestation | undefined): Verdict {
	if (!attestation || attestation.says === 'not-sure' || verdict.status === 'unknown') return verdict;
	const said = attestedStatus(verdict.control, attestation.says);
	return said === verdict.status || verdict.status === 'waived'
		? verdict
		: {...verdict, contradiction: {attested: attestation.says, observed: verdict.status}};
}
