import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isTooLarge, rawBodyOf, readBody } from '../../webhooks/rawBody';
import { logOutOfScope, logUnreadable, logUnreadablePart } from './discarded';
import { readEvents } from './events';
import { readFlowTokens } from './flowTokens';
import { toOutput } from './output';
import { hasUnreadablePart } from './payload';
import { readSettings, selectEvents } from './select';
import { attachMetadata } from '../deduplication/deliveryMetadata';
import { rememberSecrets } from '../../shared/secrets';
import { LISTENING_HEADER } from '../../subscriptions/probeCallback';
import { writeListening } from '../../subscriptions/listening';
import { describeScope, isInScope, readScope } from '../lifecycle/eventScope';
import {
	checkSignature,
	deriveVerifyToken,
	readHandshake,
	readSignature,
	timingSafeEqualText,
	WRONG_TOKEN,
	type UntrustedReason,
} from '../../webhooks/signature';
import type { ReceivedEvent } from './types';
import { MESSAGES } from '../webhookFields';
import { CredentialCache } from '../../webhooks/credentialCache';
import { RejectionLog } from '../../webhooks/rejectionLog';

/** The credential with the secret that signs webhooks. */
const CREDENTIAL = 'whatsAppBusinessCloudOAuth2Api';

const UNTRUSTED: Record<UntrustedReason, string> = {
	noSecret: "'App Secret' in the credential is empty, so no signature can be checked",
	missing: 'it is not signed (header X-Hub-Signature-256), so it is not from Meta',
	malformed: 'its signature (header X-Hub-Signature-256) is not of the kind that Meta makes',
	wrong:
		"its signature does not fit. If it is from Meta, 'App Secret' in the credential is not the one of the app that is subscribed",
};

/** Body of a 200 response that starts nothing: without a body, n8n would send its own text to Meta. */
const EMPTY = '';

const rejections = new RejectionLog('webhook');

/** Rejects a request and logs or counts the reason. The log contains nothing from the request. */
function refuse(context: IWebhookFunctions, status: number, reason: string): IWebhookResponseData {
	rejections.reject(context, status, reason);
	context
		.getResponseObject()
		.status(status)
		.json({ message: status === 503 ? 'Not ready' : 'Not accepted' });
	return { noWebhookResponse: true };
}

/** @throws the error that n8n throws if the credential cannot be read */
async function readSecret(context: IWebhookFunctions): Promise<string> {
	const { clientSecret } = await context.getCredentials<{ clientSecret?: unknown }>(CREDENTIAL);
	rememberSecrets(clientSecret);
	return typeof clientSecret === 'string' ? clientSecret.trim() : '';
}

const secrets = new CredentialCache(CREDENTIAL, readSecret);

/**
 * Runs a check with the app secret.
 * @param check returns why the request is not from Meta; undefined if it is
 * @returns the secret that was used, and the result; undefined if the credential cannot be read
 */
async function checkWithSecret<R>(
	context: IWebhookFunctions,
	check: (secret: string) => R | undefined,
): Promise<{ secret: string; failure?: R } | undefined> {
	try {
		return await secrets.use(
			context,
			(secret) => ({ secret, failure: check(secret) }),
			({ failure }) => failure === undefined,
		);
	} catch {
		return undefined;
	}
}

const noCredential = (context: IWebhookFunctions): IWebhookResponseData =>
	refuse(context, 503, 'the credential of the trigger cannot be read. Meta delivers again later');

/**
 * Answers Meta's verification request (WhatsApp docs: Webhooks > Verification requests). A successful response also
 * contains what the trigger listens to: only Meta and holders of the app secret can request it.
 */
async function answerHandshake(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const handshake = readHandshake(context.getQueryData() as Record<string, unknown>);
	if ('refused' in handshake) return refuse(context, 403, handshake.refused);
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) return refuse(context, 403, WRONG_TOKEN);
	const checked = await checkWithSecret(context, (secret) => {
		if (secret === '') return UNTRUSTED.noSecret;
		return timingSafeEqualText(handshake.verifyToken, deriveVerifyToken(secret, url)) ? undefined : WRONG_TOKEN;
	});
	if (checked === undefined) return noCredential(context);
	if (checked.failure !== undefined) return refuse(context, 403, checked.failure);
	const { updates, phoneNumberIds } = readSettings(context);
	const listening = writeListening(readScope(context), { messages: updates.has(MESSAGES), phoneNumberIds });
	context
		.getResponseObject()
		.status(200)
		.set({ 'X-Content-Type-Options': 'nosniff', [LISTENING_HEADER]: listening })
		.type('text/plain')
		.send(handshake.challenge);
	return { noWebhookResponse: true };
}

/** Returns the events in the trigger's scope. Logs discarded ones, because Meta gets a 200 for them as well. */
function eventsInScope(context: IWebhookFunctions, payload: Record<string, unknown>): ReceivedEvent[] {
	const all = readEvents(payload);
	if (all.length === 0) logUnreadable(context);
	else if (hasUnreadablePart(payload)) logUnreadablePart(context);
	const scope = readScope(context);
	const events = all.filter((event) => isInScope(event, scope));
	if (events.length < all.length)
		logOutOfScope(
			context,
			all.filter((event) => !isInScope(event, scope)),
			describeScope(scope),
		);
	return events;
}

/** An event notification (WhatsApp docs: Webhooks > Event notifications). */
async function receiveEvents(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const raw = rawBodyOf(context);
	if (raw === undefined) return refuse(context, 400, 'it has no body');
	if (isTooLarge(raw)) return refuse(context, 413, 'it is larger than any that Meta sends');
	const read = readSignature(context.getHeaderData()['x-hub-signature-256']);
	if ('untrusted' in read) return refuse(context, 401, UNTRUSTED[read.untrusted]);
	const checked = await checkWithSecret(context, (secret) => checkSignature(raw, read.signature, secret));
	if (checked === undefined) return noCredential(context);
	if (checked.failure !== undefined) return refuse(context, 401, UNTRUSTED[checked.failure]);
	const body = readBody(raw);
	if ('refused' in body) return refuse(context, body.status, body.refused);

	const settings = readSettings(context);
	const events = await selectEvents(context, eventsInScope(context, body.payload), settings, checked.secret);
	// Without items, n8n starts nothing.
	if (events.length === 0) return { webhookResponse: EMPTY };
	await readFlowTokens(events, checked.secret);
	const items = toOutput(events, settings.output);
	const isRemembered = settings.skipRepeats && context.getMode() !== 'manual';
	return {
		workflowData: [isRemembered ? attachMetadata(items, events, settings.output) : items.map((json) => ({ json }))],
	};
}

/**
 * The trigger's webhook: `setup` (GET) is Meta's verification request, `default` (POST) delivers the events. Always
 * responds with 200 to a valid request from Meta, even if it does not start the workflow.
 */
export async function receiveWebhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	rejections.flush(this);
	return this.getWebhookName() === 'setup' ? await answerHandshake(this) : await receiveEvents(this);
}
