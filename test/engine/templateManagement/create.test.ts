import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../harness';
import { mockedNetwork, expectCreation, run } from './support';
import { minimalTemplate, BODY } from './minimalTemplate';

mockedNetwork();

/** Returns the components created from a form. */
async function componentsOf(parameters: INodeParameters): Promise<unknown> {
	const sent = expectCreation();
	const { output, error } = await run('create', { ...minimalTemplate, ...parameters });
	expect(error).toBeUndefined();
	expect(output).toEqual([{ json: { id: '900', status: 'PENDING', category: 'MARKETING' }, pairedItem: { item: 0 } }]);
	return sent().components;
}

test('sends the complete request for a minimal template', async () => {
	const sent = expectCreation();
	await run('create', minimalTemplate);
	expect(sent()).toEqual({ name: 'spring_sale', language: 'en_US', category: 'MARKETING', components: [BODY] });
});

test('creates header, body, footer and buttons with numbered variables', async () => {
	const components = await componentsOf({
		headerFormat: 'TEXT',
		headerText: 'Order {{1}}',
		headerExample: 'A-2044',
		bodyText: 'Hi {{1}}, it comes on {{2}}.',
		bodyExamples: {
			example: [
				{ variable: '{{2}}', text: 'Monday' },
				{ variable: '', text: 'Ann' },
			],
		},
		footerText: 'Acme',
		buttons: {
			button: [
				{ type: 'QUICK_REPLY', text: 'Thanks' },
				{ type: 'URL', text: 'Track', url: 'https://example.com/t/{{1}}', urlExample: 'A-2044' },
			],
		},
	});
	expect(components).toEqual([
		{ type: 'HEADER', format: 'TEXT', text: 'Order {{1}}', example: { header_text: ['A-2044'] } },
		{ type: 'BODY', text: 'Hi {{1}}, it comes on {{2}}.', example: { body_text: [['Ann', 'Monday']] } },
		{ type: 'FOOTER', text: 'Acme' },
		{
			type: 'BUTTONS',
			buttons: [
				{ type: 'QUICK_REPLY', text: 'Thanks' },
				{ type: 'URL', text: 'Track', url: 'https://example.com/t/{{1}}', example: ['https://example.com/t/A-2044'] },
			],
		},
	]);
});

test('creates named variables, and sends all additional fields', async () => {
	const sent = expectCreation();
	await run('create', {
		...minimalTemplate,
		language: { __rl: true, mode: 'code', value: 'pt-BR' },
		bodyText: 'Hi {{first_name}}!',
		bodyExamples: { example: [{ variable: 'first_name', text: 'Ann' }] },
		additionalFields: {
			displayFormat: 'ORDER_DETAILS',
			creativeOptIn: ['image_touchups'],
			creativeOptOut: ['add_text_overlay', 'image_animation'],
			linkTrackingOptedOut: true,
			moreProperties: '{"product_set_id": "77", "send_type": "CAMPAIGN", "creative_sourcing_spec": {"a": 1}}',
			subCategory: 'order_status',
			timeToLive: 43200,
		},
	});
	expect(sent()).toEqual({
		name: 'spring_sale',
		language: 'pt_BR',
		category: 'MARKETING',
		parameter_format: 'NAMED',
		components: [
			{
				type: 'BODY',
				text: 'Hi {{first_name}}!',
				example: { body_text_named_params: [{ param_name: 'first_name', example: 'Ann' }] },
			},
		],
		message_send_ttl_seconds: 43200,
		display_format: 'ORDER_DETAILS',
		cta_url_link_tracking_opted_out: true,
		sub_category: 'ORDER_STATUS',
		product_set_id: '77',
		send_type: 'CAMPAIGN',
		creative_sourcing_spec: { a: 1 },
		degrees_of_freedom_spec: {
			creative_features_spec: {
				image_touchups: { enroll_status: 'OPT_IN' },
				add_text_overlay: { enroll_status: 'OPT_OUT' },
				image_animation: { enroll_status: 'OPT_OUT' },
			},
		},
	});
});

