import { seed } from '../../src';
import type { Json } from '../interactiveMessages';
import { messages, photo } from './messages';

/** A request: the operation as Meta's file names it, the path, and the body. */
export interface Exchange {
	operation: string;
	path: string;
	body?: Json;
}

const phone = seed.phoneNumberId;
const waba = seed.wabaId;
const whatsapp = { messaging_product: 'whatsapp' };

const get = (operation: string, path: string): Exchange => ({ operation: `GET ${operation}`, path });
const post = (operation: string, path: string, body: Json): Exchange => ({
	operation: `POST ${operation}`,
	path,
	body,
});
const remove = (operation: string, path: string, body?: Json): Exchange => ({
	operation: `DELETE ${operation}`,
	path,
	...(body && { body }),
});

const ofMessages: Exchange[] = [
	...messages.map((body) =>
		post('/{phone}/messages', `/${phone}/messages`, { ...whatsapp, to: '16505551234', ...body }),
	),
	post('/{phone}/messages', `/${phone}/messages`, {
		...whatsapp,
		recipient: 'US.13491208655302741918',
		type: 'text',
		text: { body: 'To a user ID' },
	}),
	post('/{phone}/messages', `/${phone}/messages`, {
		...whatsapp,
		recipient_type: 'group',
		to: seed.groupId,
		type: 'text',
		text: { body: 'To a group' },
	}),
	post('/{phone}/messages', `/${phone}/messages`, {
		...whatsapp,
		status: 'read',
		message_id: seed.incomingMessageId,
		typing_indicator: { type: 'text' },
	}),
	post('/{phone}/marketing_messages', `/${phone}/marketing_messages`, {
		...whatsapp,
		to: '16505551234',
		type: 'template',
		product_policy: 'CLOUD_API_FALLBACK',
		message_activity_sharing: true,
		template: {
			name: 'new_arrivals',
			language: { code: 'en_US' },
			components: [photo, { type: 'body', parameters: [{ type: 'text', text: 'Ann' }] }],
		},
	}),
];

const ofNumbers: Exchange[] = [
	get('/{phone}', `/${phone}`),
	get(
		'/{phone}',
		`/${phone}?fields=id,status,quality_rating,name_status,code_verification_status,account_mode,throughput,is_official_business_account,health_status,platform_type,search_visibility,is_pin_enabled,messaging_limit_tier,webhook_configuration`,
	),
	get('/{waba}/phone_numbers', `/${waba}/phone_numbers?limit=2`),
	get(
		'/{waba}',
		`/${waba}?fields=id,name,currency,country,timezone_id,message_template_namespace,account_review_status`,
	),
	post('/{phone}/block_users', `/${phone}/block_users`, { ...whatsapp, block_users: [{ user: '16505551234' }] }),
	get('/{phone}/block_users', `/${phone}/block_users`),
	remove('/{phone}/block_users', `/${phone}/block_users`, { ...whatsapp, block_users: [{ user: '16505551234' }] }),
	get('/{waba}/subscribed_apps', `/${waba}/subscribed_apps`),
	post('/{waba}/subscribed_apps', `/${waba}/subscribed_apps`, {}),
	get('/{waba}/subscribed_apps', `/${waba}/subscribed_apps`),
	remove('/{waba}/subscribed_apps', `/${waba}/subscribed_apps`),
	get('/{business}', `/${seed.businessPortfolioId}`),
	get('/{phone}/whatsapp_business_encryption', `/${phone}/whatsapp_business_encryption`),
];

const ofTemplatesAndFlows: Exchange[] = [
	get('/{waba}/message_templates', `/${waba}/message_templates?limit=50`),
	get('/{template}', '/<first template>'),
	post('/{waba}/message_templates', `/${waba}/message_templates`, {
		name: 'checked',
		language: 'en_US',
		category: 'UTILITY',
		components: [
			{ type: 'HEADER', format: 'TEXT', text: 'Order {{1}}', example: { header_text: ['A-1'] } },
			{ type: 'BODY', text: 'Dear {{1}}, it is ready.', example: { body_text: [['Ann']] } },
			{ type: 'FOOTER', text: 'Acme' },
			{
				type: 'BUTTONS',
				buttons: [
					{ type: 'QUICK_REPLY', text: 'Thanks' },
					{ type: 'URL', text: 'Open', url: 'https://example.com/{{1}}', example: ['https://example.com/a'] },
					{ type: 'PHONE_NUMBER', text: 'Call', phone_number: '+16505551234' },
				],
			},
		],
	}),
	remove('/{waba}/message_templates', `/${waba}/message_templates?name=checked`),
	get('/{waba}/flows', `/${waba}/flows`),
	get('/{flow}', '/<first Flow>'),
	get('/{flow}/assets', '/<first Flow>/assets'),
	get('/{media}', '/<media>'),
	remove('/{media}', '/<media>'),
];

const group = seed.groupId;

const ofGroupsAndCalls: Exchange[] = [
	post('/{phone}/groups', `/${phone}/groups`, {
		...whatsapp,
		subject: 'Roses',
		description: 'All about roses',
		join_approval_mode: 'auto_approve',
	}),
	get('/{phone}/groups', `/${phone}/groups`),
	get('/{group}', `/${group}`),
	get(
		'/{group}',
		`/${group}?fields=subject,description,suspended,creation_timestamp,participants,total_participant_count,join_approval_mode`,
	),
	post('/{group}', `/${group}`, { ...whatsapp, subject: 'Tulips', description: 'All about tulips' }),
	post('/{group}/invite_link', `/${group}/invite_link`, whatsapp),
	get('/{group}/join_requests', `/${group}/join_requests`),
	remove('/{group}/participants', `/${group}/participants`, {
		...whatsapp,
		participants: [{ user: seed.groupMember }],
	}),
	remove('/{group}', `/${group}`),
	get('/{phone}/call_permissions', `/${phone}/call_permissions?user_wa_id=16505551234`),
];

const ofBusiness: Exchange[] = [
	get('/{phone}/whatsapp_commerce_settings', `/${phone}/whatsapp_commerce_settings`),
	post('/{phone}/whatsapp_commerce_settings', `/${phone}/whatsapp_commerce_settings`, { is_cart_enabled: true }),
	post('/{phone}/conversational_automation', `/${phone}/conversational_automation`, {
		prompts: ['One', 'Two', 'Three', 'Four'],
		commands: [{ command_name: 'tickets', command_description: 'Book tickets' }],
	}),
	get('/{phone}/whatsapp_business_profile', `/${phone}/whatsapp_business_profile`),
	post('/{phone}/whatsapp_business_profile', `/${phone}/whatsapp_business_profile`, { ...whatsapp, about: 'Hello' }),
	get('/{phone}/official_business_account', `/${phone}/official_business_account`),
	post('/{phone}/message_qrdls', `/${phone}/message_qrdls`, {
		prefilled_message: 'Hello',
		generate_qr_image: 'PNG',
	}),
	get('/{phone}/message_qrdls', `/${phone}/message_qrdls`),
	post('/{waba}', `/${waba}`, { is_enabled_for_insights: true }),
];

/** Requests that the emulator accepts, of each operation that it and Meta's file know. */
export const exchanges: Exchange[] = [
	...ofMessages,
	...ofNumbers,
	...ofTemplatesAndFlows,
	...ofGroupsAndCalls,
	...ofBusiness,
];
