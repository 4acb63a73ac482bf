import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { GRAPH, loadOptions, runNode, WABA, credential } from '../harness';
import { searchTemplateIds, searchTemplateLanguages } from '../../../nodes/WhatsAppBusinessCloud/methods/templates';
import { AUTH, closedNetwork, PATH, errorOf, run } from './support';

closedNetwork();

const locator = (value: string): { __rl: true; mode: string; value: string } => ({ __rl: true, mode: 'list', value });
const only = (json: IDataObject): unknown => [{ json, pairedItem: { item: 0 } }];

const ALL_FIELDS =
	'id,name,status,category,language,components,parameter_format,sub_category,previous_category,correct_category,rejected_reason,quality_score,message_send_ttl_seconds,library_template_name,cta_url_link_tracking_opted_out,degrees_of_freedom_spec';
const SIMPLE_FIELDS = 'id,name,language,category,status,rejected_reason,quality_score,components';

const raw = {
	id: '900',
	name: 'order_update',
	language: 'en_US',
	category: 'UTILITY',
	status: 'APPROVED',
	rejected_reason: 'NONE',
	quality_score: { score: 'GREEN', date: 1700000000 },
	components: [
		{ type: 'HEADER', format: 'TEXT', text: 'Order {{1}}' },
		{ type: 'BODY', text: 'Hi {{1}}!' },
		{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Thanks' }, { type: 'COPY_CODE' }] },
	],
};
const simple = {
	id: '900',
	name: 'order_update',
	language: 'en_US',
	category: 'UTILITY',
	status: 'APPROVED',
	rejected_reason: 'NONE',
	quality_score: 'GREEN',
	header: 'Order {{1}}',
	body: 'Hi {{1}}!',
	buttons: ['Thanks', 'COPY_CODE'],
};

describe('Get', () => {
	test('returns simplified fields of a template by default', async () => {
		nock(GRAPH, AUTH).get('/v25.0/900').query({ fields: SIMPLE_FIELDS }).reply(200, raw);
		expect((await run('get', { templateId: locator('900') })).output).toEqual(only(simple));
	});

	test('returns the raw template when Simplify is off', async () => {
		nock(GRAPH, AUTH).get('/v25.0/900').query({ fields: ALL_FIELDS }).reply(200, raw);
		expect((await run('get', { templateId: '900', simplify: false })).output).toEqual(only(raw));
	});

	test('omits missing fields, and returns the format of a media header', async () => {
		nock(GRAPH)
			.get('/v25.0/900')
			.query(true)
			.reply(200, { id: '900', components: [{ type: 'HEADER', format: 'IMAGE' }] });
		expect((await run('get', { templateId: '900' })).output).toEqual(only({ id: '900', header: 'IMAGE', buttons: [] }));
	});

	test('rejects an ID that is not numeric', async () => {
		expect(await errorOf('get', { templateId: locator('order_update') })).toBe("'Template' is not an ID [item 0]");
	});
});

describe('Get Many', () => {
	const page = (from: number, count: number, next: boolean): IDataObject => ({
		data: Array.from({ length: count }, (_unused, index) => ({ id: String(from + index) })),
		paging: { cursors: { after: `c${from + count}` }, ...(next && { next: `${GRAPH}/next?access_token=x` }) },
	});

	test('returns templates up to the limit', async () => {
		nock(GRAPH, AUTH)
			.get(PATH)
			.query({ fields: SIMPLE_FIELDS, limit: 50 })
			.reply(200, page(0, 50, true));
		const { output } = await run('getAll', {});
		expect(output).toHaveLength(50);
		expect(output?.[49]).toEqual({ json: { id: '49', buttons: [] }, pairedItem: { item: 0 } });
	});

	test('returns all pages, with every filter in the query', async () => {
		const filters = {
			name: 'order',
			name_or_content: 'x',
			content: 'y',
			language: 'en_US,de',
			status: 'PAUSED,REJECTED',
			category: 'UTILITY',
			quality_score: 'RED',
			source: 'AUTO_GENERATED',
		};
		const query = { fields: ALL_FIELDS, ...filters, limit: 100 };
		nock(GRAPH, AUTH)
			.get(PATH)
			.query(query)
			.reply(200, page(0, 100, true));
		nock(GRAPH, AUTH)
			.get(PATH)
			.query({ ...query, after: 'c100' })
			.reply(200, page(100, 2, false));
		const { output } = await run('getAll', {
			returnAll: true,
			simplify: false,
			filters: {
				name: 'order',
				nameOrContent: 'x',
				content: 'y',
				language: 'en_US, de',
				status: ['PAUSED', 'REJECTED'],
				category: ['UTILITY'],
				quality: ['RED'],
				directSend: true,
			},
		});
		expect(output?.map(({ json }) => json.id)).toEqual(Array.from({ length: 102 }, (_unused, index) => String(index)));
	});

	test.each([0, -1, 1.5, 'x'])('rejects %s as limit', async (limit) => {
		expect(await errorOf('getAll', { limit })).toBe("'Limit' must be a whole number, 1 or more [item 0]");
	});
});

describe('Delete', () => {
	test('deletes all languages of a template', async () => {
		nock(GRAPH, AUTH).delete(PATH).query({ name: 'order_update' }).reply(200, { success: true });
		expect((await run('delete', { deleteScope: 'all', templateName: 'order_update' })).output).toEqual(
			only({ deleted: true, success: true }),
		);
	});

	test('deletes one language of a template', async () => {
		nock(GRAPH, AUTH).get('/v25.0/900').query({ fields: 'name' }).reply(200, { name: 'order_update', id: '900' });
		nock(GRAPH, AUTH).delete(PATH).query({ name: 'order_update', hsm_id: '900' }).reply(200, { success: true });
		expect((await run('delete', { templateId: locator('900') })).output).toEqual(
			only({ deleted: true, success: true }),
		);
	});

	test('rejects an empty ID and an invalid name', async () => {
		expect(await errorOf('delete', { templateId: locator('={{ "" }}') })).toBe("'Template' is empty [item 0]");
		expect(await errorOf('delete', { deleteScope: 'all', templateName: 'Order' })).toBe(
			"'Template Name' contains 'O' [item 0]",
		);
	});
});

describe('Update', () => {
	const expectEdit = (body: IDataObject): unknown =>
		nock(GRAPH, AUTH)
			.post('/v25.0/900', body as never)
			.reply(200, { success: true, id: '900', name: 'x', category: 'UTILITY' });

	test('replaces all components with those of the form', async () => {
		expectEdit({
			parameter_format: 'POSITIONAL',
			components: [{ type: 'BODY', text: 'Hi {{1}}!', example: { body_text: [['Ann']] } }],
		});
		const { output } = await run('update', {
			templateId: locator('900'),
			defineComponents: 'fields',
			bodyText: 'Hi {{1}}!',
			bodyExamples: { example: [{ text: 'Ann' }] },
		});
		expect(output).toEqual(only({ success: true, id: '900', name: 'x', category: 'UTILITY' }));
	});

	test('updates an authentication template by form or JSON', async () => {
		const components = [
			{ type: 'BODY', add_security_recommendation: true },
			{ type: 'FOOTER', code_expiration_minutes: 10 },
			{ type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
		];
		expectEdit({ components });
		expect(
			(await run('update', { templateId: '900', defineComponents: 'fields', templateLayout: 'authentication' })).error,
		).toBeUndefined();
		expectEdit({ components });
		expect(
			(await run('update', { templateId: '900', defineComponents: 'json', componentsJson: JSON.stringify(components) }))
				.error,
		).toBeUndefined();
	});

	test('updates other fields without components', async () => {
		expectEdit({ category: 'UTILITY', message_send_ttl_seconds: 60, cta_url_link_tracking_opted_out: true });
		expect(
			(
				await run('update', {
					templateId: '900',
					updateFields: { category: 'UTILITY', timeToLive: 60, linkTrackingOptedOut: true },
				})
			).error,
		).toBeUndefined();
	});

	test('rejects an update without changes, or with an invalid component or value', async () => {
		expect(await errorOf('update', { templateId: '900' })).toBe(
			"'Update Fields' are empty and the components are kept, so there is nothing to change [item 0]",
		);
		expect(await errorOf('update', { templateId: '900', defineComponents: 'fields', bodyText: 'Hi {{1}}' })).toBe(
			"'Body' ends with a variable [item 0]",
		);
		expect(await errorOf('update', { templateId: '900', updateFields: { timeToLive: 29 } })).toBe(
			"'Time to Live (Seconds)' is 29, WhatsApp allows 30 to 2,592,000 [item 0]",
		);
	});
});

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
		expect(output).toEqual(only(row));
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
		expect(output).toEqual(only({ id: '901', status: 'APPROVED', category: 'UTILITY' }));
	});

	test('rejects a missing library template name, an empty URL and an invalid expiration', async () => {
		const base = { libraryTemplateName: 'x', templateName: 'y' };
		expect(await errorOf('createFromLibrary', { ...base, libraryTemplateName: '={{ "" }}' })).toBe(
			"'Library Template Name' is empty [item 0]",
		);
		expect(await errorOf('createFromLibrary', { ...base, libraryButtons: { button: [{ type: 'URL' }] } })).toBe(
			"'URL' of button 1 is empty [item 0]",
		);
		expect(await errorOf('createFromLibrary', { ...base, libraryBody: { codeExpirationMinutes: 91 } })).toBe(
			"'Code Expires After (Minutes)' is 91, WhatsApp allows 1 to 90 [item 0]",
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
			only(data[0]),
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
			"'Languages' is empty [item 0]",
		);
		expect(await errorOf('upsertAuthentication', { templateName: 'a', languages: 'en_US, x' })).toBe(
			"'Languages' is not a language code: x [item 0]",
		);
		expect(await errorOf('upsertAuthentication', { templateName: 'a', languages: 'de', otpType: 'ONE_TAP' })).toBe(
			"'Supported Apps' of button 1 is empty [item 0]",
		);
		expect(await errorOf('getPreview', { languages: 'de', codeExpirationMinutes: 91 })).toBe(
			"'Code Expires After (Minutes)' is 91, WhatsApp allows 1 to 90 [item 0]",
		);
	});
});

