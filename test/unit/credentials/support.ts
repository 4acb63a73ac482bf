import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

/** A request helper that returns these responses, the last one again and again, and records the requests. */
export function helper(...responses: unknown[]): IHttpRequestHelper & { sentRequests: IHttpRequestOptions[] } {
	const sentRequests: IHttpRequestOptions[] = [];
	const httpRequest = async (request: IHttpRequestOptions) => {
		sentRequests.push(request);
		const response = responses[Math.min(sentRequests.length, responses.length) - 1];
		if (response instanceof Error) throw response;
		return response;
	};
	return { sentRequests, helpers: { httpRequest } };
}

export const graphError = (code: number, message: string, more: object = {}) => ({
	statusCode: 400,
	body: { error: { code, message, type: 'OAuthException', ...more } },
});
