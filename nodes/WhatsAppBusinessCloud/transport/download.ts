import { createHash } from 'crypto';
import type { IBinaryData, IDataObject, IExecuteFunctions, IHttpRequestOptions, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { bareType, endingOfName, endingOfType } from '../shared/fileTypes';
import { safeFileName } from '../shared/safeFileName';
import { GraphApiError } from './errors';
import { isTokenHost } from './hosts';
import { commonOptions, sendOnce, graphRequest, withRetries, type FullResponse, type RunContext } from './request';
import { followRedirects } from './redirects';
import { mediaDescription, parseResponse, type MediaDescription } from './responses';
import { megabytes } from '../shared/formatBytes';
import { toChunks, asSingleChunk, readText, toStream, withoutSplitting, collect, type ByteStream } from './stream';

/** In ms, the same as for uploads. */
const DOWNLOAD_TIMEOUT = 5 * 60_000;

/** Meta's media hosts reject some default user agents of HTTP libraries. */
const USER_AGENT = 'Mozilla/5.0 (compatible; n8n-nodes-whatsapp-business-cloud)';

/** Maximum number of bytes kept of a response that is not the file. */
const NOT_THE_FILE = 4096;

/** Maximum attempts of one download: the connection may break, and the URL is valid for 5 minutes only. */
const TRIES = 3;

/** The file arrived incomplete or altered. A retry is safe. */
class BrokenFile extends Error {}

/** More bytes arrived than allowed, whatever size Meta stated. */
class LargeFile extends Error {}

/** Meta returns the digest in hex at the media endpoint and in base64 in webhooks (WhatsApp docs: Media). */
function normalisedHash(value: unknown): string | undefined {
	if (typeof value !== 'string' || value === '') return undefined;
	if (/^[0-9a-f]{64}$/i.test(value)) return value.toLowerCase();
	return Buffer.from(value, 'base64').toString('hex');
}

/** Passes a file through. Throws at its end when it does not match Meta's description, or after `limit` bytes. */
async function* checked(chunks: AsyncIterable<Buffer>, media: MediaDescription, limit: number): AsyncGenerator<Buffer> {
	const hash = createHash('sha256');
	let size = 0;
	let wasCut = false;
	for await (const chunk of withoutSplitting(chunks, () => (wasCut = true))) {
		hash.update(chunk);
		size += chunk.length;
		if (size > limit) throw new LargeFile();
		yield chunk;
	}
	if (wasCut) throw new BrokenFile('the connection was cut');
	if (media.file_size !== undefined && size !== Number(media.file_size)) {
		throw new BrokenFile(`${size} of ${media.file_size} bytes arrived`);
	}
	const expected = normalisedHash(media.sha256);
	if (expected !== undefined && hash.digest('hex') !== expected) {
		throw new BrokenFile('its SHA-256 hash is not the one that WhatsApp states');
	}
}

/** The file name in Content-Disposition (RFC 6266), without any folder. */
function nameFromHeaders(headers: Record<string, unknown>): string | undefined {
	const text = String(headers['content-disposition'] ?? '');
	const extended = /filename\*=UTF-8''([^;]+)/i.exec(text)?.[1];
	const plain = /filename="?([^";]+)"?/i.exec(text)?.[1];
	let name = plain;
	try {
		if (extended) name = decodeURIComponent(extended);
	} catch {
		// A badly encoded name must not lose the file.
		name = plain;
	}
	return safeFileName(name);
}

/**
 * Opens the file at one of Meta's URLs, and follows redirects to such URLs only. The token goes to the first host only.
 * @throws NodeApiError
 */
export async function openFile(
	run: RunContext,
	url: string,
	itemIndex: number,
): Promise<{ file: ByteStream | Buffer; headers: Record<string, unknown> }> {
	const timeout = Math.max(run.timeout, DOWNLOAD_TIMEOUT);
	let file: ByteStream | Buffer = Buffer.alloc(0);
	const { headers } = await withRetries(run, { idempotent: true, itemIndex, timeout }, async () => {
		const options: Omit<IHttpRequestOptions, 'url'> = {
			...commonOptions(run),
			method: 'GET',
			encoding: 'stream',
			headers: { 'user-agent': USER_AGENT },
			timeout,
			disableFollowRedirect: true,
			abortSignal: run.signal,
		};
		const send = async (hop: string): Promise<FullResponse> =>
			new URL(hop).origin === new URL(url).origin
				? await sendOnce(run, { ...options, url: hop })
				: ((await run.context.helpers.httpRequest({ ...options, url: hop })) as FullResponse);
		const { response } = await followRedirects(url, send, ({ href }) => isTokenHost(href, run.settings.baseUrl));
		if (response.statusCode === 200) {
			file = response.body as ByteStream | Buffer;
			return { ...response, body: {} };
		}
		// A short message instead of the file. Read it here: a stream must never reach n8n's run data.
		return { ...response, body: asJson(await readText(response.body, NOT_THE_FILE)) };
	});
	return { file, headers };
}

function asJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/**
 * The extension of the stored file: the package's own for the type, since other services may reject the one in n8n's
 * table.
 */
const endingFor = (mimeType: string, binary: IBinaryData): string | undefined =>
	endingOfType(mimeType) ?? binary.fileExtension;

/**
 * The file name for the user, safe to write to disk: the requested one, which may be the sender's, else the server's,
 * else one made from the media ID. The latter two have an extension.
 */
function finalName(
	requested: string | undefined,
	headers: Record<string, unknown>,
	media: MediaDescription,
	ending: string | undefined,
): string {
	const safeName = safeFileName(requested);
	if (safeName !== undefined) return safeName;
	const name = nameFromHeaders(headers) ?? `whatsapp-${media.id ?? 'media'}`;
	return ending === undefined || endingOfName(name) !== '' ? name : `${name}.${ending}`;
}

const downloadError = (run: RunContext, itemIndex: number, message: string, description: string): NodeOperationError =>
	new NodeOperationError(run.context.getNode(), message, { itemIndex, description });

/** Ensures that the token goes to Meta only. @throws NodeOperationError when the URL is on another host */
export function checkMediaHost(run: RunContext, url: string, itemIndex: number): void {
	if (isTokenHost(url, run.settings.baseUrl)) return;
	const advice = "The access token was not sent there. Check 'Base URL' in the credential.";
	throw downloadError(run, itemIndex, "The file's URL is not on one of Meta's hosts", advice);
}

/**
 * Streams the file behind a media URL into n8n's binary store (WhatsApp docs: Media > Download media). Checks size and
 * SHA-256 against Meta's description, and retries after a broken connection or an expired URL (valid for 5 minutes).
 * @param media response of GET /{media-id}
 * @param fileName name of the file; by default the server's
 * @param limit bytes after which the download stops; no limit by default
 * @returns n8n's reference to the stored file
 * @throws NodeApiError (rejected by Meta), NodeOperationError (the file stays broken, or is larger than `limit`)
 */
export async function download(
	run: RunContext,
	media: IDataObject,
	fileName: string | undefined,
	itemIndex: number,
	limit = Infinity,
): Promise<IBinaryData> {
	const { helpers } = run.context as IExecuteFunctions;
	let current = parseDescription(run, media, itemIndex);
	for (let attempt = 1; ; attempt++) {
		try {
			checkMediaHost(run, current.url, itemIndex);
			const { file, headers } = await openFile(run, current.url, itemIndex);
			const mimeType = String(current.mime_type ?? headers['content-type'] ?? 'application/octet-stream');
			const content = Buffer.isBuffer(file)
				? await collect(checked(asSingleChunk(file), current, limit))
				: toStream(file, checked(toChunks(file), current, limit));
			const binary = await helpers.prepareBinaryData(content, undefined, bareType(mimeType));
			const ending = endingFor(mimeType, binary);
			const name = finalName(fileName, headers, current, ending);
			const fileExtension = endingOfName(name) || ending;
			return { ...binary, fileName: name, ...(fileExtension !== undefined && { fileExtension }) };
		} catch (error) {
			if (attempt < TRIES && (error instanceof BrokenFile || isExpired(error))) {
				current = await describe(run, current, itemIndex);
				continue;
			}
			if (error instanceof LargeFile) {
				throw downloadError(
					run,
					itemIndex,
					`The file has more than ${megabytes(limit)} MB, so its download was stopped`,
					'Allow larger files to download it.',
				);
			}
			if (error instanceof BrokenFile) {
				throw downloadError(
					run,
					itemIndex,
					'The file arrived incomplete or damaged',
					`It was downloaded ${TRIES} times; the last time ${error.message}. Try again later.`,
				);
			}
			throw new NodeApiError(run.context.getNode(), error as JsonObject);
		}
	}
}

/** Statuses of Meta's response to a URL older than 5 minutes. */
const EXPIRED = new Set([403, 404, 410]);

function isExpired(error: unknown): boolean {
	return error instanceof GraphApiError && EXPIRED.has(error.response?.httpStatus ?? 0);
}

/** Requests a new URL of the same media. */
async function describe(run: RunContext, media: MediaDescription, itemIndex: number): Promise<MediaDescription> {
	if (media.id === undefined) return media;
	return parseDescription(
		run,
		await graphRequest(run, { method: 'GET', path: [String(media.id)] }, itemIndex),
		itemIndex,
	);
}

const parseDescription = (run: RunContext, response: unknown, itemIndex: number): MediaDescription =>
	parseResponse(mediaDescription, response, 'Meta returned no URL for the file', run.context.getNode(), itemIndex);
