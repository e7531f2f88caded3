import {componentSubject, controlPlaneOwner, overInstances, ownedBy} from '../../kube/control-plane.js';
import {type Encryption, encryptionOf} from '../../kube/secret-encryption.js';
import {type Asked, type Control, type Evidence, type Finding, hasAnswered, type Inspection, type Snapshot} from '../../model/index.js';

const says: Readonly<Record<Encryption, string>> = {
	'kms-v2': 'a key service encrypts secrets (KMS v2)',
	secretbox: 'a local key encrypts secrets (secretbox)',
	aesgcm: 'a local key encrypts secrets (AES-GCM)',
	aescbc: 'secrets are encrypted with AES-CBC, which an attacker who can write to etcd may break',
	'kms-v1': 'secrets are encrypted through KMS v1, which Kubernetes has switched off since 1.29',
	identity: 'secrets lie in etcd in clear',
	unseen: 'something encrypts secrets; with what, the API does not show',
};

function inspect(snapshot: Snapshot, {model, attested}: Asked): Inspection {
	const owner = controlPlaneOwner(snapshot, model);
	const encryption = encryptionOf(snapshot, owner);
	const secrets = snapshot.items.secrets?.length;
	const seen: Evidence[] = [
		...(encryption?.seen ?? []),
		...(secrets === undefined ? [] : [{text: `${secrets} secrets would be written anew`}]),
	];
	const unknown = (text: string): Inspection => ({unknown: {code: 'hidden', text}, seen});
	if (!encryption)
		return unknown(owner === 'managed' ? ownedBy(snapshot) : 'neither flags nor metrics of the API server tell how secrets are stored');
	const {by, inferred} = encryption;
	const judged = (findings: readonly Omit<Finding, 'subject'>[], said = false): Inspection => ({
		findings: findings.map(one => ({...one, subject: componentSubject(snapshot, 'apiServer')})),
		seen,
		exempt: [],
		...(inferred && {inferred}),
		...(said && {attested: true}),
	});
	if (by === 'kms-v2') return judged([]);
	if (by === 'identity') {
		const lab = hasAnswered(model, 'control-plane-owner', 'lab');
		return judged([{check: 'not-encrypted', level: lab ? 'warn' : 'fail', message: says.identity, value: encryption.value}]);
	}
	if (by === 'aescbc' || by === 'kms-v1') return judged([{check: 'weak-provider', level: 'warn', message: says[by], value: by}]);
	seen.push({text: says[by]});
	if (attested === 'yes' || encryption.rotates) return judged([], !encryption.rotates);
	if (attested === undefined || attested === 'does-not-apply')
		return unknown(by === 'unseen' ? says.unseen : `${says[by]}; whether the key is ever changed is not in the API`);
	return judged(
		[{check: 'key-not-rotated', level: 'warn', message: 'the key that encrypts secrets is not changed regularly, you said'}],
		true,
	);
}

export default {
	id: 'secrets-encrypted-at-rest',
	title: 'Encrypt secrets where etcd keeps them',
	layer: 'cluster',
	phase: 'build',
	severity: 'high',
	blast: 'cluster',
	fix: 'control-plane',
	threats: {external: 1, container: 1, user: 2},
	seeds: ['N3', 'N12'],
	references: {
		cis: ['1.2.27', '1.2.28'],
		eks: ['5.3.1'],
		gke: ['5.3.1'],
		aks: ['5.3.1'],
		nsa: 'Secrets',
		owasp: ['K03', 'K08'],
		microsoft: ['MS-TA9025'],
		attack: ['T1552'],
		kubescape: ['C-0066', 'C-0141', 'C-0142', 'C-0244'],
		trivy: ['KCV-0030'],
	},
	why: 'Whoever gets hold of a disk, a snapshot or a backup of etcd reads every password and token of the cluster from it.',
	risk: 'A lost key means lost secrets; every API server needs the same file, and a key service becomes a part without which none starts.',
	question: 'Are Kubernetes Secrets encrypted with a key that is not stored in the same database, and is the key rotated?',
	because: 'a copied etcd disk or backup shows every password in clear',
	verify: 'kubectl get --raw /metrics | grep apiserver_storage_transformation_operations_total',
	hidden: 'The file behind --encryption-provider-config is not in the API; GKE and AKS show nothing of it.',
	boosts: {'data-class.regulated': 1.3, 'data-class.secret': 1.4, 'compliance.any': 1.1},
	guide: {
		everywhere: [
			'Give every API server the same file, with a key service (KMS v2) first and identity last, and restart them one by one.',
			'Keep the key apart from the backups of etcd.',
			'Then have an administrator write every secret anew: kubectl get secrets --all-namespaces -o json | kubectl replace -f -',
		],
		platforms: {
			kubeadm: ['Set --encryption-provider-config in /etc/kubernetes/manifests/kube-apiserver.yaml, and mount the file and the socket'],
			k3s: ['secrets-encryption: true in /etc/rancher/k3s/config.yaml, then k3s secrets-encrypt rotate-keys'],
			eks: ['From 1.28 on EKS encrypts everything; before: aws eks associate-encryption-config'],
			gke: ['gcloud container clusters update <cluster> --database-encryption-key=<key>'],
			aks: ['az aks update --enable-azure-keyvault-kms --azure-keyvault-kms-key-id <key>'],
			openshift: ['Set spec.encryption.type of apiservers.config.openshift.io/cluster to aesgcm'],
			talos: ['Talos encrypts with secretbox; keep cluster.secretboxEncryptionSecret apart from backups'],
		},
		snippet: `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- resources: [secrets]
  providers:
  - kms: {apiVersion: v2, name: kms, endpoint: unix:///var/run/kms.sock, timeout: 3s}
  - identity: {}
`,
	},
	cluster: {
		needs: [['apiServerFlags', 'metrics', 'openshiftApiServers', 'nodes', 'version']],
		wants: ['apiServerFlags', 'metrics', 'openshiftApiServers', 'nodes', 'pods', 'settings', 'version', 'secrets'],
		inspect: (snapshot, asked) => overInstances(snapshot, 'apiServer', one => inspect(one, asked)),
	},
} satisfies Control;
