import nock from 'nock';
import { getPhoneNumbers, searchPhoneNumbers } from '../../../nodes/WhatsAppBusinessCloud/methods/phoneNumbers';
import { metaError } from '../fixtures';
import { GRAPH, loadOptions, TOKEN, WABA } from '../harness';

const FIELDS = 'id,display_phone_number,verified_name,quality_rating';
const context = () => loadOptions({ resource: 'message', operation: 'send' });
const page = (query: Record<string, string>) =>
	nock(GRAPH, { reqheaders: { authorization: `Bearer ${TOKEN}` } })
		.get(`/v25.0/${WABA}/phone_numbers`)
		.query({ fields: FIELDS, limit: '100', ...query });

const row = (id: string, display: string, quality: string) => ({
	id,
	display_phone_number: display,
	verified_name: 'Acme Shop',
	quality_rating: quality,
});

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
});
afterAll(() => nock.enableNetConnect());

test('returns a page of numbers and the cursor of the next page', async () => {
	page({}).reply(200, {
		data: [row('1', '+1 631-555-8151', 'GREEN'), row('2', '+1 631-555-8152', 'UNKNOWN')],
		paging: { cursors: { after: 'C1' }, next: `${GRAPH}/v25.0/${WABA}/phone_numbers?access_token=${TOKEN}&after=C1` },
	});
	expect(await searchPhoneNumbers.call(context())).toEqual({
		results: [
			{ name: '+1 631-555-8151 - Acme Shop - quality green', value: '1' },
			{ name: '+1 631-555-8152 - Acme Shop - quality pending', value: '2' },
		],
		paginationToken: 'C1',
	});
});

test('requests the next page with its cursor, and stops at a page without "next"', async () => {
	page({ after: 'C1' }).reply(200, {
		data: [row('3', '+1 631-555-8153', 'RED')],
		paging: { cursors: { after: 'C2' } },
	});
	expect(await searchPhoneNumbers.call(context(), '', 'C1')).toEqual({
		results: [{ name: '+1 631-555-8153 - Acme Shop - quality red', value: '3' }],
		paginationToken: undefined,
	});
});

test('requests further pages until one has a match', async () => {
	page({}).reply(200, {
		data: [row('1', '+1 631-555-8151', 'GREEN')],
		paging: { cursors: { after: 'C1' }, next: 'x' },
	});
	page({ after: 'C1' }).reply(200, { data: [row('2', '+49 151 23456', 'GREEN')] });
	expect(await searchPhoneNumbers.call(context(), '4915123')).toEqual({
		results: [{ name: '+49 151 23456 - Acme Shop - quality green', value: '2' }],
		paginationToken: undefined,
	});
});

test("reports an error of the list with Meta's error code", async () => {
	page({}).reply(
		400,
		metaError(100, '(#100) Tried accessing nonexisting field (phone_numbers) on node type (Business)'),
	);
	await expect(searchPhoneNumbers.call(context())).rejects.toMatchObject({ context: { metaCode: 100 } });
});

test('lists all numbers for the choice of several', async () => {
	page({}).reply(200, {
		data: [row('1', '+1 631-555-8151', 'GREEN')],
		paging: { cursors: { after: 'C1' }, next: 'x' },
	});
	page({ after: 'C1' }).reply(200, { data: [row('2', '+49 151 23456', 'RED'), { display_phone_number: 'no ID' }] });
	expect(await getPhoneNumbers.call(context())).toEqual([
		{ name: '+1 631-555-8151 - Acme Shop - quality green', value: '1' },
		{ name: '+49 151 23456 - Acme Shop - quality red', value: '2' },
	]);
});
