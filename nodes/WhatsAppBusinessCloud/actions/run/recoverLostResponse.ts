import type { IDataObject } from 'n8n-workflow';
import { isOutcomeUnknown } from '../../transport/errors';
import type { OperationItem } from '../types';

/**
 * Runs an action that must not run twice. If the response is lost, checks whether the action took effect, and retries
 * it only if not.
 * @param act sends the request
 * @param find reads what the response would have been, if the action took effect
 * @throws NodeApiError
 */
export async function withLostResponseRecovery(
	item: OperationItem,
	act: () => Promise<IDataObject>,
	find: () => Promise<IDataObject | undefined>,
): Promise<IDataObject> {
	const response = await act().catch((thrown: unknown) => {
		if (!isOutcomeUnknown(thrown) || item.options.onUnknownOutcome !== 'fail') throw thrown;
		return undefined;
	});
	return response ?? (await find()) ?? (await act());
}
