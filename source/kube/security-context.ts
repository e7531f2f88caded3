import type {Container, PodSpec, SecurityContext} from '../model/index.js';

/** As the kernel writes them: upper case, without CAP_. */
export function capabilityName(text: string): string {
	return text.toUpperCase().replace(/^CAP_/, '');
}

export function addedCapabilities(securityContext: SecurityContext | undefined): readonly string[] {
	return (securityContext?.capabilities?.add ?? []).map(capabilityName);
}

export function droppedCapabilities(securityContext: SecurityContext | undefined): readonly string[] {
	return (securityContext?.capabilities?.drop ?? []).map(capabilityName);
}

/** What holds for a container where it and its pod may both say it: the container's word counts. */
export function inForce<K extends keyof SecurityContext & keyof NonNullable<PodSpec['securityContext']>>(
	key: K,
	container: Container,
	podSpec: PodSpec,
): SecurityContext[K] | undefined {
	return container.securityContext?.[key] ?? podSpec.securityContext?.[key];
}

/** Whether a container is a process of its Windows node; the options of Windows are joined field by field. */
export function isHostProcess({securityContext}: Container, podSpec: PodSpec): boolean {
	return (securityContext?.windowsOptions?.hostProcess ?? podSpec.securityContext?.windowsOptions?.hostProcess) === true;
}
