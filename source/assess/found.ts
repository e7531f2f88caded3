import {gitOwnerOf} from '../kube/git-owner.js';
import {lackingFor} from '../kube/own-rights.js';
import {ownerOf} from '../kube/ownership.js';
import {type Workload, workloadOf} from '../kube/workloads.js';
import type {Asked, AssessedFinding, Control, Finding, Owner, Snapshot, Waiver} from '../model/index.js';
import {findingId} from './identity.js';

/** What the findings of one control share. */
export type Shared = {readonly control: Control; readonly snapshot: Snapshot; readonly asked: Asked};

/** A finding whose id, owner, fix and missing right are worked out when somebody asks for them first: ten thousand are counted, few are opened. */
class Found {
	readonly #shared: Shared;
	#id: string | undefined;
	#fix: AssessedFinding['fix'] | undefined;
	/** Empty until it was asked for. */
	#git: readonly [AssessedFinding['git']] | undefined;

	constructor(finding: Finding | Found, shared: Shared, waivedBy: Waiver | undefined) {
		Object.assign(this, finding, waivedBy && {waivedBy});
		this.#shared = shared;
		if (finding instanceof Found) this.#id = finding.#id;
	}

	get id(): string {
		this.#id ??= findingId(this.#shared.control.id, this as unknown as Finding);
		return this.#id;
	}

	get fix(): AssessedFinding['fix'] {
		const {control, snapshot, asked} = this.#shared;
		this.#fix ??= fixOf(control, this as unknown as Finding, snapshot, asked);
		return this.#fix;
	}

	get lacks(): AssessedFinding['lacks'] {
		const {control, snapshot, asked} = this.#shared;
		if (!snapshot.facts.rights) return undefined;
		const remediation = control.cluster?.remediate?.(this as unknown as Finding, snapshot, {}, asked);
		return remediation && 'changes' in remediation ? lackingFor(snapshot, remediation.changes) : undefined;
	}

	/** Looks for the objects that the fix changes: only the strip of the list asks for it, of a few hundred. */
	get git(): AssessedFinding['git'] {
		this.#git ??= [gitOf(this as unknown as Finding, this.#shared)];
		return this.#git[0];
	}

	get owner(): AssessedFinding['owner'] {
		return ownerKind(this.#shared.snapshot, this as unknown as Finding);
	}

	/** Whether it was made with the same answers. */
	answers({model, attested}: Asked): boolean {
		return this.#shared.asked.model === model && this.#shared.asked.attested === attested;
	}
}

/** The finding as a verdict holds it; one that was made with the same answers is taken as it is. */
export function assessed(finding: Finding, shared: Shared, waivedBy?: Waiver): AssessedFinding {
	const before: unknown = finding;
	if (before instanceof Found && !waivedBy && before.answers(shared.asked)) return finding as AssessedFinding;
	return new Found(finding, shared, waivedBy) as unknown as AssessedFinding;
}

const owners = new WeakMap<Workload, Owner['kind']>();
function ownerKind(snapshot: Snapshot, {subject}: Finding): Owner['kind'] | undefined {
	const workload = workloadOf(snapshot, subject);
	if (!workload) return undefined;
	const known = owners.get(workload) ?? ownerOf(workload.metadata, snapshot).kind;
	owners.set(workload, known);
	return known === 'nobody' ? undefined : known;
}

function fixOf(control: Control, finding: Finding, snapshot: Snapshot, asked: Asked): AssessedFinding['fix'] {
	const remediation = control.cluster?.remediate?.(finding, snapshot, {}, asked);
	if (!remediation) return control.guide.snippet ? 'snippet' : 'guide';
	if ('changes' in remediation) return 'apply';
	if ('asks' in remediation) return 'ask';
	return 'snippet' in remediation ? 'snippet' : 'guide';
}

function gitOf(finding: Finding, {control, snapshot, asked}: Shared): AssessedFinding['git'] {
	const remediation = control.cluster?.remediate?.(finding, snapshot, {}, asked);
	return remediation && 'changes' in remediation ? gitOwnerOf(remediation.changes, snapshot) : undefined;
}
