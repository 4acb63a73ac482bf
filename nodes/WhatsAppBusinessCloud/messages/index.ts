import { audio } from './audio';
import { contacts } from './contacts';
import { document } from './document';
import { image } from './image';
import { InputError } from './inputError';
import { location } from './location';
import { raw } from './raw';
import { reaction } from './reaction';
import { sticker } from './sticker';
import { text } from './text';
import type { MessageType } from './types';
import { video } from './video';

/** Every message type, by name in the alphabet. A new one is a new file and a line here. */
export const messageTypes: MessageType[] = [
	audio,
	contacts,
	document,
	image,
	location,
	raw,
	reaction,
	sticker,
	text,
	video,
];

/** @returns the type with this value of the `messageType` parameter @throws InputError when there is none */
export function findMessageType(value: unknown): MessageType {
	const found = messageTypes.find((type) => type.value === value);
	if (found) return found;
	throw new InputError(
		'Message Type',
		"'Message Type' has a value that does not exist",
		`Use one of: ${messageTypes.map((type) => type.value).join(', ')}`,
	);
}
