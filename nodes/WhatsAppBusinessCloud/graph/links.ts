import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { connectionCode } from './errors';

/** What the server behind a public link says about the file. */
export interface LinkReport {
	/** Why the file cannot be fetched, as half a sentence; absent when nothing speaks against it. */
	unreachable?: string;
	/** Media type without parameters. */
	mimeType?: string;
	/** Bytes. */
	size?: number;
}

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

interface Answer {
	statusCode: number;
	headers: Record<string, unknown>;
}

function read(answer: Answer): LinkReport {
	const unreachable = GONE[answer.statusCode];
	if (unreachable) return { unreachable };
	if (answer.statusCode !== 200) return {};
	const mimeType = String(answer.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
	const size = Number(answer.headers['content-length']);
	return { ...(mimeType && { mimeType }), ...(size > 0 && { size }) };
}

/**
 * Asks the server of a public link for its headers, without any credential. Only what is certain counts against the link:
 * a server may well answer Meta but not n8n.
 */
export async function probeLink(context: IExecuteFunctions, link: string): Promise<LinkReport> {
	const options: IHttpRequestOptions = {
		method: 'HEAD',
		url: link,
		timeout: PROBE_TIMEOUT,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		abortSignal: context.getExecutionCancelSignal(),
	};
	try {
		return read((await context.helpers.httpRequest(options)) as Answer);
	} catch (error) {
		if (context.getExecutionCancelSignal()?.aborted) {
			throw new NodeOperationError(context.getNode(), 'The execution was canceled');
		}
		const unreachable = BROKEN[connectionCode(error) ?? ''];
		return unreachable ? { unreachable } : {};
	}
}
