import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { megabytes } from '../shared/formatBytes';
import { downloadPublicFile } from './publicFile';
import type { RunContext } from './request';

/** Bytes. QR codes and profile pictures are far below this (WhatsApp docs: Business profiles: at most 5 MB). */
const MAX_SIZE = 10 * 1024 * 1024;

/** The chunks of a picture. @throws when it is too large */
const limited = (run: RunContext) =>
	async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
		let size = 0;
		for await (const chunk of chunks) {
			size += chunk.length;
			if (size > MAX_SIZE)
				throw new NodeOperationError(
					run.context.getNode(),
					`The picture has more than ${megabytes(MAX_SIZE)} MB, so its download was stopped`,
				);
			yield chunk;
		}
	};

/**
 * Streams a picture, such as a QR code or a profile picture, into n8n's binary store. Its URL works without a token,
 * which therefore stays here, and for a limited time.
 * @param url on one of Meta's media hosts
 * @throws NodeOperationError when the URL is on another host, or the picture cannot be fetched
 */
export async function downloadPicture(run: RunContext, url: string, fileName: string): Promise<IBinaryData> {
	const file = { url, fileName, read: limited(run) };
	const { baseUrl } = run.settings;
	return await downloadPublicFile(run.context as IExecuteFunctions, file, baseUrl, run.timeout);
}