describe('Compare', () => {
	const end = Date.UTC(2026, 10, 21) / 1000;
	const data = [
		{ metric: 'BLOCK_RATE', type: 'RELATIVE', order_by_relative_metric: ['901', '900'] },
		{
			metric: 'MESSAGE_SENDS',
			type: 'NUMBER_VALUES',
			number_values: [
				{ key: '900', value: 1200 },
				{ key: '901', value: 3400 },
			],
		},
		{
			metric: 'TOP_BLOCK_REASON',
			type: 'STRING_VALUES',
			string_values: [
				{ key: '900', value: 'SPAM' },
				{ key: '901', value: 'NO_LONGER_NEEDED' },
			],
		},
	];
	const parameters = {
		templateId: locator('900'),
		otherTemplateId: locator('901'),
		days: 7,
		endDate: '2026-11-21T00:00:00Z',
	};
	const expectComparison = (): unknown =>
		nock(GRAPH, AUTH)
			.get('/v25.0/900/compare')
			.query({ template_ids: '901', start: end - 604_800, end })
			.reply(200, { data });

	test('returns one comparison item per template', async () => {
		expectComparison();
		expect((await run('compare', parameters)).output?.map(({ json }) => json)).toEqual([
			{ template_id: '900', block_rate_rank: 2, message_sends: 1200, top_block_reason: 'SPAM' },
			{ template_id: '901', block_rate_rank: 1, message_sends: 3400, top_block_reason: 'NO_LONGER_NEEDED' },
		]);
	});

	test('returns the raw comparison when Simplify is off, and compares up to now by default', async () => {
		expectComparison();
		expect((await run('compare', { ...parameters, simplify: false })).output).toEqual(only({ data }));
		let span = 0;
		nock(GRAPH)
			.get('/v25.0/900/compare')
			.query(
				({ start, end: until }) =>
					(span = Number(until) - Number(start)) > 0 && Math.abs(Number(until) - Date.now() / 1000) < 60,
			)
			.reply(200, { data: [] });
		await run('compare', { ...parameters, endDate: '', days: 90 });
		expect(span).toBe(90 * 86_400);
	});

	test('rejects the same template twice, an unknown number of days and an invalid date', async () => {
		expect(await errorOf('compare', { ...parameters, otherTemplateId: locator('900') })).toBe(
			"'Compare With' is the same template as the first [item 0]",
		);
		expect(await errorOf('compare', { ...parameters, days: '={{ 8 }}' })).toBe(
			"'Days' has a value that does not exist [item 0]",
		);
		expect(await errorOf('compare', { ...parameters, endDate: 'soon' })).toBe("'End Date' is not a date [item 0]");
	});
});

