/** Works something out once for each thing, as long as the thing is there: a frame is drawn for every key, and ten thousand findings are counted for it. */
export function remembered<K extends object, V>(work: (key: K) => V): (key: K) => V {
	const known = new WeakMap<K, {readonly value: V}>();
	return key => {
		const before = known.get(key);
		if (before) return before.value;
		const value = work(key);
		known.set(key, {value});
		return value;
	};
}
