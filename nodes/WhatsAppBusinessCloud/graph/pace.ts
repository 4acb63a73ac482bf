import { wait } from './wait';

/**
 * Meta counts sends in a moving window and from its own side of the network, so that sending at exactly the limit now and
 * then trips it. Going out 4% slower costs less than refused messages.
 */
const SAFETY = 1.04;

/** Numbers idle for longer than this are forgotten, in ms. */
const FORGET_AFTER = 60_000;

/** The sends of one number. Times are ms since the epoch. */
interface Pace {
	/** When the next send may leave, so that sends are spread evenly. */
	next: number;
	/** When the last sends really left, as many as may leave in one window; a ring, the oldest at `oldest`. */
	left: number[];
	oldest: number;
}

/**
 * Shared by all executions of this n8n process: Meta's limit (80 messages per second by default; WhatsApp docs:
 * Cloud API > Throughput) is the number's, not the workflow's.
 */
const paces = new Map<string, Pace>();

function paceOf(key: string): Pace {
	const known = paces.get(key);
	if (known) return known;
	const idleSince = Date.now() - FORGET_AFTER;
	for (const [other, { next }] of paces) if (next < idleSince) paces.delete(other);
	const pace: Pace = { next: 0, left: [], oldest: 0 };
	paces.set(key, pace);
	return pace;
}

/**
 * Timers come late when n8n is busy, and what waited then leaves in one go: only what really left tells whether the
 * window has room.
 * @returns ms until it has; 0 when this send leaves now
 */
function leaveOrWait(pace: Pace, perSecond: number): number {
	const now = Date.now();
	const most = Math.max(1, Math.floor(perSecond));
	if (pace.left.length > most) Object.assign(pace, { left: [], oldest: 0 });
	if (pace.left.length < most) {
		pace.left.push(now);
		return 0;
	}
	const room = pace.left[pace.oldest] + (most / perSecond) * 1000 * SAFETY;
	if (room > now) return room - now;
	pace.left[pace.oldest] = now;
	pace.oldest = (pace.oldest + 1) % most;
	return 0;
}

/**
 * Waits for the number's next free slot and takes it.
 * @param key Graph host and sending number
 * @param perSecond messages per second; 0 = no limit of our own
 * @returns false when the execution was cancelled meanwhile
 */
export async function takeSlot(key: string, perSecond: number, signal?: AbortSignal): Promise<boolean> {
	const pace = paceOf(key);
	const now = Date.now();
	const slot = Math.max(pace.next, now);
	if (perSecond > 0) pace.next = slot + (1000 / perSecond) * SAFETY;
	if (slot > now && !(await wait(slot - now, signal))) return false;
	if (perSecond > 0) {
		for (let late = leaveOrWait(pace, perSecond); late > 0; late = leaveOrWait(pace, perSecond)) {
			if (!(await wait(late, signal))) return false;
		}
	}
	return !signal?.aborted;
}

/** Holds all sends of a number back for `ms`: Meta said that it is going too fast. */
export function holdBack(key: string, ms: number): void {
	const pace = paceOf(key);
	pace.next = Math.max(pace.next, Date.now() + ms);
}
