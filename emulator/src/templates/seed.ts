import { paymentTexts } from './paymentRequest';
import type { Component, Template } from './types';

const body = (text: string, ...example: string[]): Component => ({
	type: 'BODY',
	text,
	...(example.length > 0 && { example: { body_text: [example] } }),
});
const buttons = (...all: object[]): Component => ({ type: 'BUTTONS', buttons: all });
/** A payment request button; Meta returns its type in upper case. */
const payment = (type: string, inside?: object): object => ({
	type: 'PAYMENT_REQUEST',
	text: paymentTexts.get(type),
	payment_setting: { type: type.toUpperCase(), ...(inside && { [type]: inside }) },
});
const media = (format: string, file: string): Component => ({
	type: 'HEADER',
	format,
	example: { header_handle: [`https://scontent.whatsapp.net/v/t61/${file}?ccb=1-7`] },
});
const footer: Component = { type: 'FOOTER', text: 'Acme Shop, Springfield' };
const shop = 'https://shop.example.com';

type Definition = Pick<Template, 'name' | 'category' | 'components'> & Partial<Template>;

/** At least one template of every kind, and in every relevant state. */
const kinds: Definition[] = [
	{
		name: 'hello_world',
		category: 'UTILITY',
		components: [
			{ type: 'HEADER', format: 'TEXT', text: 'Hello World' },
			body('Welcome, and thank you for trying this out.'),
			footer,
		],
	},
	{
		name: 'order_update',
		category: 'UTILITY',
		components: [
			{ type: 'HEADER', format: 'TEXT', text: 'Order {{1}}', example: { header_text: ['A-2044'] } },
			body(
				'Hi {{1}}, your order over {{2}} left our warehouse today and reaches you on {{3}}.',
				'Ann',
				'$42.50',
				'Monday',
			),
			footer,
			buttons(
				{ type: 'URL', text: 'Track Order', url: `${shop}/track/{{1}}`, example: [`${shop}/track/A-2044`] },
				{ type: 'QUICK_REPLY', text: 'Call me' },
			),
		],
	},
	{
		name: 'order_update',
		language: 'de',
		category: 'UTILITY',
		components: [
			{ type: 'HEADER', format: 'TEXT', text: 'Bestellung {{1}}', example: { header_text: ['A-2044'] } },
			body('Hallo {{1}}, deine Bestellung ist unterwegs und kommt am {{2}} an.', 'Ann', 'Montag'),
		],
	},
	{
		name: 'invoice_ready',
		category: 'UTILITY',
		parameter_format: 'NAMED',
		components: [
			media('DOCUMENT', 'invoice.pdf'),
			{
				type: 'BODY',
				text: 'Dear {{first_name}}, attached you find invoice {{invoice_number}} over {{amount}}. Please pay it by {{due_date}}, thank you.',
				example: {
					body_text_named_params: [
						{ param_name: 'first_name', example: 'Ann' },
						{ param_name: 'invoice_number', example: '2026-118' },
						{ param_name: 'amount', example: '$42.50' },
						{ param_name: 'due_date', example: 'December 1' },
					],
				},
			},
			footer,
		],
	},
	{
		name: 'named_header',
		category: 'UTILITY',
		parameter_format: 'NAMED',
		components: [
			{
				type: 'HEADER',
				format: 'TEXT',
				text: 'Table for {{guest}}',
				example: { header_text_named_params: [{ param_name: 'guest', example: 'Ann' }] },
			},
			{
				type: 'BODY',
				text: 'We are expecting you at {{time}}, see you soon.',
				example: { body_text_named_params: [{ param_name: 'time', example: '7 pm' }] },
			},
		],
	},
	{
		name: 'new_arrivals',
		category: 'MARKETING',
		components: [
			media('IMAGE', 'shoes.jpg'),
			body('New in our shop, {{1}}: have a look.', 'Ann'),
			buttons({ type: 'URL', text: 'Shop Now', url: shop }),
		],
	},
	{
		name: 'product_video',
		category: 'MARKETING',
		components: [media('VIDEO', 'tour.mp4'), body('See how it works, {{1}}, in two minutes.', 'Ann')],
	},
	{
		name: 'dancing_gif',
		category: 'MARKETING',
		components: [media('GIF', 'dance.mp4'), body('It is time to celebrate with us.')],
	},
	{
		name: 'pickup_place',
		category: 'UTILITY',
		components: [{ type: 'HEADER', format: 'LOCATION' }, body('Your parcel {{1}} waits for you here.', 'A-2044')],
	},
	{
		name: 'single_product',
		category: 'MARKETING',
		components: [
			{ type: 'HEADER', format: 'PRODUCT' },
			body('Still on your mind, {{1}}? It is back in stock.', 'Ann'),
			buttons({ type: 'SPM', text: 'View' }),
		],
	},
	{
		name: 'every_button',
		category: 'MARKETING',
		components: [
			body('Choose what you like best.'),
			buttons(
				{ type: 'QUICK_REPLY', text: 'Yes' },
				{ type: 'QUICK_REPLY', text: 'No' },
				{ type: 'URL', text: 'Our Shop', url: shop },
				{ type: 'URL', text: 'Your Page', url: `${shop}/for/{{1}}`, example: [`${shop}/for/ann`] },
				{ type: 'PHONE_NUMBER', text: 'Call Us', phone_number: '+16315558100' },
				{ type: 'COPY_CODE', text: 'Copy offer code', example: ['SAVE25'] },
				{
					type: 'FLOW',
					text: 'Book a Visit',
					flow_id: '900100200300',
					flow_action: 'NAVIGATE',
					navigate_screen: 'START',
				},
				{ type: 'VOICE_CALL', text: 'Call on WhatsApp' },
				{ type: 'REQUEST_CONTACT_INFO', text: 'Share Contact Info' },
			),
		],
	},
	{
		name: 'login_code',
		category: 'AUTHENTICATION',
		components: [
			{
				type: 'BODY',
				text: '*{{1}}* is your verification code. For your security, do not share this code.',
				add_security_recommendation: true,
				example: { body_text: [['123456']] },
			},
			{ type: 'FOOTER', text: 'This code expires in 5 minutes.', code_expiration_minutes: 5 },
			buttons({
				type: 'URL',
				text: 'Copy code',
				url: 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}',
				example: ['https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp123456'],
			}),
		],
	},
	{
		name: 'login_code_one_tap',
		category: 'AUTHENTICATION',
		components: [
			{ type: 'BODY', text: '*{{1}}* is your verification code.', example: { body_text: [['123456']] } },
			buttons({
				type: 'OTP',
				otp_type: 'ONE_TAP',
				text: 'Copy code',
				autofill_text: 'Autofill',
				supported_apps: [{ package_name: 'com.example.app', signature_hash: 'K8a0AINcGX7' }],
			}),
		],
	},
	{
		name: 'weekend_offer',
		category: 'MARKETING',
		components: [
			media('IMAGE', 'sale.jpg'),
			body('Only this weekend, {{1}}: use code {{2}} and save.', 'Ann', 'SAVE25'),
			{ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Ends soon!', has_expiration: true } },
			buttons(
				{ type: 'COPY_CODE', text: 'Copy offer code', example: ['SAVE25'] },
				{ type: 'URL', text: 'Shop Now', url: `${shop}/sale?c={{1}}`, example: [`${shop}/sale?c=ann`] },
			),
		],
	},
	{
		name: 'summer_carousel',
		category: 'MARKETING',
		components: [
			body('Fresh for you, {{1}}: two of our favorites.', 'Ann'),
			{
				type: 'CAROUSEL',
				cards: ['lemons', 'limes'].map((fruit) => ({
					components: [
						media('IMAGE', `${fruit}.jpg`),
						body('{{1}} off until {{2}} only, while they last.', '20%', 'Sunday'),
						buttons(
							{ type: 'QUICK_REPLY', text: 'More like this' },
							{ type: 'URL', text: 'Buy', url: `${shop}/${fruit}?c={{1}}`, example: [`${shop}/${fruit}?c=ann`] },
						),
					],
				})),
			},
		],
	},
	{
		name: 'product_carousel',
		category: 'MARKETING',
		components: [
			body('Back in stock for you.'),
			{
				type: 'CAROUSEL',
				cards: [0, 1].map(() => ({
					components: [{ type: 'HEADER', format: 'PRODUCT' }, buttons({ type: 'SPM', text: 'View' })],
				})),
			},
		],
	},
	{
		name: 'whole_catalog',
		category: 'MARKETING',
		components: [
			body('Our catalog is on WhatsApp now, {{1}}.', 'Ann'),
			buttons({ type: 'CATALOG', text: 'View catalog' }),
		],
	},
	{
		name: 'picked_for_you',
		category: 'MARKETING',
		components: [
			{ type: 'HEADER', format: 'TEXT', text: 'Picked for {{1}}', example: { header_text: ['Ann'] } },
			body('We think that you will like these.'),
			buttons({ type: 'MPM', text: 'View items' }),
		],
	},
	{
		name: 'order_payment',
		category: 'UTILITY',
		sub_category: 'ORDER_DETAILS',
		components: [
			body('Your order {{1}} is ready to be paid.', 'A-2044'),
			buttons({ type: 'ORDER_DETAILS', text: 'Review and Pay' }),
		],
	},
	{
		name: 'payment_reminder',
		category: 'UTILITY',
		components: [
			body('Your order {{1}} has not been paid yet.', 'A-2044'),
			buttons(
				payment('pix_dynamic_code', { code: '00020126580014br.gov.bcb.pix' }),
				payment('boleto', { digitable_line: '03399026944140000002628346101018898510000008848' }),
				payment('payment_link', { uri: 'https://example.com/pay' }),
			),
		],
	},
	{
		name: 'saved_card_payment',
		category: 'UTILITY',
		components: [body('Shall we charge your card for order {{1}}?', 'A-2044'), buttons(payment('offsite_card_pay'))],
	},
	{
		name: 'order_shipped',
		category: 'UTILITY',
		sub_category: 'ORDER_STATUS',
		components: [body('News about your order, {{1}}.', 'Ann')],
	},
	{
		name: 'may_we_call',
		category: 'UTILITY',
		components: [body('May we call you about your request?'), { type: 'CALL_PERMISSION_REQUEST' }],
	},
	{
		name: 'paused_offer',
		status: 'PAUSED',
		category: 'MARKETING',
		quality_score: { score: 'RED' },
		components: [body('You have not been here for a while.')],
	},
	{
		name: 'disabled_offer',
		status: 'DISABLED',
		category: 'MARKETING',
		quality_score: { score: 'RED' },
		components: [body('One more thing for you.')],
	},
	{
		name: 'rejected_offer',
		status: 'REJECTED',
		rejected_reason: 'PROMOTIONAL',
		category: 'UTILITY',
		components: [body('Buy now.')],
	},
	{ name: 'pending_offer', status: 'PENDING', category: 'MARKETING', components: [body('Soon in our shop.')] },
	{ name: 'archived_offer', status: 'ARCHIVED', category: 'MARKETING', components: [body('Last winter in our shop.')] },
];

