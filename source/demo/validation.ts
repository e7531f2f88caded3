import {type Cause, forbiddenValue, invalidValue, requiredValue} from './answers.js';
import {type ApiObject, isEqual, labelsAt, podTemplatePath, type Tree, textAt, treeAt, treesAt} from './api-object.js';

const securityContextFields =
	'Capabilities Privileged SELinuxOptions WindowsOptions RunAsUser RunAsGroup RunAsNonRoot ReadOnlyRootFilesystem AllowPrivilegeEscalation ProcMount SeccompProfile AppArmorProfile';

/** What the server finds wrong with an object of a built-in kind: the rules that a fix can break, in the server's words. */
export function causesOf(object: ApiObject, before?: ApiObject): Cause[] {
	return [...namesOf(object), ...podCauses(object), ...selectorCauses(object), ...(before ? changeCauses(object, before) : [])];
}

const dnsName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const subdomain =
	"a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const label =
	"a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

function namesOf({apiVersion, kind, metadata: {name}}: ApiObject): Cause[] {
	if (apiVersion.startsWith('rbac.')) return [];
	if (kind === 'Namespace') return dnsLabel.test(name) ? [] : [invalidValue('metadata.name', name, label)];
	return dnsName.test(name) ? [] : [invalidValue('metadata.name', name, subdomain)];
}

function podCauses(object: ApiObject): Cause[] {
	const path = podTemplatePath(object.kind);
	const spec = path && treeAt(object, ...path, 'spec');
	if (!spec) return [];
	const at = [...path, 'spec'].join('.');
	const containers = treesAt(spec, 'containers');
	const claims = treesAt(object, 'spec', 'volumeClaimTemplates').map(claim => textAt(claim, 'metadata', 'name'));
	const sound = treesAt(spec, 'volumes').filter(volume => volumeCauses(volume, '').length === 0);
	const volumes = [...sound.map(volume => textAt(volume, 'name')), ...claims];
	const all = [
		...treesAt(spec, 'initContainers').map((container, index) => [container, `${at}.initContainers[${index}]`] as const),
		...containers.map((container, index) => [container, `${at}.containers[${index}]`] as const),
	];
	return [
		...treesAt(spec, 'volumes').flatMap((volume, index) => volumeCauses(volume, `${at}.volumes[${index}]`)),
		...(containers.length === 0 ? [requiredValue(`${at}.containers`)] : []),
		...all.flatMap(([container, where]) => containerCauses(container, where, volumes)),
	];
}

function volumeCauses(volume: Tree, at: string): Cause[] {
	const [, ...others] = volumeOrder.filter(source => volume[source] !== undefined);
	return others.map(source => forbiddenValue(`${at}.${source}`, 'may not specify more than 1 volume type'));
}
/** In the order in which the server looks at them. */
const volumeOrder = [
	'emptyDir',
	'hostPath',
	'secret',
	'nfs',
	'iscsi',
	'persistentVolumeClaim',
	'downwardAPI',
	'configMap',
	'projected',
	'csi',
	'ephemeral',
	'image',
];

function containerCauses(container: Tree, at: string, volumes: readonly (string | undefined)[]): Cause[] {
	const env = treesAt(container, 'env').flatMap((variable, index) =>
		variable['valueFrom'] !== undefined && textAt(variable, 'value')
			? [invalidValue(`${at}.env[${index}].valueFrom`, '', 'may not be specified when `value` is not empty')]
			: [],
	);
	const mounts = treesAt(container, 'volumeMounts').flatMap((mount, index) =>
		volumes.includes(textAt(mount, 'name'))
			? []
			: [
					{
						reason: 'FieldValueNotFound',
						message: `Not found: ${JSON.stringify(mount['name'] ?? '')}`,
						field: `${at}.volumeMounts[${index}].name`,
					},
				],
	);
	return [
		...(textAt(container, 'image') ? [] : [requiredValue(`${at}.image`)]),
		...env,
		...mounts,
		...escalationCauses(treeAt(container, 'securityContext'), `${at}.securityContext`),
	];
}

