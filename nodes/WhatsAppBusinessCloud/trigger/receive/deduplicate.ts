import type { ResponseOutcome, SeenEvents } from '../deduplication/seenEvents';
import { STATUS_ORDER, statusDedupKey } from './events/statuses';
import type { Settings } from './settings';
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

/** The part of a response that shows how it ended. */
interface Response {
	readonly statusCode: number;
	readonly writableEnded: boolean;
	once(event: 'finish' | 'close', listener: () => void): unknown;
}

/**
 * Whether a request ends with a status below 400, which n8n sends after it has stored the execution. If the caller
 * disconnects before that, no response is sent and it is unknown whether n8n stored it. In that case, the execution
 * itself detects duplicates.
 */
async function wasAcknowledged(response: Response): ResponseOutcome {
	return await new Promise<boolean>((resolve) => {
		const end = (): void => resolve(response.writableEnded && response.statusCode < 400);
		response.once('finish', end);
		response.once('close', end);
	});
}

/**
 * Drops the events that an earlier request output, and late statuses. Claims the others for this request.
 * @param response of this request: if it fails, another delivery of the same events may output them
 * @param now ms since 1970
 */
export async function deduplicate(
	events: ReceivedEvent[],
	seen: SeenEvents,
	{ skipDuplicates, statusesInOrder }: Pick<Settings, 'skipDuplicates' | 'statusesInOrder'>,
	response: Response,
	now: number,
): Promise<ReceivedEvent[]> {
	const ordered = statusesInOrder ? sortStatuses(events, seen.has) : events;
	return skipDuplicates ? await seen.claim(ordered, wasAcknowledged(response), now) : ordered;
}
