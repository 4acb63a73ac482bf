import type { INode } from 'n8n-workflow';
import type { Attempt, Send } from '../../../nodes/WhatsAppBusinessCloud/transport/attempt';
import {
	classifyError,
	parseNetworkError,
	type GraphErrorPayload,
} from '../../../nodes/WhatsAppBusinessCloud/transport/errors';

export const node: INode = { id: '1', name: 'Send', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };

export const ACCEPTED: Attempt = { response: { statusCode: 200, headers: {}, body: { success: true } } };

/** Meta's rejection with this code. */
export const rejected = (code: number, payload: Partial<GraphErrorPayload> = {}) => ({
	failure: {
		outcome: 'rejected' as const,
		response: classifyError({ code, message: 'x', httpStatus: 400, ...payload }),
	},
});

/** A gateway's error page. */
export const gatewayError = (outcome: 'rejected' | 'unknown' = 'unknown') => ({
	failure: { outcome, response: classifyError({ message: 'x', httpStatus: 502 }) },
});

/** A connection that could not be made, or that broke. */
export const networkError = (code: string) => ({
	failure: {
		outcome: 'rejected' as const,
		network: parseNetworkError(Object.assign(new Error(code), { code })),
		host: 'graph.facebook.com',
	},
});

/** Makes these attempts, one after the other; the last one again and again. `times` has when each was made. */
export function sendOf(...attempts: Attempt[]): { send: Send; times: number[] } {
	const times: number[] = [];
	const send: Send = async () => {
		times.push(Date.now());
		return attempts[Math.min(times.length, attempts.length) - 1];
	};
	return { send, times };
}
