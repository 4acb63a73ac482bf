import { statusDedupKey } from './events/statuses';
import type { ReceivedEvent } from './types';

/** Each status stands for those before it: what was read was delivered. WhatsApp docs: Webhooks > Statuses. */
const STEPS = ['sent', 'delivered', 'read', 'played'];

const stepOf = ({ kind, json }: ReceivedEvent): number => (kind === 'status' ? STEPS.indexOf(String(json.status)) : -1);

/**
 * Puts the statuses of each message in the order in which they happened, and leaves out those that came too late: after
 * `read`, no `delivered` is told any more. `failed` has no place in that order and always stays.
 * @param isTold whether the event with that key was told before
 */
export function sortStatuses(events: ReceivedEvent[], isTold: (key: string) => boolean): ReceivedEvent[] {
	const byMessage = new Map<string, ReceivedEvent[]>();
	for (const event of events) {
		if (stepOf(event) < 0) continue;
		const list = byMessage.get(statusDedupKey(event, ''));
		if (list) list.push(event);
		else byMessage.set(statusDedupKey(event, ''), [event]);
	}
	for (const list of byMessage.values()) list.sort((one, other) => stepOf(one) - stepOf(other));
	return events.flatMap((event) => {
		const step = stepOf(event);
		if (step < 0) return event;
		const next = byMessage.get(statusDedupKey(event, ''))?.shift() ?? event;
		const isLate = STEPS.slice(stepOf(next) + 1).some((later) => isTold(statusDedupKey(next, later)));
		return isLate ? [] : next;
	});
}