test("returns Meta's response to Unpause", async () => {
	nock(GRAPH, AUTH).post('/v25.0/900/unpause').reply(200, { success: true, reason: 'ok' });
	expect((await run('unpause', { templateId: '900' })).output).toEqual(only({ success: true, reason: 'ok' }));
});

describe('Archive and Unarchive', () => {
	test('sends the request to api.facebook.com, and returns one item per template', async () => {
		nock('https://api.facebook.com', AUTH)
			.post(`/${WABA}/message_templates/archive`, { hsm_ids: '900,901,902' })
			.reply(200, { archived_templates: ['900'], failed_templates: { 901: 'Template is in use' } });
		const { output } = await run('archive', { templateId: { __rl: true, mode: 'id', value: '900, 901,902,900' } });
		expect(output?.map(({ json }) => json)).toEqual([
			{ id: '900', status: 'archived' },
			{ id: '901', status: 'failed', reason: 'Template is in use' },
			{ id: '902', status: 'failed', reason: "Meta's answer does not name this template" },
		]);
	});

	test('sends appsecret_proof to api.facebook.com', async () => {
		nock('https://api.facebook.com', AUTH)
			.post(`/${WABA}/message_templates/unarchive`, { hsm_ids: '900' })
			.query(({ appsecret_proof: proof }) => /^[0-9a-f]{64}$/.test(String(proof)))
			.reply(200, { unarchived_templates: ['900'] });
		const parameters = { resource: 'template', operation: 'unarchive', templateId: '900' };
		const { output } = await runNode({
			parameters,
			credential: { ...credential, appSecret: 'f1c8e0f2d3b4a5968778695a4b3c2d1e' },
		});
		expect(output).toEqual(only({ id: '900', status: 'unarchived' }));
	});

	test('uses a custom base URL in place of api.facebook.com', async () => {
		nock('https://proxy.example.com')
			.post(`/meta/${WABA}/message_templates/archive`)
			.reply(200, { archived_templates: ['900'] });
		const parameters = { resource: 'template', operation: 'archive', templateId: '900' };
		const { output } = await runNode({
			parameters,
			credential: { ...credential, baseUrl: 'https://proxy.example.com/meta/' },
		});
		expect(output).toEqual(only({ id: '900', status: 'archived' }));
	});

	test('accepts 1 to 100 template IDs', async () => {
		const ids = (count: number): string => Array.from({ length: count }, (_unused, index) => 1000 + index).join(',');
		nock('https://api.facebook.com')
			.post(/archive/)
			.reply(200, { archived_templates: [] });
		expect((await run('archive', { templateId: ids(100) })).output).toHaveLength(100);
		expect(await errorOf('archive', { templateId: ids(101) })).toBe(
			"'Template' has 101 templates, WhatsApp allows 100 [item 0]",
		);
		expect(await errorOf('archive', { templateId: locator('={{ "" }}') })).toBe("'Template' is empty [item 0]");
		expect(await errorOf('archive', { templateId: '900,x' })).toBe("'Template' is not an ID [item 0]");
	});
});

