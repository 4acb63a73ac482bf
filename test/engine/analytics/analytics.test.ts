import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { metaError } from '../fixtures';
import { PHONE, WABA } from '../harness';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';

mockedNetwork();

const run = runner('analytics');
const GROUP = 'Y2FwaV9ncm91cDoxNjMxNTU1ODEwMDoxMjAzNjM0MDQ2OTQyMzM4MjAZD';
/** The time zone of a workflow without settings. */
const zone = 'America/New_York';
const first = DateTime.now().setZone(zone).minus({ days: 10 }).startOf('day');
const last = first.plus({ days: 2 });
const period = { period: 'custom', start: first.toISODate()!, end: last.toISODate()! };
/** The last day counts as a whole. */
const [start, end] = [first.toSeconds(), last.plus({ days: 1 }).toSeconds()];
const point = { start, end: start + 86_400 };
const times = { start: first.toUTC().toISO(), end: first.plus({ seconds: 86_400 }).toUTC().toISO() };
const expectFields = (fields: string, response: IDataObject): void =>
	expectRequest('GET', WABA, { query: { fields } }, response);

describe('fields of the account', () => {
	const cases: Array<[string, INodeParameters, string, IDataObject, IDataObject]> = [
		[
			'messages',
			{ granularity: 'day', filters: { countries: 'de', productTypes: ['0', '100'] } },
			`analytics.start(${start}).end(${end}).granularity(DAY).country_codes(["DE"]).product_types([0,100])`,
			{ analytics: { granularity: 'DAY', data_points: [{ ...point, sent: 5, delivered: 4 }] } },
			{ sent: 5, delivered: 4 },
		],
		[
			'pricing',
			{ granularity: 'month', filters: { categories: ['SERVICE'], pricingTypes: ['REGULAR'] } },
			`pricing_analytics.start(${start}).end(${end}).granularity(MONTHLY).metric_types(["COST","VOLUME"]).pricing_categories(["SERVICE"]).pricing_types(["REGULAR"]).dimensions(["PRICING_CATEGORY","PRICING_TYPE","COUNTRY","PHONE"])`,
			{
				pricing_analytics: {
					data: [
						{
							data_points: [
								{ ...point, country: 'DE', phone_number: '16', pricing_category: 'SERVICE', volume: 3, cost: 0.1 },
							],
						},
					],
				},
			},
			{ country: 'DE', phoneNumber: '16', pricingCategory: 'SERVICE', volume: 3, cost: 0.1 },
		],
		[
			'conversations',
			{ dimensions: [], filters: { directions: ['USER_INITIATED'] } },
			`conversation_analytics.start(${start}).end(${end}).granularity(DAILY).metric_types(["COST","CONVERSATION"]).conversation_directions(["USER_INITIATED"])`,
			{ conversation_analytics: { data: { data_points: [{ ...point, conversation: 2 }] } } },
			{ conversation: 2 },
		],
		[
			'calls',
			{ granularity: 'halfHour' },
			`call_analytics.start(${start}).end(${end}).granularity(HALF_HOUR).metric_types(["COUNT","COST","AVERAGE_DURATION"]).dimensions(["DIRECTION"])`,
			{ call_analytics: { data_points: [{ ...point, direction: 'USER_INITIATED', count: 35, average_duration: 9 }] } },
			{ direction: 'USER_INITIATED', count: 35, averageDuration: 9 },
		],
	];

	test.each(cases)('%s: %j', async (operation, parameters, fields, response, row) => {
		expectFields(fields, response);
		expect((await run(operation, { ...period, ...parameters })).output).toEqual([
			{ json: { ...times, ...row }, pairedItem: { item: 0 } },
		]);
	});

	test('only one number, by the digits that Meta shows for its ID', async () => {
		expectRequest(
			'GET',
			PHONE,
			{ query: { fields: 'display_phone_number' } },
			{ display_phone_number: '+1 631-555-8100' },
		);
		expectFields(`analytics.start(${start}).end(${end}).granularity(DAY).phone_numbers(["16315558100"])`, {});
		expect(jsonOf(await run('messages', { ...period, phoneNumberId: PHONE }))).toEqual([]);
	});

	test('the raw answer of another account', async () => {
		const fields = `analytics.start(${start}).end(${end}).granularity(MONTH)`;
		expectRequest('GET', '777', { query: { fields } }, { id: '777' });
		const parameters = { ...period, account: '777', granularity: 'month', simplify: false };
		expect(jsonOf(await run('messages', parameters))).toEqual([{ id: '777' }]);
	});

	test.each<[string, unknown, unknown[]]>([
		['nothing', undefined, []],
		['no data points', { data: [] }, []],
		['text', 'none', []],
		['data points that are no list', { data: [{ data_points: { sent: 1 } }] }, []],
		[
			'points without fields',
			{ data_points: [{}, null, { unknown_metric: 'x', start: 'soon' }] },
			[{}, { unknownMetric: 'x', start: 'soon' }],
		],
	])('reads %s', async (_what, analytics, expected) => {
		expectFields(`analytics.start(${start}).end(${end}).granularity(DAY)`, { analytics } as IDataObject);
		expect(jsonOf(await run('messages', period))).toEqual(expected);
	});
});

