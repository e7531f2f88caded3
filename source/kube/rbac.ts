export {addedRights, defaultRules, isDefaultSubject} from './rbac/bootstrap.js';
export * from './rbac/grants.js';
export {type Lost, rightsLost} from './rbac/lost.js';
export {providerReason} from './rbac/providers.js';
export {type Asking, allows, allowsEverything, beyond, singleRights} from './rbac/rules.js';
export {type Bearer, bearerKey, bearerName, bearersOf, isOpenGroup, type Person} from './rbac/subjects.js';