describe('Migrate', () => {
	test('requests pages until one has no new templates', async () => {
		const expectPage = (page_number: number, answer: IDataObject): unknown =>
			nock(GRAPH, AUTH)
				.post(`/v25.0/${WABA}/migrate_message_templates`)
				.query({ source_waba_id: '555', page_number })
				.reply(200, answer);
		expectPage(0, { migrated_templates: [{ source_id: '1', id: '11' }], failed_templates: { 2: 'Low quality' } });
		expectPage(1, { migrated_templates: [{ source_id: '3', id: '13' }] });
		expectPage(2, { migrated_templates: [], failed_templates: {} });
		const { output } = await run('migrate', { sourceBusinessAccountId: '555' });
		expect(output?.map(({ json }) => json)).toEqual([
			{ status: 'migrated', source_id: '1', id: '11' },
			{ status: 'failed', source_id: '2', reason: 'Low quality' },
			{ status: 'migrated', source_id: '3', id: '13' },
		]);
	});

	test('stops when the server returns the same page twice', async () => {
		nock(GRAPH)
			.post(/migrate/)
			.query(true)
			.twice()
			.reply(200, { failed_templates: { 2: 'Exists' } });
		expect((await run('migrate', { sourceBusinessAccountId: '555' })).output).toHaveLength(1);
	});

	test('rejects an invalid account ID, and the account of the credential', async () => {
		expect(await errorOf('migrate', { sourceBusinessAccountId: 'x' })).toBe(
			"'Source Business Account ID' is not an ID [item 0]",
		);
		expect(await errorOf('migrate', { sourceBusinessAccountId: WABA })).toBe(
			"'Source Business Account ID' is the account of the credential [item 0]",
		);
	});
});

describe('pickers', () => {
	test('lists templates with their IDs', async () => {
		nock(GRAPH, AUTH)
			.get(PATH)
			.query({ fields: 'id,name,language,category,status', limit: 50, name: 'order_update', after: 'c1' })
			.reply(200, {
				data: [{ id: 900, name: 'order_update', language: 'de', category: 'UTILITY', status: 'PENDING_DELETION' }],
				paging: { cursors: { after: 'c2' }, next: 'x' },
			});
		expect(await searchTemplateIds.call(loadOptions({}), 'Order update', 'c1')).toEqual({
			results: [{ name: 'order_update - de - utility - pending deletion', value: '900' }],
			paginationToken: 'c2',
		});
	});

	test('finds languages by name or code', async () => {
		expect(await searchTemplateLanguages.call(loadOptions({}), 'pt_br')).toEqual({
			results: [{ name: 'Brazilian Portuguese (pt_BR)', value: 'pt_BR' }],
		});
		expect((await searchTemplateLanguages.call(loadOptions({}))).results.length).toBeGreaterThan(90);
	});
});
