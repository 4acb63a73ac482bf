import type { IBinaryData, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { typeOfName } from '../shared/fileTypes';
import { safeFileName } from '../shared/safeFileName';
import { allowedHosts, isTokenHost } from './hosts';
import { followRedirects } from './redirects';
import { toChunks, closeUnread, asSingleChunk, toStream, withoutSplitting, collect, type ByteStream } from './stream';

/** A file on one of Meta's media hosts that needs no authentication. */
export interface PublicFile {
	url: string;
	/** The sender's name for it. */
	fileName?: unknown;
	/** Turns the received bytes into the content; throws when they are invalid. */
	read: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;
}

interface HttpResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: ByteStream | Buffer;
}

/** @returns undefined when there is no response */
async function fetchFile(
	context: IExecuteFunctions,
	start: string,
	options: Omit<IHttpRequestOptions, 'url'>,
	baseUrl: string,
): Promise<HttpResponse | undefined> {
	try {
		const { response } = await followRedirects(
			start,
			async (url) => (await context.helpers.httpRequest({ ...options, url })) as HttpResponse,
			({ href }) => isTokenHost(href, baseUrl),
		);
		return response;
	} catch {
		return undefined;
	}
}

/**
 * Streams such a file into n8n's binary store. The URL comes from a request, so it must be on one of Meta's media
 * hosts, over https, redirects included.
 * @param baseUrl as checkBaseUrl returns it; an emulator serves the files itself
 * @param timeout ms
 * @returns n8n's reference to the stored file; never a file for which `read` throws
 * @throws NodeOperationError (another host, or the file cannot be fetched), and errors of `read`
 */
export async function downloadPublicFile(
	context: IExecuteFunctions,
	{ url, fileName, read }: PublicFile,
	baseUrl: string,
	timeout: number,
): Promise<IBinaryData> {
	const failure = (message: string): NodeOperationError => new NodeOperationError(context.getNode(), message);
	if (!isTokenHost(url, baseUrl)) throw failure("The file's URL is not on one of Meta's hosts");
	const options: Omit<IHttpRequestOptions, 'url'> = {
		method: 'GET',
		encoding: 'stream',
		timeout,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		allowedDomains: allowedHosts(baseUrl).join(','),
		abortSignal: context.getExecutionCancelSignal(),
	};
	const response = await fetchFile(context, url, options, baseUrl);
	if (response === undefined)
		throw failure('The file could not be downloaded: the connection to the server failed or took too long');
	const { statusCode, body } = response;
	if (statusCode !== 200) {
		closeUnread(body);
		throw failure(`The file could not be downloaded: the server responded with ${statusCode}`);
	}
	async function* rejectIncomplete(stream: ByteStream): AsyncGenerator<Buffer> {
		let wasCut = false;
		yield* withoutSplitting(toChunks(stream), () => (wasCut = true));
		if (wasCut) throw failure('The file is incomplete: the connection broke');
	}
	const content = Buffer.isBuffer(body)
		? await collect(read(asSingleChunk(body)))
		: toStream(body, read(rejectIncomplete(body)));
	const name = safeFileName(fileName);
	// n8n's own lookup by name lacks some types that WhatsApp supports.
	return await context.helpers.prepareBinaryData(content, name, name === undefined ? undefined : typeOfName(name));
}
