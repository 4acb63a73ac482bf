const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayOf = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const short = new Intl.DateTimeFormat(undefined, { day: '2-digit', month: '2-digit', year: '2-digit' });

const DAY = 86_400_000;

export const timeOf = (ms: number): string => clock.format(ms);

const startOf = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);

/** The day of a time: Today, Yesterday, or the date. */
export function dayName(ms: number, now: number): string {
	const days = Math.round((startOf(now) - startOf(ms)) / DAY);
	return days === 0 ? 'Today' : days === 1 ? 'Yesterday' : dayOf.format(ms);
}

export const isSameDay = (one: number, other: number): boolean => startOf(one) === startOf(other);

/** The time today, the date before. */
export const shortTime = (ms: number, now: number): string => (isSameDay(ms, now) ? timeOf(ms) : short.format(ms));

/** What is left, such as 23 h 59 min, 4 min 10 s. */
export function left(ms: number): string {
	const seconds = Math.max(0, Math.ceil(ms / 1000));
	const [days, hours, minutes] = [
		Math.floor(seconds / 86_400),
		Math.floor(seconds / 3600) % 24,
		Math.floor(seconds / 60) % 60,
	];
	if (seconds > 86_400) return `${days} d ${hours} h`;
	if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${minutes} min`;
	return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/** How far the clock was moved, such as +1 d 1 h. */
export const moved = (ms: number): string => `+${left(ms).replace(/ 0 (?:h|min|s)$/, '')}`;

export function sizeOf(bytes: number): string {
	const kilobytes = bytes / 1024;
	return kilobytes < 1024 ? `${Math.max(1, Math.round(kilobytes))} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
