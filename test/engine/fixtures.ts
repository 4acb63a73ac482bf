import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { PHONE } from './harness';

/**
 * Returns the digits of a recipient in a request.
 * @throws if the number was sent without its plus sign
 */
export function digitsOf(to: string): string {
	if (!/^\+\d+$/.test(to)) throw new Error(`'${to}' was sent in place of a plus sign and digits`);
	return to.slice(1);
}

/** Meta's response to an accepted message (WhatsApp docs: Messages > Response). @param digits of the recipient */
export const accepted = (digits: string, id: string): IDataObject => ({
	messaging_product: 'whatsapp',
	contacts: [{ input: `+${digits}`, wa_id: digits }],
	messages: [{ id }],
});

/** Simplified output for `accepted`. */
export const sent = (to: string, id: string): IDataObject => {
	const { contacts, messages } = accepted(to, id) as { contacts: IDataObject[]; messages: IDataObject[] };
	return { messageId: messages[0].id, to: contacts[0].input, waId: contacts[0].wa_id, status: 'accepted' };
};

/** Hint in the output pane after a manual run of Send in which Meta accepted a message. */
export const acceptedHint = {
	message:
		"Accepted by WhatsApp does not mean delivered. To receive delivery and failures, add a WhatsApp Trigger (On message status). If the recipient did not write within the last 24 hours, this message will not arrive: use Send Template, or 'If the Window Is Closed' under Additional Fields.",
	type: 'info',
	location: 'outputPane',
};

/** Meta's error envelope (Graph API docs: Handling errors). */
export const metaError = (code: number, message: string, details?: string): IDataObject => ({
	error: {
		message,
		type: 'OAuthException',
		code,
		...(details && { error_data: { messaging_product: 'whatsapp', details } }),
		fbtrace_id: 'TRACE1',
	},
});

/**
 * Parameters of a text message whose recipient and text come from the item's `phone` and `text`; the output has only
 * the fields of the message.
 */
export const textMessage = (extra: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'send',
	phoneNumberId: { __rl: true, mode: 'id', value: PHONE },
	recipientPhoneNumber: '={{ $json.phone }}',
	messageType: 'text',
	textBody: '={{ $json.text }}',
	includeInputFields: false,
	...extra,
});
