import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { GRAPH, WABA } from '../harness';
import { AUTH, mockedNetwork, errorOf, run } from './support';
import { fromList, singleItem } from './values';

mockedNetwork();

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
		templateId: fromList('900'),
		otherTemplateId: fromList('901'),
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
		expect((await run('compare', { ...parameters, simplify: false })).output).toEqual(singleItem({ data }));
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
		expect(await errorOf('compare', { ...parameters, otherTemplateId: fromList('900') })).toBe(
			"'Compare With' is the same template as the first",
		);
		expect(await errorOf('compare', { ...parameters, days: '={{ 8 }}' })).toBe("'Days' has an unknown value");
		expect(await errorOf('compare', { ...parameters, endDate: 'soon' })).toBe("'End Date' is not a date");
	});
});

describe('Migrate', () => {
	test('requests pages until one has no new templates', async () => {
		const expectPage = (page_number: number, response: IDataObject): unknown =>
			nock(GRAPH, AUTH)
				.post(`/v25.0/${WABA}/migrate_message_templates`)
				.query({ source_waba_id: '555', page_number })
				.reply(200, response);
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
		expect(await errorOf('migrate', { sourceBusinessAccountId: 'x' })).toBe("'Source Business Account' is not an ID");
		expect(await errorOf('migrate', { sourceBusinessAccountId: WABA })).toBe(
			"'Source Business Account' is the account of the credential",
		);
	});
});
