import type {Layer, Phase, SeedItem} from '../model/index.js';

/** One of the fifteen items of the checklist of layers and phases. */
export type ChecklistItem = {readonly id: SeedItem; readonly title: string; readonly layer: Layer; readonly phase: Phase};

/** In the order of the map: layer by layer, build before operate. */
export const checklistItems: readonly ChecklistItem[] = [
	{id: 'N1', title: 'image scanning', layer: 'application', phase: 'build'},
	{id: 'N2', title: 'image provenance', layer: 'application', phase: 'operate'},
	{id: 'N3', title: 'secrets', layer: 'application', phase: 'operate'},
	{id: 'N4', title: 'namespaces', layer: 'application', phase: 'operate'},
	{id: 'N5', title: 'network policies', layer: 'application', phase: 'operate'},
	{id: 'N6', title: 'RBAC', layer: 'cluster', phase: 'build'},
	{id: 'N7', title: 'audit logging', layer: 'cluster', phase: 'build'},
	{id: 'N8', title: 'certificates', layer: 'cluster', phase: 'build'},
	{id: 'N9', title: 'pod security', layer: 'cluster', phase: 'build'},
	{id: 'N10', title: 'identity', layer: 'cluster', phase: 'operate'},
	{id: 'N11', title: 'upgrades', layer: 'cluster', phase: 'operate'},
	{id: 'N12', title: 'CIS benchmark', layer: 'cluster', phase: 'operate'},
	{id: 'N13', title: 'minimal OS', layer: 'infrastructure', phase: 'build'},
	{id: 'N14', title: 'OS hardening', layer: 'infrastructure', phase: 'build'},
	{id: 'N15', title: 'container engine', layer: 'infrastructure', phase: 'operate'},
];
