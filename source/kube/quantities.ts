const factors: Readonly<Record<string, number>> = {
	n: 1e-9,
	u: 1e-6,
	m: 1e-3,
	'': 1,
	k: 1e3,
	M: 1e6,
	G: 1e9,
	T: 1e12,
	P: 1e15,
	E: 1e18,
	Ki: 2 ** 10,
	Mi: 2 ** 20,
	Gi: 2 ** 30,
	Ti: 2 ** 40,
	Pi: 2 ** 50,
	Ei: 2 ** 60,
};

/** The amount that a text such as `500m`, `1.5Gi` or `1e3` stands for; undefined where it is none. */
export function amountOf(quantity: string | undefined): number | undefined {
	const [, digits, unit = ''] = /^(\d{1,20}(?:\.\d{0,20})?(?:[eE][+-]?\d{1,2})?)([numkMGTPE]|[KMGTPE]i)?$/.exec(quantity ?? '') ?? [];
	return digits === undefined ? undefined : Number(digits) * (factors[unit] as number);
}

const mebi = 2 ** 20;
/** Memory, rounded up to what a person would write: 16Mi steps, then 128Mi, then halves of a Gi. */
export function memoryText(bytes: number): string {
	const step = bytes <= 512 * mebi ? 16 : bytes <= 2048 * mebi ? 128 : 512;
	const size = Math.max(16, Math.ceil(bytes / mebi / step) * step);
	return size % 1024 === 0 ? `${size / 1024}Gi` : `${size}Mi`;
}

/** Processor time, rounded up to 10m, at least that. */
export function cpuText(cores: number): string {
	const milli = Math.max(10, Math.ceil((cores * 1000) / 10 - 1e-6) * 10);
	return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}
