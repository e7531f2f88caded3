/** What a finding is about: an object, or the cluster itself. `name` is escaped. */
export type Subject = {
	/** API group; empty for the core group. */
	readonly group: string;
	readonly kind: string;
	readonly namespace?: string;
	readonly name: string;
};

export type Finding = {
	/** Name of the rule within the control, kebab-case, stable. */
	readonly check: string;
	readonly subject: Subject;
	readonly container?: string;
	/** Merge key of the list item that `path` leads to, where it is not the container: a volume's name, a subject's. */
	readonly item?: string;
	readonly level: 'fail' | 'warn';
	readonly message: string;
	/** Path of the field in the object, list indices as numbers: `spec.template.spec.containers[0].image`. */
	readonly path?: string;
	readonly value?: string;
	readonly pss?: {readonly level: 'baseline' | 'restricted'; readonly check: string};
	/** The object can be reached from outside the cluster; raises the score. */
	readonly internetFacing?: boolean;
};

/** Something that was seen and speaks for or beside the verdict; never changes a state. */
export type Evidence = {readonly text: string; readonly source?: string};

/** An object that a rule accepts on purpose, with the reason; always shown. */
export type Exemption = {readonly subject: Subject; readonly reason: string};

export type MissingRight = {
	readonly verb: string;
	readonly resource: string;
	readonly scope: string /** Rule of the reader role that grants it. */;
	readonly rule: string;
};

export type UnknownCode = 'forbidden' | 'partial' | 'hidden' | 'absent' | 'error' | 'not-asked';
export type Unknown = {
	readonly code: UnknownCode;
	readonly text: string;
	readonly missing?: readonly MissingRight[];
	/** What is missing lies in namespaces that were not to be read. */
	readonly elsewhere?: boolean;
};

export type Judged = {
	readonly findings: readonly Finding[];
	readonly seen: readonly Evidence[];
	readonly exempt: readonly Exemption[];
	/** The verdict rests on a tell-tale, a documented default, or something intended rather than seen. */
	readonly inferred?: boolean;
	/** The verdict follows from what a person attested. */
	readonly attested?: boolean;
};

export type Inspection = Judged | {readonly unknown: Unknown; readonly seen?: readonly Evidence[]} | {readonly notApplicable: string};

export function isJudged(inspection: Inspection): inspection is Judged {
	return 'findings' in inspection;
}
