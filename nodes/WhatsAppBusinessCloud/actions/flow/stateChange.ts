import type { INodeProperties } from 'n8n-workflow';
import { fingerprintOf } from '../../idempotency';
import { withLostResponseRecovery } from '../run/recoverLostResponse';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { flowLocator, readFlowId } from './fields';

/** A change of a flow's status that cannot be undone. */
interface StateChange {
	edge: 'publish' | 'deprecate';
	/** The resulting status. */
	status: string;
	description: string;
	notice: string;
}

/**
 * POST /{flow}/publish or /deprecate. If the response is lost, the flow's status shows whether the change took effect.
 */
export function stateChange({ edge, status, description, notice }: StateChange): Operation {
	const noticeField: INodeProperties = { displayName: notice, name: `${edge}Notice`, type: 'notice', default: '' };
	return {
		properties: [flowLocator(description), noticeField, ...writeOptions],

		prepare(item) {
			const id = readFlowId(item);
			return {
				fingerprint: fingerprintOf(edge, id),
				async run() {
					const response = await withLostResponseRecovery(
						item,
						async () => await item.graph.request({ method: 'POST', path: [id, edge] }),
						async () => {
							const flow = await item.graph.request({ method: 'GET', path: [id], query: { fields: 'status' } });
							return flow.status === status ? { success: true } : undefined;
						},
					);
					return { json: { id, ...response } };
				},
			};
		},
	};
}
