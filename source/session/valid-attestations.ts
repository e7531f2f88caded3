import {type Attestation, statements, visible} from '../model/index.js';

const states = new Set<unknown>(statements);

/** What a file holds as attestations by control id, reduced to those that are whole. */
export function validAttestations(raw: unknown): Record<string, Attestation> {
	if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return {};
	return Object.fromEntries(
		Object.entries(raw as Record<string, Partial<Record<keyof Attestation, unknown>> | null>).flatMap(([id, attestation]) => {
			if (typeof attestation !== 'object' || attestation === null) return [];
			const {says, by, at, note} = attestation;
			return states.has(says) && typeof by === 'string' && typeof at === 'string' && !Number.isNaN(Date.parse(at))
				? [[id, {says: says as Attestation['says'], by: visible(by), at, ...(typeof note === 'string' && {note: visible(note)})}] as const]
				: [];
		}),
	);
}
