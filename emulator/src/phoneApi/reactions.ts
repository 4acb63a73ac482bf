import type { Json } from '../messages/checks';
import { text } from './content/read';
import type { Phone } from './phone';

/** Sets or removes a reaction to a message, if the phone shows it. */
export function react({ chats }: Phone, { message_id, emoji }: Json, by: 'customer' | 'business'): void {
	const entry = chats.entry(String(message_id));
	if (entry) chats.alter(entry.id, { reactions: { ...entry.reactions, [by]: text(emoji) } });
}
