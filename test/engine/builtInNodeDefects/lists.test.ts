import nock from 'nock';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { GRAPH, loadOptions, PHONE, WABA } from '../harness';
import { meta } from './meta';

// The built-in node lists only the first page of the account's numbers, without their quality rating.

const numbers = (from: number, count: number, more: object = {}) =>
	Array.from({ length: count }, (_, n) => ({
		id: String(from + n),
		display_phone_number: `+49 151 ${from + n}`,
		verified_name: `Shop ${from + n}`,
		...more,
	}));

const page = (data: object[], after?: string) => ({
	body: {
		data,
		paging: { cursors: { after: after ?? 'last' }, ...(after && { next: `${GRAPH}/next?access_token=secret` }) },
	},
});

const search = async (filter?: string, token?: string) =>
	await new WhatsAppBusinessCloud().methods.listSearch.searchPhoneNumbers.call(
		loadOptions({ phoneNumberId: { __rl: true, mode: 'list', value: PHONE } }),
		filter,
		token,
	);

const query = (path: string) => Object.fromEntries(new URL(path, GRAPH).searchParams);

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test('lists the numbers of all pages', async () => {
	const pages = [page(numbers(1, 100), 'B'), page(numbers(101, 100), 'C'), page(numbers(201, 7))];
	const { sent } = meta((_sent, count) => pages[count - 1]);
	const all = [];
	let token: unknown;
	do {
		const found = await search('', token as string);
		all.push(...found.results);
		token = found.paginationToken;
	} while (token !== undefined);
	expect(all.map(({ value }) => value)).toEqual(numbers(1, 207).map(({ id }) => id));
	expect(sent.map(({ path }) => new URL(path, GRAPH).pathname)).toEqual(Array(3).fill(`/v25.0/${WABA}/phone_numbers`));
	const fields = 'id,display_phone_number,verified_name,quality_rating';
	expect(sent.map(({ path }) => query(path))).toEqual([
		{ limit: '100', fields },
		{ limit: '100', fields, after: 'B' },
		{ limit: '100', fields, after: 'C' },
	]);
});

test('finds a number on a later page by number, name or ID', async () => {
	const pages = [page(numbers(1, 100), 'B'), page(numbers(101, 100), 'C'), page(numbers(201, 7))];
	for (const filter of ['+49 (151) 205', 'shop 205', '205']) {
		const { sent } = meta((_sent, count) => pages[count - 1]);
		const { results } = await search(filter);
		expect(results.map(({ value }) => value)).toEqual(['205']);
		expect(sent).toHaveLength(3);
		nock.cleanAll();
	}
});

test('shows a number with its name and quality rating', async () => {
	const rows = ['GREEN', 'RED', 'UNKNOWN'].flatMap((quality_rating, n) => numbers(n, 1, { quality_rating }));
	meta(() => page(rows));
	expect((await search()).results.map(({ name }) => name)).toEqual([
		'+49 151 0 - Shop 0 - quality green',
		'+49 151 1 - Shop 1 - quality red',
		'+49 151 2 - Shop 2 - quality pending',
	]);
});