function escalationCauses(context: Tree | undefined, at: string): Cause[] {
	if (context?.['allowPrivilegeEscalation'] !== false) return [];
	const shown = Object.fromEntries(
		securityContextFields.split(' ').map(name => {
			const key = name === 'SELinuxOptions' ? 'seLinuxOptions' : name.charAt(0).toLowerCase() + name.slice(1);
			return [name, name === 'Capabilities' && context[key] ? goCapabilities(context) : (context[key] ?? null)];
		}),
	) as Tree;
	if (context['privileged'] === true)
		return [invalidValue(at, shown, 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true')];
	const added = treeAt(context, 'capabilities')?.['add'];
	if (Array.isArray(added) && added.includes('CAP_SYS_ADMIN'))
		return [invalidValue(at, shown, 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN')];
	return [];
}

const goCapabilities = (context: Tree): Tree => {
	const capabilities = treeAt(context, 'capabilities');
	return {Add: capabilities?.['add'] ?? null, Drop: capabilities?.['drop'] ?? null};
};

const selecting = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);
function selectorCauses(object: ApiObject): Cause[] {
	if (!selecting.has(object.kind)) return [];
	const labels = labelsAt(object, 'spec', 'template', 'metadata', 'labels');
	const wanted = Object.entries(labelsAt(object, 'spec', 'selector', 'matchLabels'));
	if (!treeAt(object, 'spec', 'selector')) return [requiredValue('spec.selector')];
	return wanted.every(([key, value]) => labels[key] === value)
		? []
		: [invalidValue('spec.template.metadata.labels', labels, '`selector` does not match template `labels`')];
}

const changeableOfPod =
	'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';
const changeableOfSet =
	"updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

function changeCauses(object: ApiObject, before: ApiObject): Cause[] {
	const {kind} = object;
	const changed = (...path: string[]) => !isEqual(valueIn(object, path), valueIn(before, path));
	const immutable = (...path: string[]) =>
		changed(...path) ? [invalidValue(path.join('.'), valueIn(object, path), 'field is immutable')] : [];
	if (selecting.has(kind) && kind !== 'StatefulSet') return immutable('spec', 'selector');
	if (kind === 'StatefulSet') {
		const rest = (each: ApiObject) =>
			without(treeAt(each, 'spec'), [
				'replicas',
				'ordinals',
				'template',
				'updateStrategy',
				'revisionHistoryLimit',
				'persistentVolumeClaimRetentionPolicy',
				'minReadySeconds',
			]);
		return isEqual(rest(object), rest(before)) ? [] : [forbiddenValue('spec', changeableOfSet)];
	}
	if (kind === 'Job') return [...immutable('spec', 'selector'), ...immutable('spec', 'template')];
	if (kind === 'Pod') return isEqual(fixedPart(object), fixedPart(before)) ? [] : [forbiddenValue('spec', changeableOfPod)];
	if (kind.endsWith('RoleBinding') && changed('roleRef')) {
		const role = treeAt(object, 'roleRef');
		const shown: Tree = {APIGroup: role?.['apiGroup'], Kind: role?.['kind'], Name: role?.['name']};
		return [invalidValue('roleRef', shown, 'cannot change roleRef')];
	}
	return [];
}

const valueIn = (object: Tree, path: readonly string[]) =>
	path.reduce<Tree[string]>((tree, key) => (tree as Tree | undefined)?.[key], object);
const without = (tree: Tree | undefined, keys: readonly string[]): Tree =>
	Object.fromEntries(Object.entries(tree ?? {}).filter(([key]) => !keys.includes(key)));

function fixedPart(pod: ApiObject): Tree {
	const spec = without(treeAt(pod, 'spec'), ['activeDeadlineSeconds', 'tolerations', 'terminationGracePeriodSeconds']);
	for (const list of ['containers', 'initContainers'])
		if (spec[list]) spec[list] = treesAt(spec, list).map(each => without(each, ['image']));
	return spec;
}