test.each<[string, IDataObject, IDataObject]>([
	[
		'phone number',
		{ type: 'PHONE_NUMBER', text: 'Call', phoneNumber: '+1 (650) 555-0111' },
		{ type: 'PHONE_NUMBER', text: 'Call', phone_number: '+16505550111' },
	],
	['copy code', { type: 'COPY_CODE', code: 'SUMMER25' }, { type: 'COPY_CODE', example: 'SUMMER25' }],
	[
		'flow by ID',
		{
			type: 'FLOW',
			text: 'Book',
			flow: { __rl: true, mode: 'id', value: '77' },
			navigateScreen: 'START',
			icon: 'REVIEW',
		},
		{ type: 'FLOW', text: 'Book', flow_id: '77', flow_action: 'navigate', navigate_screen: 'START', icon: 'REVIEW' },
	],
	[
		'flow with a screen from the list',
		{
			type: 'FLOW',
			text: 'Book',
			flow: { __rl: true, mode: 'id', value: '77' },
			navigateScreen: { __rl: true, mode: 'list', value: 'START', cachedResultName: 'Book a table (START)' },
		},
		{ type: 'FLOW', text: 'Book', flow_id: '77', flow_action: 'navigate', navigate_screen: 'START' },
	],
	[
		'flow with the default screen',
		{
			type: 'FLOW',
			text: 'Book',
			flow: { __rl: true, mode: 'id', value: '77' },
			navigateScreen: { __rl: true, mode: 'list', value: '' },
		},
		{ type: 'FLOW', text: 'Book', flow_id: '77', flow_action: 'navigate' },
	],
	[
		'flow by name',
		{ type: 'FLOW', text: 'Book', flow: { __rl: true, mode: 'name', value: 'Table' }, flowAction: 'data_exchange' },
		{ type: 'FLOW', text: 'Book', flow_name: 'Table', flow_action: 'data_exchange' },
	],
	[
		'flow by JSON',
		{ type: 'FLOW', text: 'Book', flowSource: 'json', flowJson: '{"version": "7.1"}' },
		{ type: 'FLOW', text: 'Book', flow_json: '{"version":"7.1"}', flow_action: 'navigate' },
	],
	['catalog', { type: 'CATALOG' }, { type: 'CATALOG', text: 'View catalog' }],
	[
		'voice call',
		{ type: 'VOICE_CALL', text: 'Talk', ttlMinutes: 60 },
		{ type: 'VOICE_CALL', text: 'Talk', ttl_minutes: 60 },
	],
	['voice call at any time', { type: 'VOICE_CALL', text: 'Talk', ttlMinutes: 0 }, { type: 'VOICE_CALL', text: 'Talk' }],
	['contact info', { type: 'REQUEST_CONTACT_INFO' }, { type: 'REQUEST_CONTACT_INFO', text: 'Share Contact Info' }],
	['order', { type: 'ORDER_DETAILS' }, { type: 'ORDER_DETAILS', text: 'Review and Pay' }],
	[
		'Pix',
		{ type: 'PAYMENT_REQUEST', paymentMethod: 'pix_dynamic_code', pixCode: '000201' },
		{
			type: 'PAYMENT_REQUEST',
			text: 'Copy Pix code',
			payment_setting: { type: 'pix_dynamic_code', pix_dynamic_code: { code: '000201' } },
		},
	],
	[
		'boleto',
		{ type: 'PAYMENT_REQUEST', paymentMethod: 'boleto', digitableLine: '03399' },
		{
			type: 'PAYMENT_REQUEST',
			text: 'Copy Boleto code',
			payment_setting: { type: 'boleto', boleto: { digitable_line: '03399' } },
		},
	],
	[
		'payment link',
		{ type: 'PAYMENT_REQUEST', paymentMethod: 'payment_link', paymentLink: 'https://example.com/pay' },
		{
			type: 'PAYMENT_REQUEST',
			text: 'Open payment link',
			payment_setting: { type: 'payment_link', payment_link: { uri: 'https://example.com/pay' } },
		},
	],
	[
		'stored card',
		{ type: 'PAYMENT_REQUEST', paymentMethod: 'offsite_card_pay' },
		{ type: 'PAYMENT_REQUEST', text: 'Review payment', payment_setting: { type: 'offsite_card_pay' } },
	],
	[
		'app',
		{
			type: 'URL',
			text: 'Open',
			url: 'https://example.com',
			appDeepLink: { metaAppId: '12', androidDeepLink: 'shop://x', androidFallback: 'https://play.google.com/x' },
		},
		{
			type: 'URL',
			text: 'Open',
			url: 'https://example.com',
			app_deep_link: {
				meta_app_id: '12',
				android_deep_link: 'shop://x',
				android_fallback_playstore_url: 'https://play.google.com/x',
			},
		},
	],
])('creates a template button: %s', async (_name, entry, built) => {
	expect(await componentsOf({ buttons: { button: [entry as INodeParameters] } })).toEqual([
		BODY,
		{ type: 'BUTTONS', buttons: [built] },
	]);
});

test('creates location and product headers and product buttons', async () => {
	expect(
		await componentsOf({ headerFormat: 'TEXT', headerText: 'For you', buttons: { button: [{ type: 'MPM' }] } }),
	).toEqual([
		{ type: 'HEADER', format: 'TEXT', text: 'For you' },
		BODY,
		{ type: 'BUTTONS', buttons: [{ type: 'MPM', text: 'View items' }] },
	]);
	expect(await componentsOf({ headerFormat: 'LOCATION' })).toEqual([{ type: 'HEADER', format: 'LOCATION' }, BODY]);
	expect(await componentsOf({ headerFormat: 'PRODUCT', buttons: { button: [{ type: 'SPM' }] } })).toEqual([
		{ type: 'HEADER', format: 'PRODUCT' },
		BODY,
		{ type: 'BUTTONS', buttons: [{ type: 'SPM', text: 'View' }] },
	]);
});

const handle = { headerExampleFrom: 'handle', headerHandle: '4::aW1hZ2U=:ARZ' };
const header = (format: string): IDataObject => ({
	type: 'HEADER',
	format,
	example: { header_handle: ['4::aW1hZ2U=:ARZ'] },
});

