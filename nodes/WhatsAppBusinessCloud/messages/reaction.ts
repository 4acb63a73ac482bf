import { messageId } from './common';
import { InputError } from '../shared/inputError';
import type { MessageType } from './types';
import { readEnum, emptyFieldError, optionalText } from '../shared/input/parameterValues';

const fields = { action: 'Reaction', emoji: 'Emoji', message: 'Message ID' };
const actions = ['react', 'remove'] as const;

/**
 * Whether a grapheme is an emoji: a pictogram, a flag, or a keycap. Emoji newer than the runtime are matched by their
 * reserved ranges.
 */
const isEmoji = (grapheme: string): boolean =>
	/^\p{Extended_Pictographic}|^\p{Regional_Indicator}{2}$|^[0-9#*]\uFE0F?\u20E3$/u.test(grapheme);

/** Converts literal `\uD83D\uDE00` and `\u{1F600}`, as in Meta's examples, to the characters. */
const unescape = (text: string): string =>
	text.replace(/\\u(?:([0-9a-f]{4})|\{([0-9a-f]{1,6})\})/gi, (whole, unit?: string, codePoint?: string) => {
		if (unit !== undefined) return String.fromCharCode(parseInt(unit, 16));
		const value = parseInt(codePoint ?? '', 16);
		return value <= 0x10ffff ? String.fromCodePoint(value) : whole;
	});

/** @returns the emoji @throws InputError unless the value is exactly one emoji */
function oneEmoji(value: unknown): string {
	const written = optionalText(value, fields.emoji);
	if (written === undefined) {
		throw emptyFieldError(value, fields.emoji, "Enter an emoji, or choose 'Remove' to remove a reaction");
	}
	const emoji = unescape(written.trim()).trim();
	const graphemes = [...new Intl.Segmenter().segment(emoji)].slice(0, 2);
	if (graphemes.length === 1 && isEmoji(emoji)) return emoji;
	throw new InputError(fields.emoji, 'must be a single emoji', 'Enter one emoji, without text or spaces');
}

/** WhatsApp docs: Messages > Reaction messages. `{message_id, emoji}`; an empty emoji removes the reaction. */
export const reaction: MessageType = {
	value: 'reaction',
	name: 'Reaction',
	description: 'React to a message with an emoji, or remove a reaction',
	properties: [
		{
			displayName: fields.action,
			name: 'reactionAction',
			type: 'options',
			default: 'react',
			description: 'Whether to add or remove a reaction',
			options: [
				{ name: 'React', value: 'react', description: 'Add a reaction, or replace your current one' },
				{ name: 'Remove', value: 'remove', description: 'Remove your reaction' },
			],
		},
		{
			displayName: fields.message,
			name: 'reactionMessageId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. wamid.HBgLMTY1MDUwNzY1MjAVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA',
			description: 'ID of a message sent or received in the last 30 days',
		},
		{
			displayName: fields.emoji,
			name: 'emoji',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. \u{1F44D}',
			description: 'The emoji to react with',
			hint: 'One emoji. Escapes such as \\uD83D\\uDC4D are supported.',
			displayOptions: { show: { reactionAction: ['react'] } },
		},
	],
	build(parameters) {
		const message = messageId(parameters.reactionMessageId, fields.message);
		if (message === undefined)
			throw emptyFieldError(parameters.reactionMessageId, fields.message, 'Enter the ID of the message to react to');
		const action = readEnum(parameters.reactionAction, fields.action, actions, 'react');
		const emoji = action === 'remove' ? '' : oneEmoji(parameters.emoji);
		return { body: { type: 'reaction', reaction: { message_id: message, emoji } }, uploads: [], links: [] };
	},
};
