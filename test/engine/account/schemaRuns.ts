import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { GRAPH, PHONE, runNode, WABA } from '../harness';

const GROUP = 'Y2FwaV9ncm91cDoxNjMxNTU1ODEwMDoxMjAzNjM0MDQ2OTQyMzM4MjAZD';
const success = { success: true };

/** Runs an operation whose only request gets this response. */
export const once =
	(
		name: string,
		method: 'GET' | 'POST' | 'DELETE',
		path: string,
		response: unknown,
		parameters: INodeParameters = {},
	): (() => Promise<IDataObject[]>) =>
	async () => {
		nock(GRAPH)
			.intercept(`/v25.0/${path}`, method)
			.query(true)
			.times(['account/get', 'analytics/getCosts'].includes(name) ? 2 : 1)
			.reply(200, response as nock.Body);
		const [resource, operation] = name.split('/');
		// Analytics of all numbers, everything else of one.
		const phoneNumberId = resource === 'analytics' ? '' : PHONE;
		const { output } = await runNode({ parameters: { resource, operation, phoneNumberId, ...parameters } });
		return (output ?? []).map(({ json }) => json);
	};

/** A run by its name, for the schema test. */
export const named = (...[name, ...rest]: Parameters<typeof once>): Record<string, () => Promise<IDataObject[]>> => ({
	[name]: once(name, ...rest),
});

const waba = {
	id: WABA,
	name: 'Acme',
	status: 'ACTIVE',
	account_review_status: 'APPROVED',
	business_verification_status: 'verified',
	country: 'US',
	currency: 'USD',
	timezone_id: '1',
	ownership_type: 'SELF',
	owner_business_info: { id: '5', name: 'Acme Holding' },
	whatsapp_business_manager_messaging_limit: 'TIER_2K',
	is_enabled_for_insights: true,
	primary_funding_id: '1',
	marketing_messages_onboarding_status: 'ELIGIBLE',
	disable_marketing_messages_on_cloud_api: false,
	template_auto_archival_enabled: false,
};
const error = { error_code: 141006, error_description: 'No payment method.', possible_solution: 'Add one.' };
const entity = { entity_type: 'WABA', id: WABA, can_send_message: 'BLOCKED', errors: [error] };
const health = { health_status: { can_send_message: 'BLOCKED', entities: [entity] } };
const user = {
	id: '1',
	name: 'Ann',
	user_type: 'BUSINESS_USER',
	tasks: ['MANAGE'],
	business: { id: '5', name: 'Acme' },
};
const profile = {
	about: 'Open',
	address: '1 Market Street',
	description: 'We deliver.',
	email: 'hello@example.com',
	websites: ['https://example.com/'],
	vertical: 'RETAIL',
	profile_picture_url: 'https://pps.whatsapp.net/x',
};
const official = { oba_status: 'REJECTED', status_message: 'Not notable' };
const code = {
	code: '4O4YGZEG3RIVE1',
	prefilled_message: 'Hi',
	deep_link_url: 'https://wa.me/message/4O4YGZEG3RIVE1',
	qr_image_url: 'https://scontent.xx.fbcdn.net/x.png',
};
const codes = `${PHONE}/message_qrdls`;
const noPicture = { downloadPicture: false };

const point = { start: 1_790_000_000, end: 1_790_086_400 };
const priced = {
	...point,
	country: 'DE',
	phone_number: '16315558100',
	pricing_category: 'UTILITY',
	pricing_type: 'REGULAR',
	tier: '0:100000',
	volume: 3,
	cost: 0.15,
};
const points = (name: string, ...data_points: object[]) => ({ [name]: { data_points } });
const counts = { ...point, sent: 5, delivered: 4, read: 3 };
const template = {
	...counts,
	clicked: [{ type: 'url_button', button_content: 'Shop', count: 2 }],
	cost: [
		{ type: 'amount_spent', value: 1.25 },
		{ type: 'cost_per_delivered', value: 0.05 },
		{ type: 'cost_per_url_button_click', value: 0.25 },
	],
};

const product = {
	id: '1',
	retailer_id: 'SKU-1',
	name: 'Rye bread',
	price: '$5.00',
	currency: 'USD',
	availability: 'in stock',
	image_url: 'https://shop.example/1.jpg',
	url: 'https://shop.example/1',
	review_status: 'approved',
	inventory: 10,
};

