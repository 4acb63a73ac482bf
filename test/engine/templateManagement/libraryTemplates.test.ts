import nock from 'nock';
import { GRAPH, WABA } from '../harness';
import { AUTH, mockedNetwork, PATH, errorOf, run } from './support';
import { singleItem } from './values';

mockedNetwork();

describe('the library', () => {
	test('searches the library with every filter', async () => {
		const row = { id: '1', name: 'delivery_update_1', body: 'x' };
		nock(GRAPH, AUTH)
			.get('/v25.0/message_template_library')
			.query({ search: 'pay', usecase: 'SHIPPING', topic: 'T', industry: 'I', language: 'de', name: 'n', limit: 5 })
			.reply(200, { data: [row] });
		const { output } = await run('getLibrary', {
			limit: 5,
			filters: { search: 'pay', useCase: 'SHIPPING', topic: 'T', industry: 'I', language: 'de', name: 'n' },
		});
		expect(output).toEqual(singleItem(row));
	});

	test('creates a template with button and body inputs', async () => {
		const body = {
			name: 'my_update',
			language: 'en_US',
			category: 'UTILITY',
			library_template_name: 'delivery_update_1',
			library_template_button_inputs: [
				{ type: 'URL', url: { base_url: 'https://example.com/{{1}}', url_suffix_example: 'https://example.com/a' } },
				{ type: 'PHONE_NUMBER', phone_number: '+16505550111' },
				{ type: 'QUICK_REPLY' },
				{
					type: 'OTP',
					otp_type: 'ZERO_TAP',
					supported_apps: [{ package_name: 'com.example', signature_hash: 'K8a/AINcGX7' }],
					zero_tap_terms_accepted: true,
				},
			],
			library_template_body_inputs: {
				add_contact_number: true,
				add_track_package_link: false,
				code_expiration_minutes: 5,
			},
		};
		nock(GRAPH, AUTH).post(PATH, body).reply(200, { id: '901', status: 'APPROVED', category: 'UTILITY' });
		const { output } = await run('createFromLibrary', {
			libraryTemplateName: 'delivery_update_1',
			templateName: 'my_update',
			libraryButtons: {
				button: [
					{ type: 'URL', url: 'https://example.com/{{1}}', urlExample: 'https://example.com/a' },
					{ type: 'PHONE_NUMBER', phoneNumber: '+1 650 555 0111' },
					{ type: 'QUICK_REPLY' },
					{
						type: 'OTP',
						otpType: 'ZERO_TAP',
						packageName: 'com.example',
						signatureHash: 'K8a/AINcGX7',
						zeroTapTermsAccepted: true,
					},
				],
			},
			libraryBody: { addContactNumber: true, addTrackPackageLink: false, codeExpirationMinutes: 5 },
		});
		expect(output).toEqual(singleItem({ id: '901', status: 'APPROVED', category: 'UTILITY' }));
	});

	test('rejects a missing library template name, an empty URL and an invalid expiration', async () => {
		const base = { libraryTemplateName: 'x', templateName: 'y' };
		expect(await errorOf('createFromLibrary', { ...base, libraryTemplateName: '={{ "" }}' })).toBe(
			"'Library Template Name' is empty",
		);
		expect(await errorOf('createFromLibrary', { ...base, libraryButtons: { button: [{ type: 'URL' }] } })).toBe(
			"'URL' of button 1 is empty",
		);
		expect(await errorOf('createFromLibrary', { ...base, libraryBody: { codeExpirationMinutes: 91 } })).toBe(
			"'Code Expires After (Minutes)' is 91, WhatsApp allows 1 to 90",
		);
	});
});

describe('authentication templates', () => {
	test('creates a template in several languages, and returns one item for each', async () => {
		const body = {
			name: 'login_code',
			languages: ['en_US', 'de'],
			category: 'AUTHENTICATION',
			components: [
				{ type: 'BODY', add_security_recommendation: true },
				{ type: 'FOOTER', code_expiration_minutes: 10 },
				{
					type: 'BUTTONS',
					buttons: [
						{
							type: 'OTP',
							otp_type: 'ONE_TAP',
							supported_apps: [{ package_name: 'com.example', signature_hash: 'K8a/AINcGX7' }],
						},
					],
				},
			],
			message_send_ttl_seconds: 60,
		};
		const data = [
			{ id: '1', status: 'APPROVED', language: 'en_US' },
			{ id: '2', status: 'APPROVED', language: 'de' },
		];
		nock(GRAPH, AUTH).post(`/v25.0/${WABA}/upsert_message_templates`, body).reply(200, { data });
		const { output } = await run('upsertAuthentication', {
			templateName: 'login_code',
			languages: 'en_US, de, en_US',
			otpType: 'ONE_TAP',
			supportedApps: { app: [{ packageName: 'com.example', signatureHash: 'K8a/AINcGX7' }] },
			additionalFields: { timeToLive: 60 },
		});
		expect(output).toEqual(data.map((json) => ({ json, pairedItem: { item: 0 } })));
	});

	test('previews the template in the given languages', async () => {
		const query = {
			category: 'AUTHENTICATION',
			languages: 'en_US,de',
			add_security_recommendation: true,
			code_expiration_minutes: 5,
			button_types: 'OTP',
		};
		const data = [
			{
				body: '*{{1}}* is your code.',
				footer: 'x',
				buttons: [{ text: 'Copy code', autofill_text: 'Autofill' }],
				language: 'en_US',
			},
		];
		nock(GRAPH, AUTH).get(`/v25.0/${WABA}/message_template_previews`).query(query).reply(200, { data });
		expect((await run('getPreview', { languages: 'en_US,de', codeExpirationMinutes: 5 })).output).toEqual(
			singleItem(data[0]),
		);
	});

	test('previews all languages when none is given', async () => {
		const query = { category: 'AUTHENTICATION', add_security_recommendation: true, button_types: 'OTP' };
		const data = [
			{ body: 'a', language: 'de' },
			{ body: 'b', language: 'en_US' },
		];
		nock(GRAPH, AUTH).get(`/v25.0/${WABA}/message_template_previews`).query(query).reply(200, { data });
		const { output } = await run('getPreview', { languages: '', codeExpirationMinutes: 0 });
		expect(output?.map(({ json }) => json)).toEqual(data);
	});

	test('rejects invalid languages, a missing app and an invalid expiration', async () => {
		expect(await errorOf('upsertAuthentication', { templateName: 'a', languages: '={{ [] }}' })).toBe(
			"'Languages' is empty",
		);
		expect(await errorOf('upsertAuthentication', { templateName: 'a', languages: 'en_US, x' })).toBe(
			"'Languages' is not a language code: x",
		);
		expect(await errorOf('upsertAuthentication', { templateName: 'a', languages: 'de', otpType: 'ONE_TAP' })).toBe(
			"'Supported Apps' of button 1 is empty",
		);
		expect(await errorOf('getPreview', { languages: 'de', codeExpirationMinutes: 91 })).toBe(
			"'Code Expires After (Minutes)' is 91, WhatsApp allows 1 to 90",
		);
	});
});
