import type { IDataObject } from 'n8n-workflow';
import type { KeyObject } from 'crypto';
import { mapFlowFiles } from '../flows/mediaEntries';
import type { FlowRequest } from '../flows/request';
import { seal } from '../flows/seal';
import { describeFlowToken, type FlowTokenReading } from '../flows/token';

/** Name of the field in which a file's keys travel to the node's execute(), and do not come further. */
export const SEALED = 'sealed';

/** What the workflow gets of the files: names only, or, where they are to be fetched, what fetches them, sealed. */
function withoutKeys(data: Record<string, unknown>, sealWith: KeyObject | undefined): Record<string, unknown> {
	return mapFlowFiles(data, ({ encryption_metadata, ...rest }) => {
		const { cdn_url, ...plain } = rest;
		return sealWith === undefined ? plain : { ...plain, [SEALED]: seal({ cdn_url, encryption_metadata }, sealWith) };
	});
}

/**
 * The item that starts the workflow. It holds no key: neither that of the request nor those of files.
 * @param sealWith private key, where files are to be downloaded
 */
export function endpointItem(request: FlowRequest, token: FlowTokenReading, sealWith: KeyObject | undefined): IDataObject {
	const { version, flowToken, flowTokenSignature, screen } = request;
	const flowTokenContent = describeFlowToken(token);
	const common = { screen, flowToken, flowTokenContent, flowTokenSignature, version };
	const parts =
		request.kind === 'exchange'
			? { action: request.action, ...common, data: withoutKeys(request.data, sealWith) }
			: request.kind === 'error'
				? { action: 'error', ...common, failedAction: request.action, error: request.error, errorMessage: request.errorMessage }
				: { action: 'ping', ...common };
	return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as IDataObject;
}
