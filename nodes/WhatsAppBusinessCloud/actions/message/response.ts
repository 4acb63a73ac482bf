import type { IDataObject } from 'n8n-workflow';
import { formatRecipient, type Recipient } from '../../shared/input/recipient';
import { isObject, optionalFlag } from '../../shared/input/parameterValues';
import { camelObject, compact } from '../../shared/untrustedJson';
import type { OperationItem } from '../types';

/** How the response to a message is output. */
export interface ResponseForm {
	/** @param response what Meta returned for an accepted message */
	output(response: IDataObject): IDataObject;
	/** Output for a message that an earlier execution of a campaign sent: Meta's response is no longer known. */
	acceptedEarlier: IDataObject;
}

const RAW: ResponseForm = {
	output: (response) => response,
	acceptedEarlier: { messaging_product: 'whatsapp', contacts: [], messages: [], acceptedEarlier: true },
};

/** The first entry of a list; a message has one recipient. */
function first(list: unknown): Record<string, unknown> {
	const entry: unknown = Array.isArray(list) ? list[0] : undefined;
	return isObject(entry) ? entry : {};
}

/**
 * The response to a message, flat, with the field names of the trigger's items: the most used fields first, then the
 * rest of Meta's response. Meta docs: Messages > Send messages (response), Templates > Template pacing
 * (message_status), Business-scoped user IDs (user_id).
 * @param to the recipient as sent; Meta returns it as `input`
 */
export function simplifyResponse(response: IDataObject, to: string): IDataObject {
	const { messaging_product: _product, contacts, messages, ...others } = response;
	const { input, wa_id: waId, ...contact } = first(contacts);
	const { id: messageId, message_status: status, ...message } = first(messages);
	// The long ID is not first: what happened to whom is in the first columns of n8n's table.
	const known = { status: status ?? 'accepted', to: input ?? to, messageId, waId };
	return compact({ ...known, ...camelObject({ ...contact, ...message, ...others }), ...known });
}

/** @returns the form selected by 'Simplify' @throws InputError when it is not true or false */
export function readResponseForm(item: OperationItem, recipient: Recipient): ResponseForm {
	if (!(optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true)) return RAW;
	const to = formatRecipient(recipient);
	return {
		output: (response) => simplifyResponse(response, to),
		acceptedEarlier: { status: 'accepted', to, acceptedEarlier: true },
	};
}
