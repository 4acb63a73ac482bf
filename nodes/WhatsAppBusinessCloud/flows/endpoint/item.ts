import type { KeyObject } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { mapFlowFiles, type FileKeys } from '../protocol/mediaEntries';
import type { FlowRequest } from '../protocol/flowRequest';
import { encryptForItem } from '../protocol/executionDataEncryption';
import { describeFlowToken, type FlowTokenResult } from '../protocol/token';
import { MAX_FLOW_FILES, skippedFilesNote, type FlowFileResult } from '../../shared/flowFiles';

/**
 * Field of the item, beside the user's data, that passes the encrypted file sources to the node's execute(), which
 * removes it.
 */
export const ENCRYPTED_FILES = 'encryptedFiles';

/** Everything needed to download and decrypt one file. Secret. */
export interface FileSource {
	url: string;
	keys: FileKeys;
}

interface ReceivedFiles {
	/** The user's input, with only the names of files. */
	data: Record<string, unknown>;
	results: FlowFileResult[];
	sources: FileSource[];
	skipped: number;
}

/** Removes the file keys from the user's input, including those of files beyond the limit. */
function takeFiles(entered: Record<string, unknown>): ReceivedFiles {
	const received: ReceivedFiles = { data: {}, results: [], sources: [], skipped: 0 };
	received.data = mapFlowFiles(entered, ({ cdn_url, encryption_metadata, ...plain }, path) => {
		if (received.results.length === MAX_FLOW_FILES) {
			received.skipped++;
		} else {
			const { media_id: mediaId, file_name: fileName } = plain;
			received.results.push({ path, mediaId, fileName } as FlowFileResult);
			received.sources.push({ url: cdn_url, keys: encryption_metadata });
		}
		return plain;
	});
	return received;
}

function exchangeFields(
	request: FlowRequest & { kind: 'exchange' },
	encryptWith: KeyObject | undefined,
): Record<string, unknown> {
	const { data, results, sources, skipped } = takeFiles(request.data);
	if (encryptWith === undefined || results.length === 0) return { data };
	return {
		data,
		files: results,
		...(skipped > 0 && { filesError: skippedFilesNote(skipped) }),
		[ENCRYPTED_FILES]: encryptForItem(sources, encryptWith),
	};
}

/**
 * The item that starts the workflow. It contains no keys, neither of the request nor of files.
 * @param encryptWith private key, when files are to be downloaded
 */
export function endpointItem(
	request: FlowRequest,
	token: FlowTokenResult,
	encryptWith: KeyObject | undefined,
): IDataObject {
	const { version, flowToken, flowTokenSignature, screen } = request;
	const flowTokenContent = describeFlowToken(token);
	const common = { screen, flowToken, flowTokenContent, flowTokenSignature, version };
	const parts =
		request.kind === 'exchange'
			? { action: request.action, ...common, ...exchangeFields(request, encryptWith) }
			: request.kind === 'error'
				? {
						action: 'error',
						...common,
						failedAction: request.action,
						error: request.error,
						errorMessage: request.errorMessage,
					}
				: { action: 'ping', ...common };
	return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as IDataObject;
}
