import fc from 'fast-check';
import { InputError } from '../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { reaction } from '../../../nodes/WhatsAppBusinessCloud/messages/reaction';
import { inputErrorOf } from '../inputErrorOf';

const wamid = 'wamid.HBgLMTY1MDUwNzY1MjA=';
const react = (emoji: unknown) => reaction.build({ reactionAction: 'react', reactionMessageId: wamid, emoji });

test.each<[string, string]>([
	['👍', '👍'],
	[' 👍\n', '👍'],
	['❤', '❤'],
	['❤️', '❤️'],
	['👍🏽', '👍🏽'],
	['👩‍👩‍👧', '👩‍👩‍👧'],
	['🇩🇪', '🇩🇪'],
	['🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
	['1️⃣', '1️⃣'],
	['\\uD83D\\uDE00', '😀'],
	['\\ud83d\\ude00', '😀'],
	['\\u2764\\uFE0F', '❤️'],
	['\\u{1F600}', '😀'],
])('sends %s as an emoji', (emoji, sent) => {
	expect(react(emoji)).toEqual({
		body: { type: 'reaction', reaction: { message_id: wamid, emoji: sent } },
		uploads: [],
		links: [],
	});
	expect(react(sent).body).toEqual(react(emoji).body);
});

test('adds a reaction by default', () => {
	expect(reaction.build({ reactionMessageId: ` ${wamid} `, emoji: '👍' }).body.reaction).toEqual({
		message_id: wamid,
		emoji: '👍',
	});
});

test('sends an empty emoji to remove a reaction, regardless of the Emoji field', () => {
	expect(reaction.build({ reactionAction: 'remove', reactionMessageId: wamid, emoji: '👍' }).body).toEqual({
		type: 'reaction',
		reaction: { message_id: wamid, emoji: '' },
	});
});

test.each<[unknown, string]>([
	['', "'Emoji' is empty"],
	[undefined, "'Emoji' is empty"],
	[null, "'Emoji' is empty: got null"],
	['👍👍', "'Emoji' must be a single emoji"],
	['👍 👍', "'Emoji' must be a single emoji"],
	['👍!', "'Emoji' must be a single emoji"],
	[':thumbsup:', "'Emoji' must be a single emoji"],
	['a', "'Emoji' must be a single emoji"],
	['1', "'Emoji' must be a single emoji"],
	[1, "'Emoji' must be a single emoji"],
	['\\uD83D', "'Emoji' must be a single emoji"],
	['\\u{FFFFFF}', "'Emoji' must be a single emoji"],
	['🇩', "'Emoji' must be a single emoji"],
	[{ emoji: '👍' }, "'Emoji' needs text, got an object"],
	[['👍'], "'Emoji' needs text, got an array"],
])('rejects the emoji %p', (emoji, message) => {
	expect(inputErrorOf(() => react(emoji)).message).toBe(message);
});

test.each<[unknown, string]>([
	['', "'Message ID' is empty"],
	[null, "'Message ID' is empty: got null"],
	['1234567', "'Message ID' is not a message ID"],
	['wamid.', "'Message ID' is not a message ID"],
	['wamid.a b', "'Message ID' is not a message ID"],
	[{}, "'Message ID' needs text, got an object"],
])('rejects the message ID %p', (reactionMessageId, message) => {
	expect(inputErrorOf(() => reaction.build({ reactionMessageId, emoji: '👍' })).message).toBe(message);
});

test('rejects an action that does not exist', () => {
	expect(inputErrorOf(() => reaction.build({ reactionMessageId: wamid, reactionAction: 'x' })).message).toBe(
		"'Reaction' has an unknown value",
	);
});

test('returns one emoji or an InputError for any input', () => {
	const texts = fc.stringOf(
		fc.constantFrom('👍', '❤', '\ufe0f', '\u200d', '🇩', '\\u', 'D83D', '1', '\u20e3', ' ', '\ud83d'),
		{ maxLength: 4 },
	);
	fc.assert(
		fc.property(fc.oneof(fc.anything(), fc.string16bits(), texts), (emoji) => {
			try {
				const { body } = react(emoji);
				const sent = (body.reaction as { emoji: string }).emoji;
				expect([...new Intl.Segmenter().segment(sent)]).toHaveLength(1);
				expect(react(sent).body).toEqual(body);
			} catch (thrown) {
				if (!(thrown instanceof InputError)) throw thrown;
			}
		}),
		{ numRuns: 500 },
	);
});
