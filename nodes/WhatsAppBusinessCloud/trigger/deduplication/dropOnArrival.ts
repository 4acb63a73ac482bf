import type { ResponseOutcome, SeenEvents } from './seenEvents';
import type { Settings } from '../receive/triggerSettings';
import { sortStatuses } from '../receive/sortStatuses';
import type { ReceivedEvent } from '../receive/types';

/** The part of a response that shows how it ended. */
interface Response {
	readonly statusCode: number;
	readonly writableEnded: boolean;
	readonly destroyed: boolean;
	once(event: 'finish' | 'close', listener: () => void): unknown;
}

/**
 * Whether a request ends with a status below 400, which n8n sends after it has stored the execution. If the caller
 * disconnects before that, no response is sent and it is unknown whether n8n stored it. In that case, the execution
 * itself detects duplicates.
 */
async function wasAcknowledged(response: Response): ResponseOutcome {
	// The caller disconnected before n8n called the node: then no event follows.
	if (response.destroyed) return false;
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
export async function dropOnArrival(
	events: ReceivedEvent[],
	seen: SeenEvents,
	{ skipDuplicates, statusesInOrder }: Pick<Settings, 'skipDuplicates' | 'statusesInOrder'>,
	response: Response,
	now: number,
): Promise<ReceivedEvent[]> {
	const ordered = statusesInOrder ? sortStatuses(events, seen.has) : events;
	return skipDuplicates ? await seen.claim(ordered, wasAcknowledged(response), now) : ordered;
}
