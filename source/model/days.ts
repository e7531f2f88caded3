/** A day that exists, as 2026-11-25; a time behind it does not matter. */
export function isDay(text: string): boolean {
	const [day = ''] = text.split('T');
	if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false;
	const time = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
