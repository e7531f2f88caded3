import type {Container, PodSpec} from '../model/index.js';
import {repositoryOf} from './images.js';
import {inForce} from './security-context.js';

/** Official images that start as root, hand their files to a user of their own, and then become that user. */
const startAsRoot =
	/^docker\.io\/library\/(nginx|httpd|postgres|mysql|mariadb|mongo|redis|valkey|rabbitmq|wordpress|php|nextcloud|ghost|influxdb|cassandra|couchdb|neo4j|drupal|joomla|haproxy|traefik|caddy|elasticsearch|zookeeper)$/;
const lowestFree = 1024;

/** What such an image needs back once everything is dropped; nothing where it is known not to be root, or the image is another. */
export function rootsOwnCapabilities(container: Container, podSpec: PodSpec): readonly string[] {
	const notRoot = inForce('runAsNonRoot', container, podSpec) === true || (inForce('runAsUser', container, podSpec) ?? 0) > 0;
	const low = (container.ports ?? []).some(({containerPort = lowestFree}) => containerPort < lowestFree);
	if (notRoot || !startAsRoot.test(repositoryOf(container.image ?? ''))) return [];
	return ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID', ...(low ? ['NET_BIND_SERVICE'] : [])];
}
