import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { isPublicHost } from '../shared/publicHost';
import { connectionCode } from './errors';
import { followRedirects } from './redirects';
import type { LinkReport, ProbeMethod } from './types';
import { closeUnread } from './stream';

/** ms. A slow server is no reason to hold a message back for longer. */
const PROBE_TIMEOUT = 10_000;

/** Answers after which Meta will not get the file either. Others (403, 405, 5xx) may be meant for us alone. */
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

interface Answer {
	statusCode: number;
	headers: Record<string, unknown>;
	body?: unknown;
}

function read({ statusCode, headers }: Answer): LinkReport {
	const unreachable = GONE[statusCode];
	if (unreachable) return { unreachable };
	if (statusCode !== 200 && statusCode !== 206) return {};
	const mimeType = String(headers['content-type'] ?? '').trim();
	// An answer with a part of the file states the size of all of it in another header (RFC 9110, Content-Range).
	const length =
		statusCode === 206 ? /\/(\d+)$/.exec(String(headers['content-range']))?.[1] : headers['content-length'];
	const size = Number(length);
	return { ...(mimeType && { mimeType }), ...(size > 0 && { size }) };
}

/** Whether a link may be asked: only what Meta's servers could reach as well. */
const isPublicLink = ({ protocol, hostname }: URL): boolean =>
	(protocol === 'https:' || protocol === 'http:') && isPublicHost(hostname);

/**
 * Asks the server of a public link for its headers, without any credential. Only what is certain counts against the link:
 * a server may well answer Meta but not n8n. No request goes to an address of an internal network, redirects included; a public name that
 * leads to one is for n8n's own SSRF protection to refuse (n8n 2.x: N8N_SSRF_PROTECTION_ENABLED), since community nodes cannot ask a name
 * server.
 * @param method with GET, one byte of the file is asked for, and not read
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
		const { answer, notFollowed } = await followRedirects(
			link,
			async (url) => (await context.helpers.httpRequest({ ...options, url })) as Answer,
			isPublicLink,
		);
		// A server may send the whole file, whatever part was asked for.
		closeUnread(answer.body);
		return notFollowed && !isPublicLink(notFollowed) ? { unreachable: REDIRECTED } : read(answer);
	} catch (error) {
		if (context.getExecutionCancelSignal()?.aborted) {
			throw new NodeOperationError(context.getNode(), 'The execution was canceled');
		}
		const unreachable = BROKEN[connectionCode(error) ?? ''];
		return unreachable ? { unreachable } : {};
	}
}
