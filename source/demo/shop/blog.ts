import type {ApiObject} from '../api-object.js';
import {account, byHelm, cronJob, deployment, namespace, object, service, statefulSet} from './builders.js';
import {canary} from './canary.js';

const ns = 'blog';
const helm = byHelm('blog', ns, 'wordpress-19.2.6');

/** A blog from a Helm chart, and what somebody added beside it. */
export function blog(): ApiObject[] {
	return [
		namespace(ns),
		account(ns, 'www', {}, helm),
		object('v1', 'Secret', ns, 'blog-db', {type: 'Opaque', stringData: {'mariadb-password': canary}}, helm),
		deployment(ns, 'www', {
			image: 'wordpress:6.4',
			replicas: 2,
			account: 'www',
			ports: [80],
			container: {env: [{name: 'WORDPRESS_DB_PASSWORD', valueFrom: {secretKeyRef: {name: 'blog-db', key: 'mariadb-password'}}}]},
			marks: helm,
		}),
		statefulSet(ns, 'db', {image: 'mariadb:10.11', replicas: 3, ports: [3306], storage: '20Gi', marks: helm}),
		deployment(ns, 'cache', {image: 'memcached:1.6', ports: [11211], marks: helm}),
		deployment(ns, 'comments', {
			image: 'ghcr.io/umputun/remark42:v1.12',
			ports: [8080],
			container: {securityContext: {capabilities: {add: ['NET_ADMIN']}}},
		}),
		deployment(ns, 'feed', {image: 'registry.shop.example/feed:0.1', replicas: 0, pod: {hostNetwork: true}}),
		cronJob(ns, 'backup', '0 2 * * *', {
			image: 'alpine:3.16',
			container: {command: ['sh', '-c', 'tar cz /site > /backup/site.tgz'], volumeMounts: [{name: 'backup', mountPath: '/backup'}]},
			pod: {volumes: [{name: 'backup', hostPath: {path: '/srv/backup'}}]},
		}),
		service(ns, 'www', 80, 80, {type: 'LoadBalancer'}, helm),
		service(ns, 'db', 3306, 3306, {clusterIP: 'None'}, helm),
		service(ns, 'cache', 11211, 11211, {}, helm),
	];
}
