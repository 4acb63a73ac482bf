import { STATUS_ORDER, statusDedupKey } from './events/statuses';
import type { ReceivedEvent } from './types';

const stepOf = ({ kind, json }: ReceivedEvent): number =>
	kind === 'status' ? STATUS_ORDER.indexOf(String(json.status)) : -1;

/**
 * Sorts the statuses of each message by order of occurrence and drops those that arrive too late: after `read`,
 * `delivered` is dropped. `failed` has no position in this order and is always kept.
 * @param wasOutput whether the event with this key was output before
 */
export function sortStatuses(events: ReceivedEvent[], wasOutput: (key: string) => boolean): ReceivedEvent[] {
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
		const isLate = STATUS_ORDER.slice(stepOf(next) + 1).some((later) => wasOutput(statusDedupKey(next, later)));
		return isLate ? [] : next;
	});
}
