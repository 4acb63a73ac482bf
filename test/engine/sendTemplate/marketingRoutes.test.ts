import nock from 'nock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { templateEntryName } from '../../../nodes/WhatsAppBusinessCloud/templates/entryName';
import { mockedNetwork } from '../mockedNetwork';
import { accepted, metaError } from '../fixtures';
import { GRAPH, PHONE, runNode, WABA, type RunResult } from '../harness';

mockedNetwork();

const picked = (category: string): IDataObject => ({
	__rl: true,
	mode: 'list',
	value: 'sale|en_US',
	cachedResultName: templateEntryName({
		name: 'sale',
		language: 'en_US',
		category: category.toUpperCase(),
		status: 'APPROVED',
	}),
});
const run = async (parameters: INodeParameters, items = 1): Promise<RunResult> =>
	await runNode({
		parameters: {
			resource: 'message',
			operation: 'sendTemplate',
			phoneNumberId: PHONE,
			template: picked('marketing') as never,
			recipientPhoneNumber: '+16505551234',
			sendThrough: 'automatic',
			...parameters,
		},
		input: Array.from({ length: items }, () => ({ json: {} })),
	});
const message = {
	messaging_product: 'whatsapp',
	to: '+16505551234',
	type: 'template',
	template: { name: 'sale', language: { code: 'en_US' } },
};
const marketing = { ...message, product_policy: 'CLOUD_API_FALLBACK' };
const expectPost = (edge: string, body: object, status = 200, response: object = accepted('16505551234', 'wamid.1')) =>
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/${edge}`, body as never)
		.reply(status, response as never);
const ids = ({ output }: RunResult) => output?.map(({ json }) => json.messageId);

describe('API: Automatic', () => {
	test.each([
		['marketing', 'marketing_messages', marketing],
		['utility', 'messages', message],
		['authentication', 'messages', message],
	])('sends a %s template from the list through /%s', async (category, edge, body) => {
		expectPost(edge, body);
		expect(ids(await run({ template: picked(category) as never }))).toEqual(['wamid.1']);
	});

	test('goes by the category of an event before that of the list', async () => {
		expectPost('messages', message);
		expect(ids(await run({ templateCategory: '={{ "UTILITY" }}' }))).toEqual(['wamid.1']);
	});

	test('sends a template without a known category over the Cloud API', async () => {
		expectPost('messages', message);
		expect(ids(await run({ template: 'sale|en_US' }))).toEqual(['wamid.1']);
	});

	test('sends once through the other API after 131063, and all further messages of the run directly', async () => {
		expectPost('messages', message, 400, metaError(131063, 'Disabled'));
		expectPost('marketing_messages', marketing);
		expectPost('marketing_messages', marketing, 200, accepted('16505551234', 'wamid.2'));
		const result = await run({ template: picked('utility') as never, options: { parallel: 1 } }, 2);
		expect(ids(result)).toEqual(['wamid.1', 'wamid.2']);
	});

	test.each([134100, 131055])('sends over the Cloud API after %s, without the marketing properties', async (code) => {
		expectPost('marketing_messages', marketing, 400, metaError(code, 'Not marketing'));
		expectPost('messages', message);
		expect(ids(await run({}))).toEqual(['wamid.1']);
	});

	test('does not try a third time', async () => {
		expectPost('marketing_messages', marketing, 400, metaError(134100, 'Not marketing'));
		expectPost('messages', message, 400, metaError(131063, 'Disabled'));
		expect((await run({})).error.message).toContain('may not send marketing templates over the Cloud API');
	});

	test('does not send through the other API after another error', async () => {
		expectPost('marketing_messages', marketing, 400, metaError(131026, 'Undeliverable'));
		expect((await run({})).error).toBeDefined();
	});
});

test('Cloud API does not send through the other API', async () => {
	expectPost('messages', message, 400, metaError(131063, 'Disabled'));
	expect((await run({ sendThrough: 'cloudApi' })).error).toBeDefined();
});

describe('Max Price Multiplier', () => {
	test('is sent as a number, through the Marketing Messages API', async () => {
		expectPost('marketing_messages', { ...marketing, bid_spec: { per_message_bid_multiplier: 1.5 } });
		const additionalFields = { bidMultiplier: 1.5 };
		expect(ids(await run({ template: picked('utility') as never, additionalFields }))).toEqual(['wamid.1']);
	});

	test.each<[string, INodeParameters, string]>([
		['0', { additionalFields: { bidMultiplier: 0 } }, "'Max Price Multiplier' is not a number above 0"],
		[
			'the Cloud API',
			{ sendThrough: 'cloudApi', additionalFields: { bidMultiplier: 1.5 } },
			"'Max Price Multiplier' is not possible with the Cloud API",
		],
	])('is rejected with %s before any request', async (_what, parameters, text) => {
		expect((await run(parameters)).error.message).toBe(text);
	});
});

test('Messaging Account ID is sent with the message', async () => {
	expectPost('messages', { ...message, messaging_account_id: '102290129340398' });
	const additionalFields = { messagingAccountId: '102290129340398' };
	expect(ids(await run({ sendThrough: 'cloudApi', additionalFields }))).toEqual(['wamid.1']);
	const { error } = await run({ additionalFields: { messagingAccountId: 'mine' } });
	expect(error.message).toBe("'Messaging Account ID' is not an ID: those are digits only");
});

describe('Template', () => {
	const template = async (operation: string, parameters: INodeParameters): Promise<RunResult> =>
		await runNode({ parameters: { resource: 'template', operation, ...parameters } });

	test('Update sets only the max price', async () => {
		nock(GRAPH)
			.post('/v25.0/77', {
				optimization_spec: { bid_strategy: 'LOWEST_COST_WITH_BID_CAP', bid_amount: 5000 },
			})
			.reply(200, { success: true });
		const { output } = await template('update', { templateId: '77', updateFields: { maxPrice: 5000 } });
		expect(output?.[0].json).toEqual({ success: true });
	});

	test('Update rejects a max price for a utility template', async () => {
		const updateFields = { maxPrice: 5000, category: 'UTILITY' };
		const { error } = await template('update', { templateId: '77', updateFields });
		expect(error.message).toBe("'Max Price per 1,000 Deliveries' is for marketing templates only");
	});

	test('Get Reach Estimate returns one item per price', async () => {
		const estimate = { bid_amount: 5000, users: 1000, deliveries_lower_bound: 200, cost_upper_bound: 2500 };
		nock(GRAPH)
			.get(`/v25.0/${WABA}/reachestimate`)
			.query({ targeting_spec: '{"geo_locations":{"countries":["IN","BR"]}}', date_interval: 'L28D' })
			.reply(200, { waba_currency: 'USD', estimates: [estimate] });
		const { output } = await template('getReachEstimate', { countries: 'in, BR', dateInterval: 'L28D' });
		expect(output?.map(({ json }) => json)).toEqual([
			{ currency: 'USD', bidAmount: 5000, users: 1000, deliveriesLowerBound: 200, costUpperBound: 2500 },
		]);
	});

	test('Delete removes several templates with one request', async () => {
		nock(GRAPH)
			.delete(`/v25.0/${WABA}/message_templates`)
			.query({ hsm_ids: '["77","78"]' })
			.reply(200, { success: true });
		const { output } = await template('delete', { templateId: '77, 78' });
		expect(output?.map(({ json }) => json)).toEqual([
			{ deleted: true, id: '77' },
			{ deleted: true, id: '78' },
		]);
	});
});
