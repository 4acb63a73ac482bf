import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { WABA } from '../harness';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';

mockedNetwork();

const runOperation = runner('analytics');
const run = async (parameters: INodeParameters = {}) => await runOperation('getCosts', parameters);

/** The month before this one, since the free tier began in October 2026. */
const month = DateTime.now().setZone('America/New_York').startOf('month').minus({ months: 1 });
const [start, end] = [month.toSeconds(), month.plus({ months: 1 }).toSeconds()];
const name = month.toFormat('yyyy-MM');
const analytics = (dimensions: string): string =>
	`pricing_analytics.start(${start}).end(${end}).granularity(MONTHLY).metric_types(["COST","VOLUME"]).dimensions(${dimensions})`;
const expectCosts = (points: unknown, currency: unknown = 'EUR'): void =>
	expectRequest(
		'GET',
		WABA,
		{ query: { fields: `currency,${analytics('["PRICING_CATEGORY","PRICING_TYPE","COUNTRY","PHONE"]')}` } },
		{ currency, pricing_analytics: { data: [{ data_points: points }] } },
	);
const expectTiers = (points: unknown): void =>
	expectRequest(
		'GET',
		WABA,
		{ query: { fields: analytics('["PRICING_CATEGORY","COUNTRY","TIER"]') } },
		{ pricing_analytics: { data: [{ data_points: points }] } },
	);
const point = (category: string, type: string, country: string, phone: string, volume: number, cost: number) => ({
	start,
	end,
	pricing_category: category,
	pricing_type: type,
	country,
	phone_number: phone,
	volume,
	cost,
});
const points = [
	point('SERVICE', 'FREE_CUSTOMER_SERVICE', 'DE', '491', 600, 0),
	point('SERVICE', 'FREE_CUSTOMER_SERVICE', 'US', '491', 300, 0),
	point('GROUP_SERVICE', 'FREE_GROUP_CUSTOMER_SERVICE', 'DE', '491', 50, 0),
	point('UTILITY', 'REGULAR', 'DE', '491', 1000, 55.1),
	point('UTILITY', 'REGULAR', 'DE', '492', 2000, 110.2),
	point('MARKETING', 'REGULAR', 'DE', '492', 10, 1.1),
];
const tiers = [
	{ pricing_category: 'UTILITY', country: 'DE', tier: '0:2500', volume: 2500 },
	{ pricing_category: 'UTILITY', country: 'DE', tier: '2501:10000', volume: 500 },
	{ pricing_category: 'MARKETING', country: 'DE', tier: '0:MAX', volume: 10 },
];

test('sums up by category, country and number, with free messages and tiers', async () => {
	expectCosts(points);
	expectTiers(tiers);
	const row = (own: IDataObject, counts: [number, number, number], more: IDataObject) => ({
		month: name,
		...own,
		currency: 'EUR',
		messages: counts[0],
		paidMessages: counts[1],
		freeMessages: counts[2],
		...more,
	});
	const used491 = { freeServiceMessagesUsed: 950, freeServiceMessagesLeft: 50 };
	const used492 = { freeServiceMessagesUsed: 0, freeServiceMessagesLeft: 1000 };
	const utility = { tier: '2501:10000', messagesToNextTier: 7000 };
	expect((await run({ month: 'last' })).output?.map(({ json }) => json)).toEqual([
		row({ category: 'UTILITY', country: 'DE', phoneNumber: '492', cost: 110.2 }, [2000, 2000, 0], {
			...used492,
			...utility,
		}),
		row({ category: 'UTILITY', country: 'DE', phoneNumber: '491', cost: 55.1 }, [1000, 1000, 0], {
			...used491,
			...utility,
		}),
		row({ category: 'MARKETING', country: 'DE', phoneNumber: '492', cost: 1.1 }, [10, 10, 0], {
			...used492,
			tier: '0:MAX',
		}),
		row({ category: 'SERVICE', country: 'DE', phoneNumber: '491', cost: 0 }, [600, 0, 600], used491),
		row({ category: 'SERVICE', country: 'US', phoneNumber: '491', cost: 0 }, [300, 0, 300], used491),
		row({ category: 'GROUP_SERVICE', country: 'DE', phoneNumber: '491', cost: 0 }, [50, 0, 50], used491),
	]);
});