test.each(['IMAGE', 'VIDEO', 'DOCUMENT', 'GIF'])('creates a header of type %s from a handle', async (format) => {
	expect(await componentsOf({ headerFormat: format, ...handle })).toEqual([header(format), BODY]);
});

test('creates a limited-time offer', async () => {
	const components = await componentsOf({
		templateLayout: 'limitedTimeOffer',
		headerFormat: 'IMAGE',
		...handle,
		offerText: 'Ends soon!',
		offerHasExpiration: true,
		buttons: {
			button: [
				{ type: 'COPY_CODE', code: 'SAVE25' },
				{ type: 'URL', text: 'Shop', url: 'https://example.com' },
			],
		},
	});
	expect(components).toEqual([
		header('IMAGE'),
		{ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Ends soon!', has_expiration: true } },
		BODY,
		{
			type: 'BUTTONS',
			buttons: [
				{ type: 'COPY_CODE', example: 'SAVE25' },
				{ type: 'URL', text: 'Shop', url: 'https://example.com' },
			],
		},
	]);
});

test('creates carousels of images and of products', async () => {
	const reply = { button: [{ type: 'QUICK_REPLY', text: 'More' }] };
	const cards = [
		{ ...handle, bodyText: '{{1}} off, today only', bodyExamples: { example: [{ text: '20%' }] }, buttons: reply },
		{ ...handle, bodyText: 'Limes', buttons: reply },
	];
	const built = { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'More' }] };
	expect(await componentsOf({ templateLayout: 'carousel', cards: { card: cards } })).toEqual([
		BODY,
		{
			type: 'CAROUSEL',
			cards: [
				{
					components: [
						header('IMAGE'),
						{ type: 'BODY', text: '{{1}} off, today only', example: { body_text: [['20%']] } },
						built,
					],
				},
				{ components: [header('IMAGE'), { type: 'BODY', text: 'Limes' }, built] },
			],
		},
	]);
	const product = {
		components: [
			{ type: 'HEADER', format: 'PRODUCT' },
			{ type: 'BUTTONS', buttons: [{ type: 'SPM', text: 'View' }] },
		],
	};
	const view = { buttons: { button: [{ type: 'SPM' }] } };
	expect(
		await componentsOf({ templateLayout: 'carousel', cardHeaderFormat: 'PRODUCT', cards: { card: [view, view] } }),
	).toEqual([BODY, { type: 'CAROUSEL', cards: [product, product] }]);
});

test('creates a call permission request', async () => {
	expect(await componentsOf({ templateLayout: 'callPermission', footerText: 'Acme' })).toEqual([
		BODY,
		{ type: 'FOOTER', text: 'Acme' },
		{ type: 'CALL_PERMISSION_REQUEST' },
	]);
});

test('creates authentication templates with copy code and zero tap', async () => {
	const { bodyText: _none, ...rest } = minimalTemplate;
	const auth = { ...rest, category: 'AUTHENTICATION' };
	const sent = expectCreation();
	await run('create', {
		...auth,
		codeExpirationMinutes: 5,
		otpButtonText: 'Copy',
		additionalFields: { timeToLive: 900 },
	});
	expect(sent()).toEqual({
		name: 'spring_sale',
		language: 'en_US',
		category: 'AUTHENTICATION',
		components: [
			{ type: 'BODY', add_security_recommendation: true },
			{ type: 'FOOTER', code_expiration_minutes: 5 },
			{ type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE', text: 'Copy' }] },
		],
		message_send_ttl_seconds: 900,
	});
	const zero = expectCreation();
	const apps = { app: [{ packageName: 'com.example.shop', signatureHash: 'K8a/AINcGX7' }] };
	await run('create', {
		...auth,
		addSecurityRecommendation: false,
		codeExpirationMinutes: 0,
		otpType: 'ZERO_TAP',
		autofillText: 'Fill in',
		supportedApps: apps,
		zeroTapTermsAccepted: true,
	});
	expect(zero().components).toEqual([
		{ type: 'BODY', add_security_recommendation: false },
		{
			type: 'BUTTONS',
			buttons: [
				{
					type: 'OTP',
					otp_type: 'ZERO_TAP',
					autofill_text: 'Fill in',
					supported_apps: [{ package_name: 'com.example.shop', signature_hash: 'K8a/AINcGX7' }],
					zero_tap_terms_accepted: true,
				},
			],
		},
	]);
});

test('accepts components as JSON text, as a list, or within a template', async () => {
	const components = [{ type: 'body', text: 'Hi {{1}}!', example: { body_text: [['Ann']] } }];
	for (const componentsJson of [JSON.stringify(components), JSON.stringify({ name: 'x', components })]) {
		expect(await componentsOf({ defineComponents: 'json', componentsJson })).toEqual(components);
	}
	const sent = expectCreation();
	await runNode({
		parameters: {
			resource: 'template',
			operation: 'create',
			...minimalTemplate,
			defineComponents: 'json',
			componentsJson: '={{ $json.components }}',
		},
		input: [{ json: { components } }],
	});
	expect(sent().components).toEqual(components);
});
