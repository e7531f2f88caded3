import {controlPlaneOwner} from '../../kube/control-plane.js';
import {flag} from '../../kube/flags.js';
import {at, text} from '../../kube/keep/raw.js';
import {type Asked, type Control, type Evidence, type Finding, hasAnswered, type Inspection, type Snapshot} from '../../model/index.js';

const group = 'cert-manager.io';
const hour = 60 * 60 * 1000;
const patience = 24 * hour;

/** Certificates that cert-manager has failed to make or renew for more than a day. */
function failing({items, takenAt}: Snapshot): Finding[] {
	return (items.certificates ?? []).flatMap(({metadata, ready, since}): Finding[] => {
		const hours = since === undefined ? Number.NaN : Math.floor((Date.parse(takenAt) - Date.parse(since)) / hour);
		if (ready !== false || !(hours * hour > patience)) return [];
		return [
			{
				check: 'not-ready',
				subject: {group, kind: 'Certificate', namespace: metadata.namespace ?? '', name: metadata.name},
				level: 'fail',
				message: `cert-manager has not been able to make or renew it for ${Math.floor(hours / 24)} days`,
			},
		];
	});
}

/** Authorities whose own certificate nobody renews: no Certificate stands behind their Secret. */
function unmanaged({items}: Snapshot): Finding[] {
	const renewed = new Set(
		(items.certificates ?? []).flatMap(({isCA, secretName}) => (isCA === true && secretName !== undefined ? [secretName] : [])),
	);
	return (items.clusterIssuers ?? []).flatMap(({metadata, spec}): Finding[] => {
		const secret = text(at(spec, 'ca', 'secretName'));
		if (secret === undefined || renewed.has(secret)) return [];
		return [
			{
				check: 'authority-unmanaged',
				subject: {group, kind: 'ClusterIssuer', name: metadata.name},
				level: 'warn',
				message: `the CA in secret ${secret} is renewed by nobody: no Certificate makes it`,
				path: 'spec.ca.secretName',
			},
		];
	});
}

/** What was said about an owner and a plan. */
function said({model, attested}: Asked): Omit<Finding, 'subject'>[] {
	if (attested === 'partly')
		return [{check: 'attested-partly', level: 'warn', message: 'not every CA has an owner and a plan for its renewal, you said'}];
	if (attested !== 'no') return [];
	const level = hasAnswered(model, 'environment', 'prod', 'unsure') ? 'fail' : 'warn';
	return [{check: 'attested-no', level, message: 'no CA has an owner and a plan for its renewal, you said'}];
}

function inspect(snapshot: Snapshot, asked: Asked): Inspection {
	const {attested} = asked;
	const managed = controlPlaneOwner(snapshot, asked.model) === 'managed';
	const cluster = {group: '', kind: 'Cluster', name: 'certificate authorities'};
	const own = [...failing(snapshot), ...unmanaged(snapshot)];
	const certificates = snapshot.items.certificates?.length ?? 0;
	const duration = flag(snapshot, 'controllerManager', '--cluster-signing-duration');
	const seen: Evidence[] = [
		...(certificates > 0 ? [{text: `cert-manager keeps ${certificates} ${certificates === 1 ? 'certificate' : 'certificates'}`}] : []),
		...(duration ? [{text: `certificates of the cluster are signed for ${duration.value}`, source: duration.where}] : []),
		...(managed ? [{text: 'the CA of the cluster belongs to the provider; only those of applications are judged'}] : []),
	];
	if (attested === 'does-not-apply' && own.length === 0) return {notApplicable: 'no CA is yours, you said'};
	const findings = [...own, ...said(asked).map(one => ({...one, subject: cluster}))];
	if (findings.length === 0 && attested !== 'yes')
		return {unknown: {code: 'not-asked', text: 'who owns the authorities, and how they are renewed, is not in the cluster'}, seen};
	const exempt = managed ? [{subject: cluster, reason: 'the CA of a managed control plane belongs to its provider'}] : [];
	return {findings, seen, exempt, ...(own.length === 0 && {attested: true})};
}

export default {
	id: 'cert-lifecycle-managed',
	title: 'Have an owner and a plan for every CA',
	layer: 'cluster',
	phase: 'build',
	severity: 'medium',
	blast: 'cluster',
	fix: 'process',
	threats: {external: 1, container: 1, user: 1},
	seeds: ['N8'],
	references: {
		cis: ['2.7', '1.2.25', '1.3.5'],
		nsa: 'Encryption',
		owasp: ['K07', 'K09'],
		kubescape: ['C-0139', 'C-0148', 'C-0159'],
		trivy: ['KCV-0028', 'KCV-0037'],
	},
	why: 'A CA without an owner runs out by surprise and stops the cluster, or its key lies where a thief finds it and signs any login.',
	risk: 'A CA that changes before its certificate was handed out cuts off every client.',
	question: 'Is there a written owner and rotation plan for every CA your cluster trusts?',
	because: 'nobody is named as owner of the keys your cluster trusts',
	verify: 'kubectl get certificates --all-namespaces; kubeadm certs check-expiration',
	hidden: 'Who owns a CA, and whether a plan exists, is not in the cluster.',
	guide: {
		everywhere: [
			'List every CA: of the cluster, of etcd, of the front proxy, of applications, of meshes and webhooks.',
			'Name an owner for each, write down where its key lies, and when and how it is changed.',
			'Have cert-manager make the CAs of applications, and hand their certificates out with trust-manager.',
		],
		platforms: {
			kubeadm: ['kubeadm certs check-expiration shows the CAs of the cluster; keep their keys off the machines where you can'],
			k3s: ['k3s certificate rotate-ca'],
			talos: ['talosctl rotate-ca'],
		},
		snippet: `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop-ca, namespace: cert-manager}
spec: {isCA: true, commonName: shop-ca, secretName: shop-ca, duration: 8760h, renewBefore: 2160h, privateKey: {rotationPolicy: Always}, issuerRef: {kind: ClusterIssuer, name: root}}
`,
	},
	cluster: {
		needs: ['certificates', 'clusterIssuers'],
		wants: ['controllerManagerFlags', 'nodes', 'pods', 'settings', 'version'],
		inspect,
	},
} satisfies Control;
