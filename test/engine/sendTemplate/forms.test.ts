import nock from 'nock';
import type { INodeParameters, ResourceMapperFields } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { startEmulator, type Emulator } from '../../../emulator/src';
import { credential, loadOptions, openBinaryStore, runNode, stored } from '../harness';
import { documentId, sentForms, videoId } from './sentForms';

let emulator: Emulator;
let account: typeof credential;
const { listSearch, resourceMapping } = new WhatsAppBusinessCloud().methods;

beforeAll(async () => {
	nock.disableNetConnect();
	nock.enableNetConnect('127.0.0.1');
	await openBinaryStore();
	emulator = await startEmulator({ messagesPerSecond: 0, pairLimit: false });
	account = {
		...credential,
		accessToken: emulator.seed.accessToken,
		businessAccountId: emulator.seed.wabaId,
		baseUrl: emulator.url,
	};
});
beforeEach(async () => {
	emulator.reset();
	await emulator.addMedia({ content: Buffer.from('%PDF-1.7'), mimeType: 'application/pdf', id: documentId });
	await emulator.addMedia({ content: Buffer.from('mp4'), mimeType: 'video/mp4', id: videoId });
});
afterEach(() => nock.cleanAll());
afterAll(async () => {
	await emulator.close();
	nock.enableNetConnect();
});

const node = (template: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'sendTemplate',
	phoneNumberId: { __rl: true, mode: 'id', value: emulator.seed.phoneNumberId },
	recipientPhoneNumber: '+1 650 555 1234',
	template: { __rl: true, mode: 'list', value: template },
	includeInputFields: false,
	...more,
});

async function formOf(template: string): Promise<ResourceMapperFields> {
	return await resourceMapping.getTemplateFields.call(loadOptions(node(template), account));
}

/** A filled-in form as saved by the editor. */
async function filled(template: string, values: Record<string, unknown>): Promise<INodeParameters> {
	const { fields } = await formOf(template);
	const value = Object.fromEntries(fields.map(({ id }) => [id, values[id] ?? null]));
	const templateFields = {
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema: fields,
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	};
	return { templateInput: 'fields', templateFields: templateFields as never };
}

const item = { json: { name: 'Ann', order: 2044, total: 42.5 } };

test.each(sentForms)(
	'sends $template from its form with a single request',
	async ({ template, values, components }) => {
		nock('https://files.example.com')
			.head('/a.jpg')
			.optionally()
			.times(3)
			.reply(200, '', { 'content-type': 'image/jpeg' });
		const form = await filled(template, values);
		expect(
			Object.keys(values).filter((id) => !Object.hasOwn((form.templateFields as never as { value: object }).value, id)),
		).toEqual([]);
		emulator.requests.length = 0;

		const { error, output } = await runNode({ parameters: node(template, form), credential: account, input: [item] });

		expect(error).toBeUndefined();
		const [name, code] = template.split('|');
		expect(emulator.requests.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
			{
				method: 'POST',
				path: `/v25.0/${emulator.seed.phoneNumberId}/messages`,
				body: {
					messaging_product: 'whatsapp',
					to: '+16505551234',
					type: 'template',
					template: { name, language: { code }, ...(components && { components }) },
				},
			},
		]);
		expect(output?.[0].json).toEqual({
			messageId: emulator.messages[0].id,
			to: '+16505551234',
			waId: '16505551234',
			status: 'accepted',
		});
	},
);

test('every template that can be sent has a filled-in form in this test', async () => {
	const { results } = await listSearch.searchTemplates.call(loadOptions(node(''), account));
	const kinds = results.map(({ value }) => String(value)).filter((value) => !value.startsWith('campaign_'));
	expect([...new Set(sentForms.map(({ template }) => template))].sort()).toEqual(kinds.sort());
});

test('uploads files of the item for the header, with their file names', async () => {
	const form = await filled('invoice_ready|en_US', {
		'Header Document': 'data',
		'{{first_name}}': 'Ann',
		'{{invoice_number}}': '1',
		'{{amount}}': '$1',
		'{{due_date}}': 'today',
	});
	const data = await stored(Buffer.from('%PDF-1.7'), { fileName: 'invoice.pdf', mimeType: 'application/pdf' });
	emulator.requests.length = 0;
	const { error } = await runNode({
		parameters: node('invoice_ready|en_US', form),
		credential: account,
		input: [{ json: {}, binary: { data } }],
	});
	expect(error).toBeUndefined();
	expect(emulator.requests.map(({ path }) => path.split('/').at(-1))).toEqual(['media', 'messages']);
	const sent = emulator.messages[0].body as {
		template: { components: Array<{ parameters: Array<{ document: object }> }> };
	};
	expect(sent.template.components[0].parameters[0].document).toEqual({
		id: expect.stringMatching(/^\d+$/),
		filename: 'invoice.pdf',
	});
});

