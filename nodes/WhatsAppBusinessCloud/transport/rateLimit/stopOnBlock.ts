import type { Send } from '../attempt';
import type { ParsedGraphError } from '../errors';
import { MAX_WAIT } from '../retry';

/**
 * Whether Meta will reject everything else from the sending number, for longer than a run waits.
 * @param pooled whether other numbers can take over its messages: then it also counts when someone may set it right
 * during the run, such as a missing registration
 */
export function blocksSender({ known, waitMs = 0 }: ParsedGraphError, pooled = false): boolean {
	if (known?.stopsNumber === true || (pooled && known?.stopsPooledNumber === true)) return true;
	return known?.automatic === true && waitMs > MAX_WAIT;
}

/**
 * Sends nothing for a sending number once Meta has rejected one of its messages for a reason that applies to all.
 * @param blocks these rejections of the run, by number; a new one is added
 * @param pooled whether other numbers can take over
 */
export function stopOnBlock(
	send: Send,
	blocks: Map<string, ParsedGraphError>,
	{ sender, pooled }: { sender: string; pooled?: boolean },
): Send {
	return async () => {
		const block = blocks.get(sender);
		if (block !== undefined) return { failure: { outcome: 'notSent', response: block } };
		const attempt = await send();
		if ('failure' in attempt && 'response' in attempt.failure && blocksSender(attempt.failure.response, pooled)) {
			blocks.set(sender, attempt.failure.response);
		}
		return attempt;
	};
}
