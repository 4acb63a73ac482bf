import {
	contact,
	fieldsOf,
	message,
	messagesChange,
	metadata,
	PHONE,
	read,
	text,
	TIME,
	WABA,
	type Json,
} from './payloads';

const sender = {
	from: '16505551234',
	waId: '16505551234',
	userId: 'US.13491208655302741918',
	profileName: 'Pablo Morales',
	username: '@pablo',
	messageId: 'wamid.1',
	timestamp: TIME,
};

/** The fields of a message except sender and time; the service window has its own tests. */
function contentOf(sent: Json): Json {
	const { kind, windowClosesAt: _window, ...fields } = fieldsOf(messagesChange(message(sent)));
	expect(kind).toBe('message');
	for (const [key, value] of Object.entries(sender)) expect(fields[key]).toBe(value);
	return Object.fromEntries(Object.entries(fields).filter(([key]) => !(key in sender)));
}

describe('messages', () => {
	test('outputs a text with its fields in order, its IDs and the original message', () => {
		const sent = text('Does it come in another colour?');
		const [event] = read(messagesChange(sent));
		expect(event.json).toEqual({
			kind: 'message',
			field: 'messages',
			wabaId: WABA,
			phoneNumberId: PHONE,
			displayPhoneNumber: '15550783881',
			...sender,
			type: 'text',
			text: 'Does it come in another colour?',
			windowClosesAt: '2025-06-09T20:59:43.000Z',
			contact,
			message: sent,
		});
		expect(Object.keys(event.json)).toEqual([
			...['from', 'profileName', 'text', 'type', 'messageId', 'timestamp'],
			...['kind', 'waId', 'userId', 'username', 'windowClosesAt'],
			...['field', 'wabaId', 'phoneNumberId', 'displayPhoneNumber', 'contact', 'message'],
		]);
		expect({ key: event.key, update: event.update }).toEqual({ key: 'message|wamid.1|text', update: 'messages' });
	});

	test.each<[string, Json, Json]>([
		[
			'image',
			{
				image: {
					caption: 'Look',
					mime_type: 'image/jpeg',
					sha256: 'abc',
					id: '11',
					url: 'https://lookaside.fbsbx.com/x',
				},
			},
			{
				text: 'Look',
				caption: 'Look',
				mimeType: 'image/jpeg',
				sha256: 'abc',
				mediaId: '11',
				mediaUrl: 'https://lookaside.fbsbx.com/x',
			},
		],
		[
			'audio',
			{ audio: { mime_type: 'audio/ogg; codecs=opus', sha256: 'a', id: 12, voice: true } },
			{ mimeType: 'audio/ogg; codecs=opus', sha256: 'a', mediaId: '12', voice: true },
		],
		[
			'document',
			{ document: { filename: 'bill.pdf', mime_type: 'application/pdf', id: '13' } },
			{ fileName: 'bill.pdf', mimeType: 'application/pdf', mediaId: '13' },
		],
		[
			'sticker',
			{ sticker: { mime_type: 'image/webp', id: '14', animated: false } },
			{ mimeType: 'image/webp', mediaId: '14', animated: false },
		],
		[
			'location',
			{
				location: { latitude: 37.44, longitude: '-122.16', name: 'HQ', address: '1 Hacker Way', url: 'https://x.test' },
			},
			{
				latitude: 37.44,
				longitude: -122.16,
				locationName: 'HQ',
				locationAddress: '1 Hacker Way',
				locationUrl: 'https://x.test',
			},
		],
		[
			'contacts',
			{ contacts: [{ name: { formatted_name: 'Ann' }, phones: [{ phone: '+1', wa_id: '1' }], origin: 'other' }] },
			{
				contacts: [{ name: { formattedName: 'Ann' }, phones: [{ phone: '+1', waId: '1' }], origin: 'other' }],
				contactsOrigin: 'other',
			},
		],
		[
			'reaction',
			{ reaction: { message_id: 'wamid.0', emoji: '👍' } },
			{ reactionEmoji: '👍', reactionMessageId: 'wamid.0', reactionRemoved: false },
		],
		[
			'reaction',
			{ reaction: { message_id: 'wamid.0', emoji: '' } },
			{ reactionMessageId: 'wamid.0', reactionRemoved: true },
		],
		[
			'order',
			{
				order: {
					catalog_id: '7',
					text: 'soon please',
					product_items: [{ product_retailer_id: 'p', quantity: 2, item_price: 9.5, currency: 'EUR' }],
				},
			},
			{
				text: 'soon please',
				orderCatalogId: '7',
				orderItems: [{ productRetailerId: 'p', quantity: 2, itemPrice: 9.5, currency: 'EUR' }],
			},
		],
		['button', { button: { payload: 'P1', text: 'Yes' } }, { text: 'Yes', payload: 'P1', title: 'Yes' }],
		[
			'interactive',
			{ interactive: { type: 'button_reply', button_reply: { id: 'b1', title: 'OK' } } },
			{ interactiveType: 'button_reply', text: 'OK', buttonId: 'b1', title: 'OK' },
		],
		[
			'interactive',
			{ interactive: { type: 'list_reply', list_reply: { id: 'l1', title: 'Row', description: 'more' } } },
			{ interactiveType: 'list_reply', text: 'Row', listId: 'l1', title: 'Row', description: 'more' },
		],
		[
			'interactive',
			{
				interactive: {
					type: 'nfm_reply',
					nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"flow_token":"t","size":"L","n":3}' },
				},
			},
			{
				interactiveType: 'nfm_reply',
				text: 'Sent',
				nfmReplyName: 'flow',
				flowToken: 't',
				flowResponse: { flow_token: 't', size: 'L', n: 3 },
			},
		],
		[
			'interactive',
			{ interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', response_json: '{broken' } } },
			{ interactiveType: 'nfm_reply', nfmReplyName: 'flow', flowResponseText: '{broken' },
		],
		[
			'interactive',
			{
				interactive: {
					type: 'call_permission_reply',
					call_permission_reply: {
						response: 'accept',
						is_permanent: false,
						expiration_timestamp: '1749416383',
						response_source: 'user_action',
					},
				},
			},
			{
				interactiveType: 'call_permission_reply',
				callPermission: 'accept',
				callPermissionIsPermanent: false,
				callPermissionSource: 'user_action',
				callPermissionExpires: TIME,
			},
		],
		['request_welcome', {}, {}],
		[
			'edit',
			{ edit: { original_message_id: 'wamid.0', message: { type: 'text', text: { body: 'corrected' } } } },
			{ text: 'corrected', editedType: 'text', editedMessageId: 'wamid.0' },
		],
		['revoke', { revoke: { original_message_id: 'wamid.0' } }, { revokedMessageId: 'wamid.0' }],
		[
			'unsupported',
			{
				unsupported: { type: 'poll_creation' },
				errors: [{ code: 131051, title: 'Unsupported message type', error_data: { details: 'Not supported' } }],
			},
			{
				unsupportedType: 'poll_creation',
				errorCode: 131051,
				errorTitle: 'Unsupported message type',
				errorDetails: 'Not supported',
			},
		],
		['hologram', { hologram: { id: '1' } }, { known: false }],
	])('reads a message of type %s %#', (type, content, fields) => {
		expect(contentOf({ type, ...content })).toEqual({ type, ...fields });
	});

	test('reads what a message replies to and where it came from', () => {
		const sent = {
			...text('Is this one still there?'),
			group_id: 'G1',
			context: {
				from: '15550783881',
				id: 'wamid.0',
				frequently_forwarded: true,
				referred_product: { catalog_id: '7', product_retailer_id: 'p' },
			},
			referral: {
				source_url: 'https://fb.me/x',
				source_type: 'ad',
				source_id: '5',
				ctwa_clid: 'c',
				welcome_message: { text: 'Hi' },
			},
		};
		expect(contentOf(sent)).toEqual({
			type: 'text',
			text: 'Is this one still there?',
			groupId: 'G1',
			replyTo: 'wamid.0',
			replyToFrom: '15550783881',
			forwarded: true,
			frequentlyForwarded: true,
			referredProductRetailerId: 'p',
			referredCatalogId: '7',
			referral: {
				sourceUrl: 'https://fb.me/x',
				sourceType: 'ad',
				sourceId: '5',
				ctwaClid: 'c',
				welcomeMessage: { text: 'Hi' },
			},
		});
	});

	test('reads a user without a phone number, among several users', () => {
		const hidden = { profile: { name: 'Ana' }, user_id: 'BR.77' };
		const change = {
			field: 'messages',
			value: {
				metadata,
				contacts: [contact, hidden],
				messages: [text('a'), { from_user_id: 'BR.77', id: 'wamid.2', type: 'text', text: { body: 'b' } }],
			},
		};
		expect(read(change).map(({ json }) => [json.from, json.userId, json.profileName, json.text])).toEqual([
			['16505551234', 'US.13491208655302741918', 'Pablo Morales', 'a'],
			[undefined, 'BR.77', 'Ana', 'b'],
		]);
	});

	test('reads a changed number as a system event, not a message', () => {
		const change = messagesChange(
			message({
				type: 'system',
				system: { body: 'User A changed from 1 to 2', type: 'user_changed_number', wa_id: '2' },
				identity: { hash: 'h' },
			}),
		);
		expect(fieldsOf(change)).toEqual({
			kind: 'system',
			...sender,
			type: 'system',
			text: 'User A changed from 1 to 2',
			systemType: 'user_changed_number',
			newWaId: '2',
			identity: { hash: 'h' },
		});
	});

	test('reads an error without a message', () => {
		const change = {
			field: 'messages',
			value: { metadata, errors: [{ code: 131000, title: 'Something went wrong', message: 'm' }] },
		};
		expect(fieldsOf(change)).toEqual({
			kind: 'error',
			errorCode: 131000,
			errorTitle: 'Something went wrong',
			errorMessage: 'm',
		});
	});
});
