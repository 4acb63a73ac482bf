import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { isPublicHost } from '../shared/publicHost';
import { parseNetworkError } from './errors';
import { followRedirects, type HttpResponse } from './redirects';
import type { LinkReport, ProbeMethod } from './types';
import { closeUnread } from './stream';

/** ms. A slow server is no reason to delay a message for longer. */
const PROBE_TIMEOUT = 10_000;

/** Statuses that mean that Meta cannot fetch the file either. Others (403, 405, 5xx) may apply to this server only. */
const GONE: Record<number, string> = {
	401: 'the server asks for a login (HTTP 401)',
	404: 'the server says that there is no such file (HTTP 404)',
	410: 'the server says that the file is gone (HTTP 410)',
};

const BROKEN: Record<string, string> = {
	ENOTFOUND: 'there is no server of that name',
	ECONNREFUSED: 'the server does not accept connections',
	CERT_HAS_EXPIRED: "the server's certificate has expired",
	DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is self-signed",
};

const NOT_PUBLIC = "it is on a host that Meta's servers cannot reach";
const REDIRECTED = "the server redirects to a host that Meta's servers cannot reach";

function read({ statusCode, headers }: HttpResponse): LinkReport {
	const unreachable = GONE[statusCode];
	if (unreachable) return { unreachable };
	if (statusCode !== 200 && statusCode !== 206) return {};
	const mimeType = String(headers['content-type'] ?? '').trim();
	// A partial response states the size of the complete file in another header (RFC 9110, Content-Range).
	const length =
		statusCode === 206 ? /\/(\d+)$/.exec(String(headers['content-range']))?.[1] : headers['content-length'];
	const size = Number(length);
	return { ...(mimeType && { mimeType }), ...(size > 0 && { size }) };
}

/** Whether a link may be probed: only what Meta's servers could reach as well. */
const isPublicLink = ({ protocol, hostname }: URL): boolean =>
	(protocol === 'https:' || protocol === 'http:') && isPublicHost(hostname);

/**
 * Requests the headers of a public link, without any credential. Only definite failures count against the link: a
 * server may respond to Meta but not to n8n. No request goes to an internal address, redirects included. A public name
 * that resolves to one is left to n8n's own SSRF protection (n8n 2.x: N8N_SSRF_PROTECTION_ENABLED), because community
 * nodes cannot query DNS.
 * @param method GET requests one byte of the file and does not read it
 */
export async function probeLink(context: IExecuteFunctions, link: string, method: ProbeMethod): Promise<LinkReport> {
	const options: Omit<IHttpRequestOptions, 'url'> = {
		method,
		timeout: PROBE_TIMEOUT,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		abortSignal: context.getExecutionCancelSignal(),
		...(method === 'GET' && { encoding: 'stream', headers: { range: 'bytes=0-0', 'accept-encoding': 'identity' } }),
	};
	try {
		if (!isPublicLink(new URL(link))) return { unreachable: NOT_PUBLIC };
		const { response, notFollowed } = await followRedirects(
			link,
			async (url) => (await context.helpers.httpRequest({ ...options, url })) as HttpResponse,
			isPublicLink,
		);
		// A server may send the complete file, even if only a part was requested.
		closeUnread(response.body);
		return notFollowed && !isPublicLink(notFollowed) ? { unreachable: REDIRECTED } : read(response);
	} catch (error) {
		if (context.getExecutionCancelSignal()?.aborted) {
			throw new NodeOperationError(context.getNode(), 'The execution was canceled');
		}
		const unreachable = BROKEN[parseNetworkError(error).code ?? ''];
		return unreachable ? { unreachable } : {};
	}
}
