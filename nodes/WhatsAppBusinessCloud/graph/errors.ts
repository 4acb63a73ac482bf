import { NodeApiError, type IDataObject, type INode } from 'n8n-workflow';

/** One HTTP answer; `body` is parsed JSON, a string (HTML, text, cut JSON), a Buffer, or undefined. */
export interface GraphAnswer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

export interface GraphFault {
	httpStatus?: number;
	code?: number;
	subcode?: number;
	type?: string;
	message: string;
	details?: string;
	userTitle?: string;
	userMessage?: string;
	traceId?: string;
	transient?: boolean;
	blamedFields?: string[];
	/** Bounded copy of Meta's body, secrets removed. */
	raw?: IDataObject | string;
}

/** @returns the fault an answer holds, or undefined for a success answer */
export function readFault(answer: GraphAnswer): GraphFault | undefined {
	return answer.statusCode >= 300 ? { httpStatus: answer.statusCode, message: '' } : undefined;
}

/** Whether Meta itself answered (a JSON body with an `error` object), as opposed to a gateway on the way. */
export function answeredByMeta(fault: GraphFault): boolean {
	return fault.code !== undefined;
}

/** Whether Meta answered that it did nothing and that the same request may be sent again. */
export function isRetryable(_fault: GraphFault): boolean {
	return false;
}

/** Makes the n8n error for a fault. */
export function graphError(node: INode, fault: GraphFault, itemIndex?: number): NodeApiError {
	return new NodeApiError(node, {}, { message: fault.message, itemIndex });
}

/** Makes the n8n error for a request that got no answer. */
export function transportError(
	node: INode,
	error: unknown,
	options: { itemIndex?: number; outcomeUnknown: boolean; timeoutMs?: number; host: string },
): NodeApiError {
	return new NodeApiError(node, {}, { message: String(error), itemIndex: options.itemIndex });
}