test('evaluates the values for each item', async () => {
	const form = await filled('campaign_001|en_US', { '{{1}}': '={{ $json.name.toUpperCase() }}' });
	const input = ['Ann', 'Bob', 'Cleo'].map((name) => ({ json: { name } }));
	const { error } = await runNode({ parameters: node('campaign_001|en_US', form), credential: account, input });
	expect(error).toBeUndefined();
	expect(
		emulator.messages.map(({ body }) => (body as never as { template: { components: unknown[] } }).template.components),
	).toEqual(['ANN', 'BOB', 'CLEO'].map((name) => [{ type: 'body', parameters: [{ type: 'text', text: name }] }]));
});

test.each([
	['an empty value', { '{{1}}': '={{ $json.nothing }}' }, "'{{1}}' is empty"],
	[
		'a line break',
		{ '{{1}}': 'Ann\nLee' },
		"'{{1}}' contains a line break, which WhatsApp does not allow in a template",
	],
	['an object', { '{{1}}': '={{ $json }}' }, "'{{1}}' needs text, got an object"],
])("rejects %s with the field's name before anything is sent", async (_name, values, message) => {
	const form = await filled('campaign_001|en_US', values);
	emulator.requests.length = 0;
	const { error } = await runNode({ parameters: node('campaign_001|en_US', form), credential: account, input: [item] });
	expect(error.message).toBe(message);
	expect(emulator.requests).toEqual([]);
});

test('explains that the template has changed since the form was created', async () => {
	const form = await filled('campaign_001|en_US', { '{{1}}': 'Ann' });
	const { error } = await runNode({ parameters: node('order_update|de', form), credential: account, input: [item] });
	expect(error.context.metaCode).toBe(132000);
	expect(error.description).toContain('open the form in n8n and refresh its fields');
});

test('rejects a one-time password to a user ID', async () => {
	const form = await filled('login_code|en_US', { 'Verification Code': '123456' });
	const toUser = {
		...node('login_code|en_US', form),
		recipientPhoneNumber: 'US.13491208655302741918',
	};
	const { error } = await runNode({ parameters: toUser, credential: account, input: [item] });
	expect(error.message).toBe("Templates with a one-time password cannot be sent to user IDs, see 'Recipient'");
	expect(emulator.messages).toEqual([]);
});

test('sends templates to groups, as replies, and with callback data', async () => {
	const form = await filled('campaign_001|en_US', { '{{1}}': 'Ann' });
	const additionalFields = { bizOpaqueCallbackData: 'order-1', replyToMessageId: emulator.seed.incomingMessageId };
	const toGroup = {
		...node('campaign_001|en_US', form),
		recipientPhoneNumber: emulator.seed.groupId,
		additionalFields,
	};
	const { error } = await runNode({ parameters: toGroup, credential: account, input: [item] });
	expect(error).toBeUndefined();
	expect(emulator.messages[0].body).toMatchObject({
		recipient_type: 'group',
		to: emulator.seed.groupId,
		context: { message_id: emulator.seed.incomingMessageId },
		biz_opaque_callback_data: 'order-1',
	});
});

test.each([
	[{}, { product_policy: 'CLOUD_API_FALLBACK' }],
	[
		{ productPolicy: 'STRICT', messageActivitySharing: 'yes' },
		{ product_policy: 'STRICT', message_activity_sharing: true },
	],
	[{ messageActivitySharing: 'no' }, { product_policy: 'CLOUD_API_FALLBACK', message_activity_sharing: false }],
])('sends the settings of the Marketing Messages API: %j', async (settings, expected) => {
	const form = await filled('campaign_001|en_US', { '{{1}}': 'Ann' });
	const parameters = node('campaign_001|en_US', { ...form, sendThrough: 'marketingMessages', ...settings });
	emulator.requests.length = 0;
	const { error } = await runNode({ parameters, credential: account, input: [item] });
	expect(error).toBeUndefined();
	expect(emulator.requests.map(({ path }) => path)).toEqual([
		`/v25.0/${emulator.seed.phoneNumberId}/marketing_messages`,
	]);
	expect(emulator.requests[0].body).toEqual({
		messaging_product: 'whatsapp',
		to: '+16505551234',
		type: 'template',
		template: {
			name: 'campaign_001',
			language: { code: 'en_US' },
			components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ann' }] }],
		},
		...expected,
	});
});