test.each<[string[], IDataObject[]]>([
	[[], [{ cost: 166.4, messages: 3960, paidMessages: 3010, freeMessages: 950 }]],
	[
		['phoneNumber'],
		[
			{ phoneNumber: '492', cost: 111.3, messages: 2010, freeServiceMessagesLeft: 1000 },
			{ phoneNumber: '491', cost: 55.1, messages: 1950, freeServiceMessagesLeft: 50 },
		],
	],
	[
		['country'],
		[
			{ country: 'DE', cost: 166.4, messages: 3660 },
			{ country: 'US', cost: 0, messages: 300 },
		],
	],
])('sums up by %j', async (split, expected) => {
	expectCosts(points);
	expect(jsonOf(await run({ month: 'other', whichMonth: name, split }))).toMatchObject(expected);
});

test('the free tier is used up, and no less than that', async () => {
	expectCosts([
		point('SERVICE', 'FREE_CUSTOMER_SERVICE', 'DE', '491', 1003, 0),
		point('SERVICE', 'REGULAR', 'DE', '491', 9, 0.5),
	]);
	expect(jsonOf(await run({ month: 'last', split: ['phoneNumber'] }))).toMatchObject([{ freeServiceMessagesLeft: 0 }]);
});

test('months before October 2026 have no free tier', async () => {
	const before = DateTime.fromISO('2026-09-01', { zone: 'America/New_York' });
	if (DateTime.now().diff(before, 'days').days > 365) return;
	const fields = `currency,pricing_analytics.start(${before.toSeconds()}).end(${before.plus({ months: 1 }).toSeconds()}).granularity(MONTHLY).metric_types(["COST","VOLUME"]).dimensions(["PRICING_CATEGORY","PRICING_TYPE","COUNTRY","PHONE"])`;
	const answer = { currency: 'EUR', pricing_analytics: { data: [{ data_points: points }] } };
	expectRequest('GET', WABA, { query: { fields } }, answer);
	const [row] = jsonOf(await run({ month: 'other', whichMonth: '2026-09', split: ['phoneNumber'] }));
	expect(row).not.toHaveProperty('freeServiceMessagesLeft');
});

test.each<[string, unknown, unknown, IDataObject[]]>([
	['no data points', undefined, 'EUR', []],
	['an object as the list', { volume: 1 }, 'EUR', []],
	[
		'missing fields and unknown values',
		[{}, { pricing_category: 'NEW', pricing_type: 5, volume: 'x', cost: null }, null],
		7,
		[{ month: name, currency: '7', messages: 0, paidMessages: 0, freeMessages: 0 }],
	],
	[
		'no costs, as on the credit line of a partner',
		[{ pricing_category: 'UTILITY', volume: '12' }],
		undefined,
		[{ month: name, currency: 'EUR', messages: 12, paidMessages: 12, freeMessages: 0 }],
	],
])('reads %s', async (_what, answer, currency, expected) => {
	expectCosts(answer, currency);
	expect(jsonOf(await run({ month: 'last', split: [] }))).toEqual(expected);
});

test.each<[INodeParameters, string]>([
	[{ month: 'other', whichMonth: '' }, "'Which Month' is not a month"],
	[{ month: 'other', whichMonth: '2199-01' }, "'Which Month' is in the future"],
	[{ month: 'other', whichMonth: '2020-01' }, "'Which Month' is more than a year ago"],
	[{ month: '={{ "next" }}' }, "'Month' has an unknown value"],
	[{ split: ['brand'] }, "'Split By' has an unknown value"],
])('rejects %j', async (parameters, message) => {
	expect(messageOf(await run(parameters))).toContain(message);
});
