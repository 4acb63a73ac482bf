import { noteRequest } from '../calls/permissions';
import { parameterError, whatsappError } from '../errors';
import { checkMessage } from '../messages';
import { checkReadReceipt } from '../messages/readReceipt';
import { readRecipient, type Recipient } from '../messages/recipient';
import type { RouteResponse, RequestContext } from '../requestContext';
import type { AcceptedMessage } from '../types';
import { audioFailure } from '../mediaTypes';
import { limitOf } from '../rates';
import type { Failure } from '../webhookPayloads';
import { messagingPhone } from './nodes';

/**
 * POST /{phone}/messages (Meta docs: Messages > Send messages; Mark messages as read).
 * @param isMarketingApi the request came by /marketing_messages
 */
export function postMessages(ctx: RequestContext, id: string, isMarketingApi = false): RouteResponse {
	const { state, params: body } = ctx;
	const phone = messagingPhone(ctx, id);
	requireMessagingProduct(body.messaging_product);
	// Meta docs: Error codes, 133010: the number is not registered.
	if (!phone.registered)
		throw whatsappError(133010, 'The account does not exist in the Cloud API, please register the number first.');
	if (body.status !== undefined) {
		checkReadReceipt(body, state);
		state.phone.delivery.readByBusiness(String(body.message_id), body.typing_indicator !== undefined);
		return { json: { success: true } };
	}
	// Meta docs: Error codes, such as 131031: the account is locked, and 131048: too many people blocked the number.
	if (phone.blockedWith !== undefined) throw whatsappError(phone.blockedWith, 'The number cannot send messages.');
	const recipient = readRecipient(body, phone, state);
	const type = checkMessage({ body, phone, state });
	const { pairLimit } = state.settings;
	state.rates.take(phone.id, recipient.key, {
		messagesPerSecond: limitOf(phone, state.settings.messagesPerSecond),
		pairLimit,
	});

	// Meta docs: Conversation Routing: templates, also those of Direct Send, do not change the owner of a thread.
	const isService = type !== 'template' && (body.category === undefined || body.category === 'service');
	if (isService && recipient.kind !== 'group')
		state.threads.sendService(phone.id, recipient.key, state.settings.threadRole);

	noteRequest(state, phone.id, recipient.key, body);
	const message: AcceptedMessage = {
		id: state.newMessageId(recipient.key),
		at: state.clock.now(),
		phoneNumberId: phone.id,
		to: recipient.key,
		recipientType: recipient.kind === 'group' ? 'group' : 'individual',
		type,
		category: isService ? 'service' : isMarketingApi ? 'marketing_lite' : billedAs(ctx),
		// The recorded body: without a token that was sent as a parameter.
		...(state.settings.recordBodies ? { body: ctx.record.body as Record<string, unknown> } : {}),
		...(body.biz_opaque_callback_data === undefined
			? {}
			: { bizOpaqueCallbackData: String(body.biz_opaque_callback_data) }),
		requestId: ctx.record.id,
	};
	ctx.record.messageId = message.id;
	state.accept(message);
	state.phone.delivery.accepted(message);
	state.webhooks.messageAccepted(message, failureOf(ctx, type));
	return {
		json: {
			messaging_product: 'whatsapp',
			contacts: [contact(recipient)],
			messages: [{ id: message.id, ...(type === 'template' ? { message_status: 'accepted' } : {}) }],
		},
	};
}

/** The category of a template, or of a message of Direct Send (Meta docs: Pricing). */
function billedAs({ state, params }: RequestContext): AcceptedMessage['category'] {
	const { name } = (params.template ?? {}) as { name?: unknown };
	const category = params.category ?? state.templates.named(String(name))[0]?.category;
	return String(category).toLowerCase() as AcceptedMessage['category'];
}

/** Required, and whatsapp is its only value (Meta docs: Messages > Request syntax). */
export function requireMessagingProduct(value: unknown): void {
	if (value === undefined || value === null || value === '')
		throw parameterError('The parameter messaging_product is required.');
	if (value !== 'whatsapp')
		throw parameterError(`Param messaging_product must be one of {WHATSAPP} - got "${String(value)}".`);
}

/**
 * wa_id for a message to a phone number, user_id for one to a business-scoped user ID (Meta docs: Messages > Response).
 */
function contact(recipient: Recipient): Record<string, string> {
	if (recipient.kind === 'phone') return { input: recipient.input, wa_id: recipient.key };
	if (recipient.kind === 'user') return { input: recipient.input, user_id: recipient.key };
	return { input: recipient.input };
}

/** Why an accepted message fails later, as its statuses report; undefined when it does not. */
function failureOf(ctx: RequestContext, type: string): Failure | undefined {
	if (type === 'reaction') {
		// Meta docs: Messages > Reaction messages. A target that is unknown or itself a reaction results in a failed
		// status.
		const target = ctx.state.messageTypes.get(String((ctx.params.reaction as { message_id: unknown }).message_id));
		if (target !== undefined && target !== 'reaction') return undefined;
		return {
			failed: 131009,
			title: 'Parameter value is not valid',
			details: 'The message to react to was not found or is a reaction.',
		};
	}
	if (type !== 'audio') return undefined;
	const { id, voice } = ctx.params.audio as { id?: unknown; voice?: unknown };
	const media = ctx.state.media.find(String(id));
	const details = media && audioFailure(media, voice === true);
	return details === undefined ? undefined : { failed: 131053, title: 'Media upload error', details };
}
