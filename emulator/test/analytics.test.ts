import { seed, type Emulator } from '../src';
import { client, closeAll, problem, sendMessage, started, type GraphResponse } from './helpers';

afterEach(closeAll);

const DAY = 86_400;
const now = (): number => Math.floor(Date.now() / 1000);
const read = async (emulator: Emulator, fields: string) =>
	await client(emulator).get<GraphResponse>(`/${seed.wabaId}`, { params: { fields } });
const edge = async (emulator: Emulator, name: string, params: object) =>
	await client(emulator).get<GraphResponse>(`/${seed.wabaId}/${name}`, { params });

interface Points {
	data: Array<{ data_points: Array<Record<string, number | string>> }>;
}

describe('fields of the account', () => {
	it('adds up by dimensions, filters and units of time', async () => {
		const emulator = await started();
		const monthAgo = now() - 40 * DAY;
		const fields = `currency,pricing_analytics.start(${monthAgo}).end(${now()}).granularity(MONTHLY).metric_types(["VOLUME"]).pricing_categories(["UTILITY"]).dimensions(["COUNTRY","TIER"])`;
		const { data } = await read(emulator, fields);
		expect(data.currency).toBe('USD');
		const [{ data_points: points }] = (data.pricing_analytics as Points).data;
		expect(new Set(points.map(({ country }) => country))).toEqual(new Set(['US', 'DE']));
		for (const point of points)
			expect(point).toEqual({
				start: expect.any(Number),
				end: expect.any(Number),
				country: expect.any(String),
				tier: '0:100000',
				volume: expect.any(Number),
			});
	});

	it('counts accepted messages', async () => {
		const emulator = await started();
		const fields = () =>
			`analytics.start(${now() - 60}).end(${now() + 60}).granularity(HALF_HOUR).phone_numbers(["16315558100"])`;
		expect((await read(emulator, fields())).data.analytics).toMatchObject({ data_points: [] });
		await sendMessage(emulator, { type: 'text', text: { body: 'x' } });
		expect((await read(emulator, fields())).data.analytics).toMatchObject({ data_points: [{ sent: 1 }] });
	});

	it('returns the same numbers for the same days', async () => {
		const fields = `analytics.start(${now() - 30 * DAY}).end(${now() - 2 * DAY}).granularity(DAY)`;
		const first = (await read(await started(), fields)).data;
		expect((await read(await started(), fields)).data).toEqual(first);
	});

	it.each([
		['no start', 'analytics.end(1790000000).granularity(DAY)'],
		['an end before the start', 'analytics.start(1790000000).end(1780000000).granularity(DAY)'],
		['the granularity of other analytics', 'analytics.start(1780000000).end(1790000000).granularity(DAILY)'],
		['an unknown modifier', 'analytics.start(1780000000).end(1790000000).granularity(DAY).colors([1])'],
	])('rejects %s', async (_what, fields) => {
		expect(problem(await read(await started(), fields)).code).toBe(100);
	});
});

describe('edges of the account', () => {
	const query = () => ({ start: now() - 3 * DAY, end: now(), granularity: 'DAILY', metric_types: '["SENT","COST"]' });

	it('has a row per template and day, with the metrics that were asked for', async () => {
		const { data } = await edge(await started(), 'template_analytics', { ...query(), template_ids: '["1","2"]' });
		const [{ data_points: points }] = (data as unknown as Points).data;
		expect(points).toHaveLength(6);
		expect(Object.keys(points[0])).toEqual(['template_id', 'start', 'end', 'sent', 'cost']);
	});

	it.each([
		['no templates', 'template_analytics', {}],
		['11 templates', 'template_analytics', { template_ids: JSON.stringify(Array(11).fill('1')) }],
		['two groups', 'group_analytics', { group_ids: '["1","2"]' }],
		['another granularity', 'group_analytics', { group_ids: '["1"]', granularity: 'MONTHLY' }],
		['a start more than 90 days ago', 'group_analytics', { group_ids: '["1"]', start: 1_700_000_000 }],
	])('rejects %s', async (_what, name, params) => {
		expect(problem(await edge(await started(), name, { ...query(), ...params })).code).toBe(100);
	});
});
