import {badContainers, butOwnUsers, type Check, containersNamed, found, namesOf, placesOf, type Rule, settersOf} from './check.js';

const reason = 'runAsNonRoot != true';
const mayBeRoot: Rule = pod => {
	const asked = settersOf(pod, 'runAsNonRoot', ({runAsNonRoot}) => (runAsNonRoot === false ? 'false' : undefined));
	if (asked.places.length > 0) return found(asked.places, reason, `${asked.says} must not set securityContext.runAsNonRoot=false`);
	const whole = pod.spec.securityContext?.runAsNonRoot === true;
	const silent = badContainers(pod, ({container}) =>
		whole || container.securityContext?.runAsNonRoot !== undefined ? [] : [['securityContext.runAsNonRoot']],
	);
	return found(placesOf(silent), reason, `pod or ${containersNamed(namesOf(silent))} must set securityContext.runAsNonRoot=true`);
};
const runAsNonRoot: Check = {
	id: 'runAsNonRoot',
	level: 'restricted',
	since: [
		[0, mayBeRoot],
		[35, butOwnUsers(mayBeRoot)],
	],
};

const isRoot: Rule = pod => {
	const {says, places} = settersOf(pod, 'runAsUser', ({runAsUser}) => (runAsUser === 0 ? '0' : undefined));
	return found(places, 'runAsUser=0', `${says} must not set runAsUser=0`);
};
const runAsUser: Check = {
	id: 'runAsUser',
	level: 'restricted',
	since: [
		[23, isRoot],
		[35, butOwnUsers(isRoot)],
	],
};

/** Who a process runs as. */
export const userChecks: readonly Check[] = [runAsNonRoot, runAsUser];
