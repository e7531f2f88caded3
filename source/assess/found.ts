import {gitOwnerOf} from '../kube/git-owner.js';
import {lackingFor} from '../kube/own-rights.js';
import {ownerOf} from '../kube/ownership.js';
import {type Workload, workloadOf} from '../kube/workloads.js';
import type {Asked, AssessedFinding, Control, Finding, Owner, Remediation, Snapshot, Waiver} from '../model/index.js';
import {findingId} from './identity.js';

/** What the findings of one control share. */
export type Shared = {readonly control: Control; readonly snapshot: Snapshot; readonly asked: Asked};

/** A finding whose id, owner, fix and missing right are worked out when somebody asks for them first: ten thousand are counted, few are opened. */
class Found {
	readonly #shared: Shared;
	#id: string | undefined;
	#fix: AssessedFinding['fix'] | undefined;
	#lacks: readonly [AssessedFinding['lacks']] | undefined;
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
		this.#fix ??= fixOf(this.#shared.control, this.#remediation());
		return this.#fix;
	}

	get lacks(): AssessedFinding['lacks'] {
		const {snapshot} = this.#shared;
		if (!snapshot.facts.rights) return undefined;
		if (!this.#lacks) {
			const changes = this.#changes();
			this.#lacks = [changes && lackingFor(snapshot, changes)];
		}
		return this.#lacks[0];
	}

	/** Looks for the objects that the fix changes: only the strip of the list asks for it, of a few hundred. */
	get git(): AssessedFinding['git'] {
		if (!this.#git) {
			const changes = this.#changes();
			this.#git = [changes && gitOwnerOf(changes, this.#shared.snapshot)];
		}
		return this.#git[0];
	}

	get owner(): AssessedFinding['owner'] {
		return ownerKind(this.#shared.snapshot, this as unknown as Finding);
	}

	/** Not kept: ten thousand remedies are large, and few are asked for twice. */
	#remediation(): Remediation | undefined {
		const {control, snapshot, asked} = this.#shared;
		return control.cluster?.remediate?.(this as unknown as Finding, snapshot, {}, asked);
	}

	#changes() {
		const remediation = this.#remediation();
		return remediation && 'changes' in remediation ? remediation.changes : undefined;
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

function fixOf({guide}: Control, remediation: Remediation | undefined): AssessedFinding['fix'] {
	if (!remediation) return guide.snippet ? 'snippet' : 'guide';
	if ('changes' in remediation) return 'apply';
	if ('asks' in remediation) return 'ask';
	return 'snippet' in remediation ? 'snippet' : 'guide';
}
