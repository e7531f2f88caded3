/** The three groups of attackers: a stranger outside, a hijacked container, a stolen login. */
export type Threat = 'external' | 'container' | 'user';
export const threats: readonly Threat[] = ['external', 'container', 'user'];

/** One number per threat. */
export type PerThreat<T = number> = Record<Threat, T>;

export type Layer = 'application' | 'cluster' | 'infrastructure';
export type Phase = 'build' | 'operate';
export type Severity = 'critical' | 'high' | 'medium' | 'low';
/** How far the damage reaches where the control does not hold. */
export type Blast = 'cluster' | 'node' | 'namespace' | 'workload';
/** The usual way to put a control right; gives `ease` of the score. */
export type FixKind = 'patch' | 'manifest' | 'command' | 'control-plane' | 'node' | 'provider' | 'process';

export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
