import type {ApiObject} from '../api-object.js';
import {account, binding, cronJob, deployment, ingress, job, namespace, object, pod, service, statefulSet} from './builders.js';
import {canary} from './canary.js';

const ns = 'ci';
const dockerSocket = {volumes: [{name: 'docker', hostPath: {path: '/var/run/docker.sock', type: 'Socket'}}]};

/** Where everything is built and deployed from, with all the rights there are. */
export function ci(): ApiObject[] {
	return [
		namespace(ns, {team: 'platform'}),
		account(ns, 'ci-deployer'),
		account(ns, 'jenkins'),
		binding(undefined, 'ci-deployer-admin', 'ClusterRole/cluster-admin', [{kind: 'ServiceAccount', name: 'ci-deployer', namespace: ns}]),
		binding(ns, 'jenkins', 'ClusterRole/admin', [{kind: 'ServiceAccount', name: 'jenkins', namespace: ns}]),
		object('v1', 'Secret', ns, 'registry-push', {type: 'Opaque', stringData: {token: canary}}),
		deployment(ns, 'runner', {
			image: 'gitlab/gitlab-runner:v16.6.1',
			replicas: 2,
			account: 'ci-deployer',
			container: {volumeMounts: [{name: 'docker', mountPath: '/var/run/docker.sock'}], env: [{name: 'CI_SERVER_TOKEN', value: canary}]},
			pod: dockerSocket,
		}),
		deployment(ns, 'build-daemon', {
			image: 'docker:24.0-dind',
			container: {securityContext: {privileged: true}, env: [{name: 'DOCKER_TLS_CERTDIR', value: ''}]},
		}),
		statefulSet(ns, 'jenkins', {image: 'jenkins/jenkins:2.426-lts', account: 'jenkins', ports: [8080], storage: '30Gi'}),
		deployment(ns, 'artifact-cache', {
			image: 'nginxinc/nginx-unprivileged:1.25',
			ports: [8080],
			container: {securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: ['ALL']}}},
			pod: {automountServiceAccountToken: false, securityContext: {runAsNonRoot: true, seccompProfile: {type: 'RuntimeDefault'}}},
		}),
		deployment(ns, 'registry-mirror', {image: 'registry:2.8', ports: [5000], pod: {hostNetwork: true}}),
		cronJob(ns, 'cleanup', '0 4 * * *', {
			image: 'registry.shop.example/cleanup:0.2',
			container: {
				command: ['sh', '-c', 'chroot /host crictl rmi --prune'],
				securityContext: {privileged: true},
				volumeMounts: [{name: 'host', mountPath: '/host'}],
			},
			pod: {hostPID: true, volumes: [{name: 'host', hostPath: {path: '/'}}]},
		}),
		job(ns, 'image-build-1842', {
			image: 'gcr.io/kaniko-project/executor:v1.9.1',
			container: {args: ['--context=git://git.shop.example/web', '--destination=registry.shop.example/web:1842']},
		}),
		pod(ns, 'debug-anna', {
			image: 'nicolaka/netshoot:v0.11',
			container: {command: ['sleep', 'infinity'], securityContext: {capabilities: {add: ['NET_ADMIN', 'SYS_PTRACE']}}},
			pod: {hostPID: true},
		}),
		service(ns, 'jenkins', 8080, 8080),
		service(ns, 'artifact-cache', 8080, 8080),
		ingress(ns, 'jenkins', 'ci.shop.example', 'jenkins', 8080),
		object('v1', 'ResourceQuota', ns, 'builds', {spec: {hard: {pods: '60'}}}),
	];
}
