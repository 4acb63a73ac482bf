import type { Send } from '../attempt';
import type { ParsedGraphError } from '../errors';
import { MAX_WAIT } from '../retry';

/**
 * Whether Meta will reject everything else from the sending number, for longer than a run waits.
 * @param isPooled whether other numbers can take over its messages: then errors that someone can fix during the run also
 * count, such as a missing registration
 */
export function blocksSender({ known, waitMs = 0 }: ParsedGraphError, isPooled = false): boolean {
	if (known?.blocksSender === true || (isPooled && known?.blocksPooledSender === true)) return true;
	return known?.automatic === true && waitMs > MAX_WAIT;
}

/**
 * Sends nothing for a sending number once Meta has rejected one of its messages for a reason that applies to all.
 * @param blocks these rejections of the run, by number; a new one is added
 * @param isPooled whether other numbers can take over its messages
 */
export function stopOnBlock(
	send: Send,
	blocks: Map<string, ParsedGraphError>,
	{ sender, isPooled }: { sender: string; isPooled?: boolean },
): Send {
	return async () => {
		const block = blocks.get(sender);
		if (block !== undefined) return { failure: { outcome: 'notSent', response: block } };
		const attempt = await send();
		if ('failure' in attempt && 'response' in attempt.failure && blocksSender(attempt.failure.response, isPooled)) {
			blocks.set(sender, attempt.failure.response);
		}
		return attempt;
	};
}