/** Plain templates, so that the list has more than one page. */
const campaigns: Definition[] = Array.from({ length: 40 }, (_unused, index) => ({
	name: `campaign_${String(index + 1).padStart(3, '0')}`,
	category: 'MARKETING',
	components: [body('Hi {{1}}, this is news from our shop.', 'Ann')],
}));

/** Templates of the example workflows, which have no kind of their own. */
const ofExamples: Definition[] = [
	{
		name: 'appointment_reminder',
		category: 'UTILITY',
		components: [
			body('Hi {{1}}, we look forward to seeing you on {{2}} at {{3}}.', 'Ann', 'Monday', '10:30'),
			buttons({ type: 'QUICK_REPLY', text: 'Confirm' }, { type: 'QUICK_REPLY', text: 'Reschedule' }),
		],
	},
	{
		name: 'spring_sale',
		category: 'MARKETING',
		components: [body('Hi {{1}}, our spring sale starts today. Come and have a look.', 'Ann')],
	},
];

/** Names of the kinds that both accounts have. */
const shared = new Set([
	'hello_world',
	'order_update',
	'invoice_ready',
	'pickup_place',
	'new_arrivals',
	'product_video',
	'weekend_offer',
	'summer_carousel',
	'login_code',
]);

/** The templates of the account for tests; new objects on each call. */
export const seedTemplates = (): Template[] => complete([...kinds, ...campaigns, ...ofExamples]);

/** The 12 templates of the account for demonstrations; new objects on each call. */
export const demoTemplates = (): Template[] =>
	complete([...kinds.filter(({ name }) => shared.has(name)), ...ofExamples]);

function complete(definitions: Definition[]): Template[] {
	return definitions.map((definition, index) => ({
		id: `5940000000${String(index).padStart(5, '0')}`,
		language: 'en_US',
		status: 'APPROVED',
		parameter_format: 'POSITIONAL',
		quality_score: { score: 'GREEN' },
		created_at: Date.UTC(2026, 0, 1),
		...structuredClone(definition),
	}));
}
