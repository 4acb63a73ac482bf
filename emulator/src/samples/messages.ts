import {
	EARLIER,
	FROM,
	PARENT,
	SENT,
	USER,
	about,
	after,
	contact,
	error,
	file,
	ID,
	message,
	NUMBER,
	SECONDS,
	text,
	TIME,
	type Kinds,
} from './parts';

const incoming = (...messages: Array<Record<string, unknown>>): Record<string, unknown> => ({
	...about,
	contacts: [contact],
	messages,
});
const answers = { context: { from: NUMBER, id: SENT } };
const interactive = (type: string, reply: unknown): Record<string, unknown> =>
	incoming(message('interactive', { type, [type]: reply }, answers));
/** Meta docs: Webhooks > messages > System; Business-scoped user IDs > System messages webhooks. */
const system = (
	type: string,
	rest: Record<string, unknown>,
	beside: Record<string, unknown> = {},
): Record<string, unknown> => ({
	...about,
	messages: [{ id: ID, timestamp: TIME, type: 'system', system: { type, ...rest }, ...beside }],
});

/** Messages from users. Meta docs: Webhooks > messages. */
export const messages: Kinds = {
	text: incoming(text('Hello! Do you ship to Zürich? 👋')),
	image: incoming(message('image', file('image/jpeg', { caption: 'This one, please' }))),
	video: incoming(message('video', file('video/mp4', { caption: 'How it broke' }))),
	audio: incoming(message('audio', file('audio/mpeg', { voice: false }))),
	voice: incoming(message('audio', file('audio/ogg; codecs=opus', { voice: true }))),
	// Meta docs: Calling API > Voicemail: the ID is that of the call.
	voicemail: incoming(message('audio', file('audio/ogg; codecs=opus', { voice: true }), { id: 'wacid.<id>' })),
	document: incoming(message('document', file('application/pdf', { caption: 'Our order', filename: 'order.pdf' }))),
	sticker: incoming(message('sticker', file('image/webp', { animated: false }))),
	location: incoming(
		message('location', {
			latitude: 37.4847,
			longitude: -122.1473,
			name: 'Lucky Shrub',
			address: '1 Lucky Way, Menlo Park',
			url: 'https://luckyshrub.example.com/',
		}),
	),
	// Meta docs: Business-scoped user IDs > Requesting phone numbers: `origin` is beside the contacts.
	contacts: incoming(
		message(
			'contacts',
			[
				{
					name: { formatted_name: 'Jessica Vega', first_name: 'Jessica', last_name: 'Vega' },
					org: { company: 'Lucky Shrub', title: 'Owner' },
					phones: [{ phone: '+1 650-555-9876', wa_id: '16505559876', type: 'MOBILE' }],
					emails: [{ email: 'jessica@example.com', type: 'WORK' }],
					addresses: [
						{
							street: '1 Lucky Way',
							city: 'Menlo Park',
							state: 'CA',
							zip: '94025',
							country: 'United States',
							country_code: 'us',
							type: 'WORK',
						},
					],
					urls: [{ url: 'https://luckyshrub.example.com', type: 'WORK' }],
					birthday: '1990-01-20',
					vcard: 'BEGIN:VCARD\nVERSION:3.0\nFN:Jessica Vega\nEND:VCARD',
				},
			],
			{ origin: 'other' },
		),
	),
	contactRequestAnswer: incoming(
		message(
			'contacts',
			[
				{
					name: { formatted_name: 'Pablo Morales' },
					phones: [{ phone: '+1 650-555-1234', wa_id: FROM, type: 'CELL' }],
					vcard: 'BEGIN:VCARD\nVERSION:3.0\nFN:Pablo Morales\nEND:VCARD',
				},
			],
			{ ...answers, origin: 'contact_request' },
		),
	),
	reaction: incoming(message('reaction', { message_id: SENT, emoji: '👍' })),
	reactionRemoved: incoming(message('reaction', { message_id: SENT })),
	order: incoming(
		message('order', {
			catalog_id: '194836987003835',
			text: 'With gift wrap, please',
			product_items: [
				{ product_retailer_id: 'di9ozbzfi4', quantity: 2, item_price: 30, currency: 'USD' },
				{ product_retailer_id: 'nqryix03ez', quantity: 1, item_price: 25.5, currency: 'USD' },
			],
		}),
	),
	templateButton: incoming(message('button', { payload: 'unsubscribe', text: 'Unsubscribe' }, answers)),
	// Meta docs: Payments (Brazil) > Order details template: a tap on its button.
	orderDetailsTap: incoming(message('button', { payload: 'ORDER_DETAILS_CLICKED', text: 'Review and Pay' }, answers)),
	buttonReply: interactive('button_reply', { id: 'yes', title: 'Yes' }),
	listReply: interactive('list_reply', {
		id: 'priority_express',
		title: 'Priority Mail Express',
		description: 'Next day to 2 days',
	}),
	flowReply: interactive('nfm_reply', {
		name: 'flow',
		body: 'Sent',
		response_json: '{"flow_token":"booking-1","date":"2026-11-30","seats":2}',
	}),
	addressReply: interactive('nfm_reply', {
		name: 'address_message',
		body: 'Pablo Morales\n1 Lucky Way\nMumbai',
		response_json:
			'{"values":{"name":"Pablo Morales","phone_number":"+16505551234","in_pin_code":"400063","address":"1 Lucky Way","city":"Mumbai"}}',
	}),
	callPermissionAccepted: interactive('call_permission_reply', {
		response: 'accept',
		is_permanent: false,
		expiration_timestamp: after(7 * 86_400),
		response_source: 'user_action',
	}),
	// Meta docs: Calling API > User call permissions prints no `type`.
	callPermissionUntyped: incoming(
		message(undefined, undefined, {
			interactive: {
				type: 'call_permission_reply',
				call_permission_reply: { response: 'accept', is_permanent: true, response_source: 'user_action' },
			},
			context: { from: NUMBER, id: SENT },
		}),
	),
	// Meta docs: Payments (Brazil) > One-click payments.
	paymentMethod: interactive('payment_method', {
		payment_method: 'offsite_card_pay',
		payment_timestamp: SECONDS,
		reference_id: 'order-1001',
		last_four_digits: '5235',
		credential_id: '17893',
	}),
	callPermissionRejected: interactive('call_permission_reply', { response: 'reject', response_source: 'user_action' }),
	quotedReply: incoming(text('Yes, that one', answers)),
	forwarded: incoming(text('Look at this', { context: { forwarded: true } })),
	frequentlyForwarded: incoming(text('Look at this', { context: { frequently_forwarded: true } })),
	productQuestion: incoming(
		text('Is it in stock?', {
			context: {
				from: NUMBER,
				id: SENT,
				referred_product: { catalog_id: '194836987003835', product_retailer_id: 'di9ozbzfi4' },
			},
		}),
	),
	adReferral: incoming(
		text('Can I get more info about this?', {
			referral: {
				source_url: 'https://fb.me/3cr4Wqqkv',
				source_type: 'ad',
				source_id: '120226305854810726',
				headline: 'Chat with us',
				body: 'Summer succulents are here!',
				media_type: 'image',
				image_url: 'https://scontent.example.com/1.jpg',
				thumbnail_url: 'https://scontent.example.com/1s.jpg',
				ctwa_clid: 'Aff-n8ZTODiE79d22KtAwQKj9e_mIEOOj27vDVwFjN80dp4',
				welcome_message: { text: 'Hi there! How can we help?' },
			},
		}),
	),
	postReferral: incoming(
		text('Hello', {
			referral: {
				source_url: 'https://fb.me/4xr',
				source_type: 'post',
				source_id: '120226305854810727',
				headline: 'New',
				body: 'New plants',
				media_type: 'video',
				video_url: 'https://scontent.example.com/1.mp4',
				thumbnail_url: 'https://scontent.example.com/2s.jpg',
			},
		}),
	),
	groupMessage: incoming(
		text('Who is coming?', { group_id: 'Y2FwaV9ncm91cDoxNjUwNTU1MTExMToxMjAzNjM0MDQ2OTQyMzM4MjAZD' }),
	),
	hiddenNumber: {
		...about,
		contacts: [{ profile: { name: 'Pablo Morales', username: '@pablo' }, user_id: USER }],
		messages: [{ from_user_id: USER, id: ID, timestamp: TIME, type: 'text', text: { body: 'I hide my number' } }],
	},
	identityChecked: { ...incoming(text('Hello')), contacts: [{ ...contact, identity_key_hash: 'DF2lS5v2W6x=' }] },
	requestWelcome: incoming(message('request_welcome', undefined)),
	edit: incoming(
		message('edit', {
			original_message_id: EARLIER,
			message: { context: { id: SENT }, type: 'text', text: { body: 'Hello again' } },
		}),
	),
	revoke: incoming(message('revoke', { original_message_id: EARLIER })),
	unsupported: incoming(
		message(
			'unsupported',
			{ type: 'poll_creation' },
			{ errors: [error(131051, 'Message type unknown', 'Message type is currently not supported.')] },
		),
	),
	unavailable: incoming(
		message(
			'unsupported',
			{ type: 'errors' },
			{ errors: [error(131060, 'This message is currently unavailable.', 'This message is currently unavailable.')] },
		),
	),
	emptyInteractive: {
		...incoming(message('interactive', {}, answers)),
		errors: [error(131000, 'Something went wrong', 'Unsupported webhook payload')],
	},
	numberChanged: system(
		'user_changed_number',
		{
			body: 'User Pablo changed from 16505551234 to 16505555678',
			wa_id: '16505555678',
			user_id: `${USER}9`,
			parent_user_id: `${PARENT}9`,
			previous_user_id: USER,
			previous_parent_user_id: PARENT,
		},
		{ from: FROM },
	),
	userIdChanged: system('user_changed_user_id', {
		body: 'User Pablo changed their user ID',
		user_id: `${USER}9`,
		parent_user_id: `${PARENT}9`,
		previous_user_id: USER,
		previous_parent_user_id: PARENT,
	}),
	identityChanged: system(
		'user_identity_changed',
		{ body: 'Pablo reinstalled WhatsApp', wa_id: FROM, user_id: USER },
		{ from: FROM, identity: { acknowledged: false, created_timestamp: SECONDS, hash: 'DF2lS5v2W6x=' } },
	),
	// Older pages write customer_identity_changed.
	identityChangedOld: system(
		'customer_identity_changed',
		{ body: 'Pablo reinstalled WhatsApp', wa_id: FROM, user_id: USER },
		{ from: FROM, identity: { acknowledged: false, created_timestamp: SECONDS, hash: 'DF2lS5v2W6x=' } },
	),
	// Meta docs: Conversation Routing > Webhooks: a summary beside the messages that follow a handover.
	afterHandover: {
		...incoming(text('Are you there?')),
		conversation_context: { type: 'summary', summary: { text: 'Pablo wants to return order 1001.' } },
	},
	// Meta docs: Marketing Messages API > User action webhooks: no messages, statuses or contacts.
	userActions: {
		...about,
		user_actions: [
			{
				action_type: 'marketing_messages_link_click',
				timestamp: TIME,
				marketing_messages_link_click_data: {
					click_component: 'cta',
					product_id: 'di9ozbzfi4',
					click_id: 'Aff-n8ZTODiE79d22KtAwQKj9e',
					tracking_token: 'dHJhY2s',
				},
			},
			{
				action_type: 'landing_page_view',
				timestamp: TIME,
				landing_page_view_data: { click_id: 'Aff-n8ZTODiE79d22KtAwQKj9e', tracking_token: 'dHJhY2s' },
			},
		],
	},
	error: {
		...about,
		errors: [
			error(
				130429,
				'Rate limit hit',
				'Message failed to send because there were too many messages sent from this phone number in a short period of time.',
			),
		],
	},
};
