import 'reflect-metadata';
// Must load before n8n-core, whose HTTP client captures the modules that exist when it loads.
import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import { toOutput } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/toOutput';
import type { Output } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/triggerSettings';
import { message, messagesChange, read, text, type Json } from '../../unit/trigger/payloads';
import { metaError } from '../fixtures';
import { mockedNetwork, expectRequest } from '../account/support';
import { GRAPH } from '../harness';
import { execute } from './execution';

mockedNetwork();

const FIELDS = 'id,retailer_id,name,price,currency,availability,image_url,url,review_status,inventory';

/** A catalog that no other test of the file has read: its products are kept for some minutes. */
let catalog: string;
let count = 0;
beforeEach(() => {
	catalog = `19483698700${String(count++).padStart(4, '0')}`;
});

const order = (id: string, skus: string[], rest: Json = {}): Json =>
	message({
		id,
		type: 'order',
		order: {
			catalog_id: catalog,
			text: 'Please wrap it',
			product_items: skus.map((sku) => ({ product_retailer_id: sku, quantity: 2, item_price: 3.5, currency: 'EUR' })),
			...rest,
		},
	});

const product = (sku: string, name: string): IDataObject => ({
	id: `9${sku}`,
	retailer_id: sku,
	name,
	price: '3,50 €',
	availability: 'in stock',
	image_url: `https://example.com/${sku}.jpg`,
});
const details = (sku: string, name: string): IDataObject => ({
	name,
	catalogPrice: '3,50 €',
	availability: 'in stock',
	imageUrl: `https://example.com/${sku}.jpg`,
});
const item = (sku: string, more: IDataObject = {}): IDataObject => ({
	productRetailerId: sku,
	quantity: 2,
	itemPrice: 3.5,
	currency: 'EUR',
	...more,
});

function expectProducts(
	ids: string[],
	response: unknown,
	{ limit = ids.length, status = 200, of = catalog } = {},
): void {
	const filter = JSON.stringify({ retailer_id: { is_any: ids } });
	expectRequest('GET', `${of}/products`, { query: { fields: FIELDS, filter, limit } }, response, status);
}

const run = async (output: Output, messages: Json[], options: IDataObject = { orderProducts: true }) => {
	const items = toOutput(read(messagesChange(...messages)), output).map((json) => ({ json }));
	return (await execute(items, { options })).map(({ json }) => json);
};

test('adds names and prices to the items of orders, with one request for a catalog', async () => {
	expectProducts(['A', 'B', 'C'], { data: [product('B', 'Roses'), product('A', 'Tulips'), product('C', 'Lilies')] });
	const messages = [text('Hi'), order('wamid.2', ['A', 'B']), order('wamid.3', ['B', 'C'])];
	const [hi, first, second] = await run('events', messages);
	expect(hi).not.toHaveProperty('orderError');
	expect(first).toMatchObject({ text: 'Please wrap it', orderCatalogId: catalog });
	expect(first.orderItems).toEqual([item('A', details('A', 'Tulips')), item('B', details('B', 'Roses'))]);
	expect(second.orderItems).toEqual([item('B', details('B', 'Roses')), item('C', details('C', 'Lilies'))]);
	expect(first).not.toHaveProperty('orderError');
});

test('asks again only for products that it does not know yet', async () => {
	expectProducts(['A'], { data: [product('A', 'Tulips')] });
	await run('events', [order('wamid.1', ['A'])]);
	expectProducts(['B'], { data: [product('B', 'Roses')] });
	await run('events', [order('wamid.2', ['A', 'B'])]);
	const [json] = await run('events', [order('wamid.3', ['B', 'A'])]);
	expect(json.orderItems).toEqual([item('B', details('B', 'Roses')), item('A', details('A', 'Tulips'))]);
});

test('asks again after a few minutes', async () => {
	expectProducts(['A'], { data: [product('A', 'Tulips')] });
	await run('events', [order('wamid.1', ['A'])]);
	expectProducts(['A'], { data: [product('A', 'Red tulips')] });
	const now = Date.now();
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 5 * 60_000);
	const [json] = await run('events', [order('wamid.2', ['A'])]);
	clock.mockRestore();
	expect(json.orderItems).toEqual([item('A', details('A', 'Red tulips'))]);
});

test.each<[Output]>([['bundle'], ['raw']])('adds them with output %s', async (output) => {
	expectProducts(['A', 'B'], { data: [product('A', 'Tulips'), product('B', 'Roses')] });
	const [json] = await run(output, [text('Hi'), order('wamid.2', ['A', 'B', 'A'])]);
	if (output === 'bundle') {
		expect((json.events as IDataObject[])[1].orderItems).toMatchObject([
			{ name: 'Tulips' },
			{ name: 'Roses' },
			{ name: 'Tulips' },
		]);
		return;
	}
	expect(json.orderProducts).toEqual([
		{ productRetailerId: 'A', ...details('A', 'Tulips') },
		{ productRetailerId: 'B', ...details('B', 'Roses') },
	]);
	expect((json.messages as IDataObject[])[1].order).toEqual(order('', ['A', 'B', 'A']).order);
});

