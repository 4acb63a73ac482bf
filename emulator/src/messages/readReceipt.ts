import { parameterError } from '../errors';
import type { State } from '../state';
import { invalid, object, text, type Json } from './checks';

/**
 * Meta docs: Messages > Mark messages as read, Typing indicators. Marks an incoming message as read, with or without
 * the typing indicator.
 */
export function checkReadReceipt(body: Json, state: State): void {
	if (body.status !== 'read')
		throw parameterError(`Param status must be one of {READ} - got "${String(body.status)}".`);
	const id = text(body.message_id, 'message_id');
	if (!state.messageTypes.has(id)) invalid(`Message '${id}' was not found.`);
	if (body.typing_indicator === undefined) return;
	const indicator = object(body.typing_indicator, 'typing_indicator');
	if (indicator.type !== 'text') throw parameterError("Param typing_indicator['type'] must be one of {TEXT}.");
}
