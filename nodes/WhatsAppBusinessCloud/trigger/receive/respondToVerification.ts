import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { FIELDS_HEADER, readHandedFields } from '../../subscriptions/handedFields';
import { writeListening } from '../../subscriptions/listening';
import { LISTENING_HEADER } from '../../subscriptions/probeCallback';
import { PROOF_HEADER, WORKFLOW_HEADER, writeTriggerWorkflow } from '../../subscriptions/triggerWorkflow';
import { checkWithAppSecret } from '../../webhooks/appSecret';
import type { Rejection } from '../../webhooks/rejectionLog';
import { checkVerifyToken, isProof, parseVerificationRequest } from '../../webhooks/verificationRequest';
import { receiveFields, registeredScope } from '../lifecycle/registrationState';
import { MESSAGES } from '../webhookFields';
import { text } from '../../shared/untrustedJson';
import { readSettings } from './triggerSettings';

/**
 * Responds to Meta's verification request (WhatsApp docs: Webhooks > Verification requests). A successful response also
 * contains what the trigger listens to: only Meta and holders of the app secret can request it. This package also gets
 * the name of the workflow.
 * @returns n8n's result, or why the request is rejected
 */
export async function respondToVerification(context: IWebhookFunctions): Promise<IWebhookResponseData | Rejection> {
	const request = parseVerificationRequest(context.getQueryData() as Record<string, unknown>);
	if ('status' in request) return request;
	const callbackUrl = context.getNodeWebhookUrl('default');
	const headers = context.getHeaderData() as Record<string, unknown>;
	const handed = text(headers[FIELDS_HEADER.toLowerCase()]);
	const checked = await checkWithAppSecret(context, (appSecret) =>
		checkVerifyToken(request.verifyToken, appSecret, callbackUrl),
	);
	if ('status' in checked) return checked;
	const isFromPackage = isProof(
		headers[PROOF_HEADER.toLowerCase()],
		checked.appSecret,
		callbackUrl,
		request.challenge,
		handed,
	);
	const fields = isFromPackage && handed !== undefined ? readHandedFields(handed) : undefined;
	if (fields !== undefined) receiveFields(context, fields);
	const { updates, phoneNumberIds } = await readSettings(context);
	const listening = writeListening(registeredScope(context), { messages: updates.has(MESSAGES), phoneNumberIds });
	context
		.getResponseObject()
		.status(200)
		.set({
			'X-Content-Type-Options': 'nosniff',
			[LISTENING_HEADER]: listening,
			...(isFromPackage && { [WORKFLOW_HEADER]: writeTriggerWorkflow(context.getWorkflow()) }),
		})
		.type('text/plain')
		.send(request.challenge);
	return { noWebhookResponse: true };
}
