import { messagesChange, payload, text, type Json } from '../../unit/trigger/payloads';
import { Host, type Reply } from './host';

/** Result when no run starts: n8n sends its own response body unless the node returns one. */
export const EMPTY = { webhookResponse: '' };

export const hello = payload(messagesChange(text('Grüße 👋')));
/** A payload of messages with these numbers as text and ID. */
export const numbered = (...ids: number[]): Json =>
	payload(messagesChange(...ids.map((id) => text(`n${id}`, { id: `wamid.${id}` }))));
/** The message IDs of the items. */
export const ids = ({ items }: Reply): unknown[] | undefined => items?.map(({ json }) => json.messageId);
/** A trigger on messages. */
export const trigger = (parameters: object = {}): Host => new Host({ updates: ['messages'], ...parameters });
