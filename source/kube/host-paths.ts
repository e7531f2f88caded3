/** Directories of a node from which it can be taken over, or whose content belongs to others: they and all below them. */
const sensitive = `/etc /root /home /boot /dev /proc /sys /var/run /run /var/log /var/lib/kubelet /var/lib/containerd /var/lib/docker
	/var/lib/containers /var/lib/etcd /var/lib/rancher /opt/cni /lib/modules /usr /host c:/windows c:/etc c:/var/lib //./pipe`.split(/\s+/);

const sockets =
	`/run/docker.sock /run/containerd/containerd.sock /run/k3s/containerd/containerd.sock /run/crio/crio.sock /run/podman/podman.sock
	/run/cri-dockerd.sock /run/dockershim.sock //./pipe/docker_engine //./pipe/containerd-containerd`.split(/\s+/);

/** As the node sees it: slashes once, none at the end, /var/run as the /run that it is. */
function plain(path: string): string {
	const windows = /^([a-z]:|[\\/]{2})/i.test(path);
	const slashed = windows ? path.replaceAll('\\', '/').toLowerCase() : path;
	const start = slashed.startsWith('//./') ? '//.' : '';
	const rest = slashed
		.slice(start.length)
		.replace(/\/+(\.\/+)*/g, '/')
		.replace(/\/\.?$/, '');
	return start + rest === '' ? '/' : start + rest;
}

const linked = (path: string) => path.replace(/^\/var\/run(?=\/|$)/, '/run');
const isBelow = (path: string, parent: string) => path === parent || path.startsWith(parent === '/' ? '/' : `${parent}/`);

/** Whether a path of a node is, contains or lies in a place that decides over the node. */
export function isSensitivePath(path: string): boolean {
	const one = plain(path);
	return sensitive.some(place => isBelow(one, place) || isBelow(place, one));
}

/** The socket of a container runtime that a path of a node is or contains, as /run or as /var/run; undefined where it does neither. */
export function runtimeSocketAt(path: string): {readonly socket: string; readonly exactly: boolean} | undefined {
	const one = linked(plain(path));
	const socket = sockets.find(place => isBelow(place, one) || isBelow(`/var${place}`, one));
	return socket === undefined ? undefined : {socket, exactly: socket === one};
}