test('reads more than 100 products in several requests', async () => {
	const skus = Array.from({ length: 130 }, (_unused, index) => `S${index}`);
	expectProducts(skus.slice(0, 100), { data: skus.slice(0, 100).map((sku) => product(sku, `P ${sku}`)) });
	expectProducts(skus.slice(100), { data: skus.slice(100).map((sku) => product(sku, `P ${sku}`)) });
	const [json] = await run('events', [order('wamid.1', skus)]);
	expect((json.orderItems as IDataObject[]).map(({ name }) => name)).toEqual(skus.map((sku) => `P ${sku}`));
});

test('reads at most 1,000 products of a catalog, and says so', async () => {
	const skus = Array.from({ length: 1001 }, (_unused, index) => `S${index}`);
	const scope = nock(GRAPH)
		.get(`/v25.0/${catalog}/products`)
		.query(true)
		.times(10)
		.reply(200, (uri) => {
			const { is_any: ids } = JSON.parse(new URL(uri, GRAPH).searchParams.get('filter') ?? '').retailer_id as {
				is_any: string[];
			};
			return { data: ids.map((sku) => product(sku, sku)) };
		});
	const [first, last] = await run('events', [order('wamid.1', skus.slice(0, 1000)), order('wamid.2', ['S1000'])]);
	expect(scope.isDone()).toBe(true);
	expect(first).not.toHaveProperty('orderError');
	expect(last).toMatchObject({
		orderItems: [item('S1000')],
		orderError: 'Only 1000 products of a catalog are looked up at a time',
	});
});

describe('no order is lost', () => {
	test('when the catalog does not have a product', async () => {
		expectProducts(['A', 'B'], {
			data: [product('A', 'Tulips'), product('X', 'Another'), null, {}, { retailer_id: [] }],
		});
		expect(await run('events', [order('wamid.1', ['A', 'B'])])).toMatchObject([
			{ orderItems: [item('A', details('A', 'Tulips')), item('B')], orderError: 'The catalog has no product B' },
		]);
	});

	test('when a permission is missing', async () => {
		expectProducts(['A'], metaError(200, 'Requires catalog_management'), { status: 403 });
		const [json] = await run('events', [order('wamid.1', ['A'])]);
		expect(json.orderItems).toEqual([item('A')]);
		expect(json.orderError).toMatch(/^The access token is missing the permission catalog_management\. /);
	});

	test('when one of two catalogs cannot be read', async () => {
		const other = `${catalog}9`;
		const unknownObject = { error: { message: 'Unsupported get request', code: 100, error_subcode: 33 } };
		expectProducts(['A'], { data: [product('A', 'Tulips')] });
		expectProducts(['B'], unknownObject, { status: 400, of: other });
		const [good, bad] = await run('events', [order('wamid.1', ['A']), order('wamid.2', ['B'], { catalog_id: other })]);
		expect(good).not.toHaveProperty('orderError');
		expect(bad.orderItems).toEqual([item('B')]);
		expect(bad.orderError).toMatch(/^Meta does not know this ID/);
	});

	test('when a request fails after another one succeeded', async () => {
		const skus = Array.from({ length: 101 }, (_unused, index) => `S${index}`);
		expectProducts(skus.slice(0, 100), { data: skus.slice(0, 100).map((sku) => product(sku, sku)) });
		expectProducts(['S100'], metaError(100, 'Invalid parameter'), { status: 400 });
		const [good, bad] = await run('events', [order('wamid.1', ['S0']), order('wamid.2', skus.slice(1))]);
		expect(good).toMatchObject({ orderItems: [{ name: 'S0' }] });
		expect(good).not.toHaveProperty('orderError');
		expect((bad.orderItems as IDataObject[])[0]).toMatchObject({ name: 'S1' });
		expect(bad).toHaveProperty('orderError');
	});

	test.each<[Json]>([[{ catalog_id: undefined }], [{ catalog_id: '../me' }], [{ catalog_id: {} }]])(
		'when the catalog is %j',
		async (rest) => {
			const [json] = await run('events', [order('wamid.1', ['A'], rest)]);
			expect(json).toMatchObject({
				orderItems: [item('A')],
				orderError: 'WhatsApp did not say which catalog the order is from',
			});
		},
	);

	test.each<[Json]>([[{ product_items: 'none' }], [{ product_items: [null, {}] }]])(
		'when its items are %j',
		async (rest) => {
			const [json] = await run('events', [order('wamid.1', [], rest)]);
			expect(json).toMatchObject({ type: 'order' });
			expect(json).not.toHaveProperty('orderError');
		},
	);
});

test('makes no request when the option is off', async () => {
	expect(await run('events', [order('wamid.1', ['A'])], {})).toMatchObject([{ orderItems: [item('A')] }]);
});
