import type { IDataObject } from 'n8n-workflow';
import type { OperationOutput } from './types';

/** Recipient as sent, WhatsApp ID, message ID, and the status that is returned for template messages. */
type SerializedMessage = [input: string | null, waId: string | null, id: string, status?: string];

/**
 * An output as stored. Nearly every message response is reduced to a few strings, any other output is stored in full.
 * `s` is a simplified response without its default status.
 */
export type SerializedOutput = SerializedMessage | { s: SerializedMessage } | { output: OperationOutput };

/** The `status` of nearly every simplified response. */
const DEFAULT_STATUS = 'accepted';

function hasOnly(value: unknown, required: string[], optional: string[] = []): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const keys = Object.keys(value);
	return (
		required.every((key) => keys.includes(key)) && keys.every((key) => required.includes(key) || optional.includes(key))
	);
}

function packMessage(json: IDataObject): SerializedMessage | undefined {
	if (!hasOnly(json, ['messaging_product', 'contacts', 'messages']) || json.messaging_product !== 'whatsapp')
		return undefined;
	const { contacts, messages } = json;
	if (!Array.isArray(contacts) || !Array.isArray(messages) || contacts.length !== 1 || messages.length !== 1)
		return undefined;
	const [contact, message] = [contacts[0] as unknown, messages[0] as unknown];
	if (!hasOnly(contact, [], ['input', 'wa_id']) || !hasOnly(message, ['id'], ['message_status'])) return undefined;
	const texts = [contact.input, contact.wa_id, message.id, message.message_status];
	if (texts.some((text) => text !== undefined && typeof text !== 'string')) return undefined;
	const [input = null, waId = null, id, status] = texts as Array<string | undefined>;
	return status === undefined ? [input, waId, id!] : [input, waId, id!, status];
}

function packSimplified(json: IDataObject): { s: SerializedMessage } | undefined {
	const { messageId, to, waId, status } = json;
	const usual = waId === undefined ? 'status to messageId' : 'status to messageId waId';
	if (Object.keys(json).join(' ') !== usual) return undefined;
	if (typeof messageId !== 'string' || typeof to !== 'string' || typeof status !== 'string') return undefined;
	if (waId !== undefined && typeof waId !== 'string') return undefined;
	return { s: status === DEFAULT_STATUS ? [to, waId ?? null, messageId] : [to, waId ?? null, messageId, status] };
}

/** Makes an output small: a run of 100,000 items keeps all outputs until it ends. */
export function serialize(output: OperationOutput): SerializedOutput {
	if (Array.isArray(output) || Object.keys(output).length !== 1) return { output };
	return packMessage(output.json) ?? packSimplified(output.json) ?? { output };
}

function unpackMessage([input, waId, id, status]: SerializedMessage): IDataObject {
	const contact = { ...(input !== null && { input }), ...(waId !== null && { wa_id: waId }) };
	const message = { id, ...(status !== undefined && { message_status: status }) };
	return { messaging_product: 'whatsapp', contacts: [contact], messages: [message] };
}

/** @returns the output that was serialized, with equal fields */
export function deserialize(packed: SerializedOutput): OperationOutput {
	if (Array.isArray(packed)) return { json: unpackMessage(packed) };
	if ('output' in packed) return packed.output;
	const [to, waId, messageId, status = DEFAULT_STATUS] = packed.s;
	return { json: { status, to, messageId, ...(waId !== null && { waId }) } };
}
