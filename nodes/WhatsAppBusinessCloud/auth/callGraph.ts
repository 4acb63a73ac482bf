import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import type { CredentialTestResponse } from './credentialTestMessages';

/** In ms; a user is waiting for the dialog. */
const TIMEOUT = 30_000;

/** Sends a test request through n8n's helper. @returns the response or the network error; never throws */
export async function callGraph(
	helper: IHttpRequestHelper,
	request: IHttpRequestOptions,
): Promise<CredentialTestResponse> {
	try {
		return (await helper.helpers.httpRequest({
			...request,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT,
		})) as CredentialTestResponse;
	} catch (broken) {
		return { broken: String((broken as { code?: unknown }).code ?? '') };
	}
}