describe('edges of the account', () => {
	const query = { start, end, granularity: 'DAILY', limit: 100 };
	const clicks = [
		{ type: 'quick_reply_button', button_content: 'Yes', count: 2 },
		{ type: 'url_button', button_content: 'Shop', count: 3 },
	];
	const cost = [
		{ type: 'amount_spent', value: 1.25 },
		{ type: 'cost_per_delivered', value: 0.05 },
	];

	test('templates: clicks as a sum, costs as fields', async () => {
		const data_points = [{ template_id: '900', ...point, sent: 25, clicked: clicks, cost }];
		const asked = {
			...query,
			template_ids: '["900","901"]',
			product_type: 'CLOUD_API',
			metric_types: '["SENT","DELIVERED","READ","CLICKED","COST"]',
		};
		expectRequest(
			'GET',
			`${WABA}/template_analytics`,
			{ query: asked },
			{ data: [{ granularity: 'DAILY', data_points }] },
		);
		expect(jsonOf(await run('templates', { ...period, templateId: '900, 901,900' }))).toEqual([
			{
				...times,
				templateId: '900',
				sent: 25,
				clicked: 5,
				clickedButtons: [
					{ type: 'quick_reply_button', buttonContent: 'Yes', count: 2 },
					{ type: 'url_button', buttonContent: 'Shop', count: 3 },
				],
				amountSpent: 1.25,
				costPerDelivered: 0.05,
			},
		]);
	});

	test('template groups', async () => {
		const asked = { ...query, template_group_ids: '["5"]', metric_types: '["SENT"]' };
		expectRequest('GET', `${WABA}/template_group_analytics`, { query: asked }, { data: {} });
		expect(jsonOf(await run('templateGroups', { ...period, templateGroupId: '5', metrics: ['SENT'] }))).toEqual([]);
	});

	test('groups', async () => {
		const asked = {
			...query,
			group_ids: `["${GROUP}"]`,
			metric_types: '["SENT","DELIVERED","READ","PARTICIPANTS_JOINED","PARTICIPANTS_LEFT"]',
		};
		const data = [{ data_points: [{ group_id: GROUP, ...point, joined: 1 }] }];
		expectRequest('GET', `${WABA}/group_analytics`, { query: asked }, { data });
		expect(jsonOf(await run('groups', { ...period, groupId: GROUP }))).toEqual([
			{ ...times, groupId: GROUP, joined: 1 },
		]);
	});
});

test('names the missing permission', async () => {
	const fields = `analytics.start(${start}).end(${end}).granularity(DAY)`;
	expectRequest('GET', WABA, { query: { fields } }, metaError(200, '(#200) Permissions error'), 403);
	expect(messageOf(await run('messages', period))).toContain('whatsapp_business_management');
});

test.each<[string, INodeParameters, string]>([
	['messages', { start: '', period: 'custom' }, "'Start' is empty"],
	['messages', { period: 'custom', start: '={{ "soon" }}' }, "'Start' is not a date"],
	['messages', { period: 'custom', start: period.end, end: period.start }, "'Start' is not before 'End'"],
	['messages', { period: 'custom', start: '2020-01-01' }, "'Start' is more than 365 days ago"],
	[
		'templates',
		{ templateId: '1', period: 'custom', start: DateTime.now().minus({ days: 95 }).toISODate() },
		'more than 90 days ago',
	],
	['messages', { period: '={{ "decade" }}' }, "'Period' has an unknown value"],
	['messages', { filters: { countries: 'Germany' } }, "'Countries' contains 'GERMANY'"],
	['messages', { phoneNumberId: '+49 30' }, "'Phone Number' is not an ID"],
	['templates', { templateId: '={{ "" }}' }, "'Template' is empty"],
	['templates', { templateId: '1,2,3,4,5,6,7,8,9,10,11' }, "'Template' has 11 IDs"],
	['templateGroups', { templateGroupId: 'a' }, "'Template Group' is not an ID"],
	['groups', { groupId: '={{ null }}' }, "'Group'"],
])('%s rejects %j', async (operation, parameters, message) => {
	const result = await run(operation, parameters);
	expect(result.error.message).toContain(message);
});