/** Runs the operations of Commerce, Username, Analytics, Account, Business Profile and QR Code for the schema test. */
export const accountSchemaRuns: Record<string, () => Promise<IDataObject[]>> = {
	...named('analytics/getCosts', 'GET', WABA, { currency: 'EUR', ...points('pricing_analytics', priced) }),
	...named('analytics/messages', 'GET', WABA, points('analytics', { ...point, sent: 5, delivered: 4 })),
	...named('analytics/pricing', 'GET', WABA, points('pricing_analytics', priced)),
	...named(
		'analytics/conversations',
		'GET',
		WABA,
		points('conversation_analytics', {
			...point,
			conversation: 2,
			cost: 0.15,
			country: 'DE',
			phone_number: '16315558100',
			conversation_category: 'SERVICE',
			conversation_type: 'REGULAR',
			conversation_direction: 'USER_INITIATED',
		}),
	),
	...named(
		'analytics/calls',
		'GET',
		WABA,
		points('call_analytics', {
			...point,
			count: 3,
			cost: 0.15,
			average_duration: 9,
			direction: 'USER_INITIATED',
			country: 'DE',
			phone_number: '16315558100',
		}),
	),
	...named(
		'analytics/templates',
		'GET',
		`${WABA}/template_analytics`,
		{ data: [{ data_points: [{ ...template, template_id: '900' }] }] },
		{ templateId: '900' },
	),
	...named(
		'analytics/templateGroups',
		'GET',
		`${WABA}/template_group_analytics`,
		{ data: [{ data_points: [{ ...template, template_group_id: '5' }] }] },
		{ templateGroupId: '5' },
	),
	...named(
		'analytics/groups',
		'GET',
		`${WABA}/group_analytics`,
		{ data: [{ data_points: [{ ...counts, group_id: GROUP, joined: 1, left: 0 }] }] },
		{ groupId: GROUP },
	),
	...named('commerce/getSettings', 'GET', `${PHONE}/whatsapp_commerce_settings`, {
		data: [{ id: '77', is_cart_enabled: true, is_catalog_visible: false }],
	}),
	...named('commerce/updateSettings', 'POST', `${PHONE}/whatsapp_commerce_settings`, success, {
		updateFields: { cartEnabled: true },
	}),
	...named('commerce/getCatalogs', 'GET', `${WABA}/product_catalogs`, { data: [{ id: '77', name: 'Garden' }] }),
	...named('commerce/getProducts', 'GET', '77/products', { data: [product] }, { catalogId: '77' }),
	...named('conversationalComponent/get', 'GET', PHONE, {
		conversational_automation: {
			prompts: ['When?'],
			commands: [{ command_name: 'order', command_description: 'Track' }],
		},
	}),
	...named('conversationalComponent/update', 'POST', `${PHONE}/conversational_automation`, success, {
		iceBreakers: { iceBreaker: [{ text: 'When?' }] },
	}),
	...named('username/get', 'GET', `${PHONE}/username`, { username: 'acme', status: 'approved' }),
	...named('username/set', 'POST', `${PHONE}/username`, { status: 'reserved' }, { username: 'acme' }),
	...named('username/delete', 'DELETE', `${PHONE}/username`, success, { confirm: true }),
	...named('username/getSuggestions', 'GET', `${PHONE}/username_suggestions`, {
		data: [{ username_suggestions: ['acme'] }],
	}),
	...named(
		'username/deleteContact',
		'DELETE',
		`${PHONE}/contact_book`,
		{ deleted: true },
		{
			userId: 'US.13491208655302741918',
			confirm: true,
		},
	),
	...named('account/get', 'GET', WABA, { ...waba, ...health }),
	...named('account/getAll', 'GET', '5/owned_whatsapp_business_accounts', { data: [waba] }, { portfolioId: '5' }),
	...named('account/getAssignedUsers', 'GET', `${WABA}/assigned_users`, { data: [user] }, { portfolioId: '5' }),
	...named('account/update', 'POST', WABA, success, { confirm: true }),
	...named('businessProfile/get', 'GET', `${PHONE}/whatsapp_business_profile`, { data: [profile] }),
	...named('businessProfile/update', 'POST', `${PHONE}/whatsapp_business_profile`, success, {
		updateFields: { about: 'Open' },
	}),
	...named('businessProfile/getOfficialStatus', 'GET', `${PHONE}/official_business_account`, official),
	...named('businessProfile/requestOfficial', 'POST', `${PHONE}/official_business_account`, success, {
		website: 'https://example.com',
		country: 'Germany',
	}),
	...named('qrCode/create', 'POST', codes, code, { prefilledMessage: 'Hi', ...noPicture }),
	...named('qrCode/get', 'GET', codes, { data: [code] }, { qrCode: code.code, ...noPicture }),
	...named('qrCode/getAll', 'GET', codes, { data: [code] }),
	...named('qrCode/update', 'POST', codes, code, { qrCode: code.code, prefilledMessage: 'Hi' }),
	...named('qrCode/delete', 'DELETE', `${codes}/${code.code}`, success, { qrCode: code.code, confirm: true }),
};
