import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { GRAPH, loadOptions } from '../harness';
import { searchTemplateIds, searchTemplateLanguages } from '../../../nodes/WhatsAppBusinessCloud/methods/templates';
import { AUTH, mockedNetwork, PATH, errorOf, run } from './support';
import { fromList, singleItem } from './values';

mockedNetwork();

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
		expect((await run('get', { templateId: fromList('900') })).output).toEqual(singleItem(simple));
	});

	test('returns the raw template when Simplify is off', async () => {
		nock(GRAPH, AUTH).get('/v25.0/900').query({ fields: ALL_FIELDS }).reply(200, raw);
		expect((await run('get', { templateId: '900', simplify: false })).output).toEqual(singleItem(raw));
	});

	test('omits missing fields, and returns the format of a media header', async () => {
		nock(GRAPH)
			.get('/v25.0/900')
			.query(true)
			.reply(200, { id: '900', components: [{ type: 'HEADER', format: 'IMAGE' }] });
		expect((await run('get', { templateId: '900' })).output).toEqual(
			singleItem({ id: '900', header: 'IMAGE', buttons: [] }),
		);
	});

	test('rejects an ID that is not numeric', async () => {
		expect(await errorOf('get', { templateId: fromList('order_update') })).toBe("'Template' is not an ID");
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
			since: '2026-09-01',
			until: '2026-10-31',
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
				since: '2026-09-01T00:00:00',
				until: '2026-10-31T12:00:00',
				source: 'AUTO_GENERATED',
			},
		});
		expect(output?.map(({ json }) => json.id)).toEqual(Array.from({ length: 102 }, (_unused, index) => String(index)));
	});

	test.each([
		[{ since: 'yesterday' }, "'Since' is not a date"],
		[{ until: 'soon' }, "'Until' is not a date"],
		[{ source: 'META' }, "'Source' has an unknown value"],
	])('rejects the filters %j', async (filters, message) => {
		expect(await errorOf('getAll', { filters })).toBe(message);
	});

	test.each([0, -1, 1.5, 'x'])('rejects %s as limit', async (limit) => {
		expect(await errorOf('getAll', { limit })).toBe("'Limit' must be a whole number, 1 or more");
	});
});

describe('pickers', () => {
	test('lists templates with their IDs', async () => {
		nock(GRAPH, AUTH)
			.get(PATH)
			.query({ fields: 'id,name,language,category,status,components', limit: 50, name: 'order_update', after: 'c1' })
			.reply(200, {
				data: [{ id: 900, name: 'order_update', language: 'de', category: 'UTILITY', status: 'PENDING_DELETION' }],
				paging: { cursors: { after: 'c2' }, next: 'x' },
			});
		expect(await searchTemplateIds.call(loadOptions({}), 'Order update', 'c1')).toEqual({
			results: [{ name: 'order_update (de, utility, pending deletion)', value: '900' }],
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
