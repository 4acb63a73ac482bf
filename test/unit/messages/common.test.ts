import fc from 'fast-check';
import {
	checkGroupMessage,
	commonFields,
	envelope,
	readCommon,
} from '../../../nodes/WhatsAppBusinessCloud/messages/common';
import { InputError } from '../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { document } from '../../../nodes/WhatsAppBusinessCloud/messages/document';
import { raw } from '../../../nodes/WhatsAppBusinessCloud/messages/raw';
import { parseGroup, parseRecipient } from '../../../nodes/WhatsAppBusinessCloud/shared/input/recipient';
import { text } from '../../../nodes/WhatsAppBusinessCloud/messages/text';
import { inputErrorOf } from '../inputErrorOf';

const user = parseRecipient('+4915123456789', 'To');
const group = parseGroup('G1', 'To');
const hello = text.build({ textBody: 'hello' });
const wamid = 'wamid.HBgLMTY1MDUwNzY1MjA=';

describe('envelope', () => {
	test('sends the same body as the built-in node to a phone number', () => {
		expect(envelope({ recipient: user, built: hello })).toEqual({
			messaging_product: 'whatsapp',
			to: '+4915123456789',
			type: 'text',
			text: { body: 'hello' },
		});
	});

	test('sends a message to a user by user ID', () => {
		expect(envelope({ recipient: parseRecipient('US.1', 'To'), built: hello })).toEqual({
			messaging_product: 'whatsapp',
			recipient: 'US.1',
			type: 'text',
			text: { body: 'hello' },
		});
	});

	test('sends a message to a group', () => {
		expect(envelope({ recipient: group, built: hello })).toEqual({
			messaging_product: 'whatsapp',
			recipient_type: 'group',
			to: 'G1',
			type: 'text',
			text: { body: 'hello' },
		});
	});

	test('includes all common fields', () => {
		const common = readCommon({
			replyToMessageId: ` ${wamid} `,
			bizOpaqueCallbackData: 'order 7',
			recipientIdentityKeyHash: 'DF2=',
		});
		expect(envelope({ recipient: user, built: hello, common })).toEqual({
			messaging_product: 'whatsapp',
			to: '+4915123456789',
			type: 'text',
			text: { body: 'hello' },
			context: { message_id: wamid },
			biz_opaque_callback_data: 'order 7',
			recipient_identity_key_hash: 'DF2=',
		});
	});

	test('inserts the ID of an upload later', () => {
		const built = document.build({ mediaPath: 'useMedian8n', mediaPropertyName: 'data' });
		const message = envelope({ recipient: user, built });
		built.uploads[0].target.id = '7';
		expect(message.document).toEqual({ id: '7' });
	});

	test('overrides a raw message with the fields that are set, and keeps the rest', () => {
		const built = raw.build({
			rawMessage: {
				to: '1',
				messaging_product: 'x',
				...hello.body,
				context: { message_id: 'wamid.raw' },
				biz_opaque_callback_data: 'raw',
			},
		});
		expect(envelope({ recipient: user, built })).toEqual({
			messaging_product: 'whatsapp',
			to: '+4915123456789',
			type: 'text',
			text: { body: 'hello' },
			context: { message_id: 'wamid.raw' },
			biz_opaque_callback_data: 'raw',
		});
		const common = readCommon({ replyToMessageId: wamid });
		expect(envelope({ recipient: user, built, common })).toMatchObject({
			context: { message_id: wamid },
			biz_opaque_callback_data: 'raw',
		});
	});

	test('rejects a reply to a message for a reaction', () => {
		const built = { body: { type: 'reaction', reaction: { message_id: wamid, emoji: '' } }, uploads: [], links: [] };
		expect(inputErrorOf(() => envelope({ recipient: user, built, common: { replyToMessageId: wamid } })).message).toBe(
			"'Reply to Message ID' cannot be used with a reaction",
		);
		expect(envelope({ recipient: user, built, common: {} }).context).toBeUndefined();
	});
});

describe('groups', () => {
	test.each([
		'text',
		'audio',
		'document',
		'image',
		'sticker',
		'video',
		'template',
		'pin',
		'contacts',
		'location',
		'reaction',
		'tomorrow',
		'constructor',
	])('accepts a message of type %s to a group', (type) => {
		expect(() => checkGroupMessage(type)).not.toThrow();
	});

	test('rejects interactive messages to groups, in the check and in the envelope', () => {
		const built = { body: { type: 'interactive', interactive: {} }, uploads: [], links: [] };
		const found = inputErrorOf(() => envelope({ recipient: group, built }));
		expect(found.message).toBe("Interactive messages cannot be sent to groups, see 'Message Type'");
		expect(envelope({ recipient: user, built }).type).toBe('interactive');
	});
});

describe('common fields', () => {
	test('omits empty common fields', () => {
		expect(readCommon({ replyToMessageId: '', bizOpaqueCallbackData: ' ', recipientIdentityKeyHash: null })).toEqual(
			{},
		);
		expect(readCommon(undefined)).toEqual({});
		const empty = readCommon({ replyToMessageId: '' });
		expect(Object.keys(envelope({ recipient: user, built: hello, common: empty }))).toEqual([
			'messaging_product',
			'to',
			'type',
			'text',
		]);
	});

	test('accepts 512 characters of callback data, and converts numbers to text', () => {
		expect(readCommon({ bizOpaqueCallbackData: 'x'.repeat(512) })).toEqual({ bizOpaqueCallbackData: 'x'.repeat(512) });
		expect(readCommon({ bizOpaqueCallbackData: 7 })).toEqual({ bizOpaqueCallbackData: '7' });
	});

	test.each<[Record<string, unknown>, string]>([
		[{ bizOpaqueCallbackData: 'x'.repeat(513) }, "'Callback Data' has 513 characters, WhatsApp allows 512"],
		[{ bizOpaqueCallbackData: { order: 7 } }, "'Callback Data' needs text, got an object"],
		[{ replyToMessageId: '12345' }, "'Reply to Message ID' is not a message ID"],
		[{ replyToMessageId: ['wamid.1'] }, "'Reply to Message ID' needs text, got an array"],
		[{ recipientIdentityKeyHash: {} }, "'Recipient Identity Key Hash' needs text, got an object"],
	])('rejects the common fields %j', (fields, message) => {
		expect(inputErrorOf(() => readCommon(fields)).message).toBe(message);
	});

	test('sorts common fields by name, and hides the reply field for reactions', () => {
		const names = commonFields.map(({ displayName }) => displayName);
		expect(names).toEqual([...names].sort());
		const reply = commonFields.find(({ name }) => name === 'replyToMessageId');
		expect(reply?.displayOptions).toEqual({ hide: { '/messageType': ['reaction'] } });
	});

	test('returns common fields or an InputError for any input', () => {
		const fields = fc.record({
			replyToMessageId: fc.anything(),
			bizOpaqueCallbackData: fc.anything(),
			recipientIdentityKeyHash: fc.anything(),
		});
		fc.assert(
			fc.property(fc.oneof(fields, fc.anything()), (value) => {
				try {
					expect(Object.values(readCommon(value))).not.toContain('');
				} catch (thrown) {
					if (!(thrown instanceof InputError)) throw thrown;
				}
			}),
		);
	});
});
