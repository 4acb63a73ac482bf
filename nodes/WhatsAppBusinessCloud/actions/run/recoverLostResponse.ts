import type { IDataObject } from 'n8n-workflow';
import { toNodeError } from './itemErrors';
import type { OperationItem } from '../types';

/**
 * Does something that must not be done twice. When the answer got lost, Meta is asked whether it was done, and it is done again if not.
 * @param act sends the request
 * @param find what the answer would have been, where it was done
 * @throws NodeApiError
 */
export async function withLostResponseRecovery(
	item: OperationItem,
	act: () => Promise<IDataObject>,
	find: () => Promise<IDataObject | undefined>,
): Promise<IDataObject> {
	const answer = await act().catch((thrown: unknown) => {
		const error = toNodeError(item.n8n.getNode(), thrown, item.index);
		if (error.context.outcome !== 'unknown' || item.options.onUnknownOutcome !== 'fail') throw error;
		return undefined;
	});
	return answer ?? (await find()) ?? (await act());
}