describe('the template list', () => {
	const search = async (filter?: string, token?: string, options: INodeParameters = {}) =>
		await listSearch.searchTemplates.call(loadOptions(node('', { options }), account), filter, token);

	test('returns pages of approved templates with language and body text', async () => {
		const first = await search();
		expect(first.results[1]).toEqual({
			name: 'order_update (en_US, utility): Hi {{1}}, your order over {{2}} left our warehouse today an…',
			value: 'order_update|en_US',
		});
		const second = await search('', first.paginationToken);
		expect([first.results.length, second.results.length, second.paginationToken]).toEqual([50, 15, undefined]);
		expect(emulator.requests.map(({ query }) => (query as { status: string }).status)).toEqual([
			'APPROVED',
			'APPROVED',
		]);
	});

	test('searches by name at Meta, normalizing the search text', async () => {
		const { results } = await search(' Order UPD');
		expect(results.map(({ value }) => value)).toEqual(['order_update|en_US', 'order_update|de']);
		expect(emulator.requests.at(-1)?.query).toMatchObject({ name: 'order_upd', status: 'APPROVED' });
	});

	test('includes templates of every status when the option is on, and names each status except approved', async () => {
		const { results } = await search('offer', undefined, { listAllTemplates: true });
		expect(results.map(({ name }) => name)).toEqual([
			'weekend_offer (en_US, marketing): [Image] Only this weekend, {{1}}: use code {{2}} and save.',
			'paused_offer (en_US, marketing, paused): You have not been here for a while.',
			'disabled_offer (en_US, marketing, disabled): One more thing for you.',
			'rejected_offer (en_US, utility, rejected): Buy now.',
			'pending_offer (en_US, marketing, pending): Soon in our shop.',
			'archived_offer (en_US, marketing, archived): Last winter in our shop.',
		]);
	});
});

const NO_FORM = 'The fields for the values of the template appear here.';

test.each([
	['', NO_FORM],
	['order_update', NO_FORM],
	['no_such|en_US', NO_FORM],
	['order_upd|en_US', NO_FORM],
	['hello_world|en_US', 'This template has no values to enter.'],
])(
	'says once why the form of "%s" is empty: what is wrong with the template is said above',
	async (template, emptyFieldsNotice) => {
		expect(await formOf(template)).toEqual({ fields: [], emptyFieldsNotice });
	},
);

test('returns the properties that n8n needs for a field', async () => {
	const { fields } = await formOf('order_shipped|en_US');
	expect(fields.slice(0, 3)).toEqual([
		{
			id: '{{1}}',
			displayName: '{{1}}, e.g. Ann',
			type: 'string',
			required: true,
			display: true,
			defaultMatch: false,
			canBeUsedToMatch: false,
		},
		{
			id: 'Order Reference ID',
			displayName: 'Order Reference ID',
			type: 'string',
			required: true,
			display: true,
			defaultMatch: false,
			canBeUsedToMatch: false,
		},
		{
			id: 'Order Status',
			displayName: 'Order Status',
			type: 'options',
			required: true,
			display: true,
			defaultMatch: false,
			canBeUsedToMatch: false,
			options: ['Canceled', 'Completed', 'Partially Shipped', 'Pending', 'Processing', 'Shipped'].map((name) => ({
				name,
				value: name.toLowerCase().replace(' ', '-'),
			})),
		},
	]);
});

describe('the text of the chosen template', () => {
	const textOf = async (template: string, data = account): Promise<ResourceMapperFields> =>
		await resourceMapping.getTemplateText.call(loadOptions(node(template), data));

	test('is a notice with header, body, footer and buttons, and needs no request beside the form', async () => {
		emulator.requests.length = 0;
		const [text] = await Promise.all([textOf('order_update|en_US'), formOf('order_update|en_US')]);
		expect(text).toEqual({
			fields: [],
			emptyFieldsNotice: [
				'<b>Order {{1}}</b>',
				'Hi {{1}}, your order over {{2}} left our warehouse today and reaches you on {{3}}.',
				'<small>Acme Shop, Springfield</small>',
				'[Track Order] <small>https://shop.example.com/track/{{1}}</small>',
				'[Call me]',
			].join('<br>'),
		});
		expect(emulator.requests).toHaveLength(1);
	});

	test('is loaded again with another credential', async () => {
		await textOf('order_update|en_US');
		emulator.requests.length = 0;
		expect(await textOf('order_update|en_US', { ...account, accessToken: 'another' })).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringMatching(/^The template cannot be loaded: .*access token/i),
		});
		expect(emulator.requests.length).toBeGreaterThan(0);
	});

	test.each([
		['', 'Select a template first.'],
		['order_update', '&#39;Template&#39; names no language.'],
		['no_such|en_US', 'No template with this name and language was found.'],
		['order_upd|en_US', 'No template with this name and language was found.'],
	])('says why there is none for %j', async (template, emptyFieldsNotice) => {
		expect(await textOf(template)).toEqual({ fields: [], emptyFieldsNotice });
	});
});
