import type { IDataObject } from 'n8n-workflow';
import { checkMediaHost, openFile } from './download';
import { fileForm, postForm } from './multipart';
import type { RunContext } from './request';
import { readText } from './stream';

/** Bytes. Meta's limit (WhatsApp docs: Flows > Flow JSON), plus one byte to detect a larger file. */
const MOST = 10 * 1024 * 1024 + 1;

/** Form fields sent with the file. WhatsApp docs: Flows > Flows API > Updating a Flow's Flow JSON. */
export const flowAssetFields = { name: 'flow.json', asset_type: 'FLOW_JSON' };

/**
 * Replaces the Flow JSON of a Flow: POST /{flow}/assets. WhatsApp docs: Flows > Flows API.
 * @param text at most 10 MB
 * @returns `{success, validation_errors}`
 * @throws NodeApiError
 */
export async function uploadFlowJson(
	run: RunContext,
	flowId: string,
	text: string,
	itemIndex: number,
): Promise<IDataObject> {
	const { contentType, head, tail } = fileForm(flowAssetFields, {
		fileName: 'flow.json',
		mimeType: 'application/json',
	});
	const body = Buffer.concat([head, Buffer.from(text), tail]);
	return await postForm(run, [flowId, 'assets'], { contentType, length: body.length, open: () => body }, itemIndex);
}

/**
 * Reads the text of an asset from the URL that Meta returned for it.
 * @throws NodeApiError (rejected by Meta), NodeOperationError (the URL is not on one of Meta's hosts)
 */
export async function readAsset(run: RunContext, url: string, itemIndex: number): Promise<string> {
	checkMediaHost(run, url, itemIndex);
	const { file } = await openFile(run, url, itemIndex);
	return await readText(file, MOST);
}
