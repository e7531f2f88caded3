// Written by `npm run generate`.
import type {Control} from '../model/index.js';
import apiServerTls from './access/api-server-tls.js';
import auditLoggingEnabled from './detection/audit-logging-enabled.js';
import k8sVersionSupported from './lifecycle/k8s-version-supported.js';
import podsNoPrivilegeEscalation from './pod-security/pods-no-privilege-escalation.js';

/** Every control, by folder and name. */
export const controls: readonly Control[] = [apiServerTls, podsNoPrivilegeEscalation, auditLoggingEnabled, k8sVersionSupported];
