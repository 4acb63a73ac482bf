import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { metaError } from '../fixtures';
import { loadOptions, PHONE, WABA } from '../harness';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';

mockedNetwork();

const runOperation = runner('commerce');
const run = async (operation: string, parameters: INodeParameters = {}) =>
	await runOperation(operation, { phoneNumberId: PHONE, ...parameters });
const SETTINGS = `${PHONE}/whatsapp_commerce_settings`;

test.each<[unknown, IDataObject]>([
	[
		{ data: [{ id: '77', is_cart_enabled: true, is_catalog_visible: false }] },
		{ catalogId: '77', cartEnabled: true, catalogVisible: false },
	],
	[{ data: { id: 77 } }, { catalogId: '77' }],
	[{ data: [] }, {}],
	[{}, {}],
])('reads the settings %j', async (response, expected) => {
	expectRequest('GET', SETTINGS, {}, response);
	expect(jsonOf(await run('getSettings'))).toEqual([{ phoneNumberId: PHONE, ...expected }]);
});

test('changes only what was added', async () => {
	expectRequest('POST', SETTINGS, { query: { is_catalog_visible: false } }, { success: true });
	expect(jsonOf(await run('updateSettings', { updateFields: { catalogVisible: false } }))).toEqual([
		{ phoneNumberId: PHONE, updated: true },
	]);
});

test('lists the catalogs of the account', async () => {
	expectRequest(
		'GET',
		`${WABA}/product_catalogs`,
		{ query: { limit: 50, fields: 'id,name' } },
		{ data: [{ id: '7' }] },
	);
	expect(jsonOf(await run('getCatalogs'))).toEqual([{ id: '7' }]);
});

describe('products', () => {
	const fields = 'id,retailer_id,name,price,currency,availability,image_url,url,review_status,inventory';
	const row = {
		id: '1',
		retailer_id: 'SKU-1',
		name: 'Rye bread',
		price: '$5.00',
		currency: 'USD',
		availability: 'in stock',
		image_url: 'https://shop.example/1.jpg',
		url: 'https://shop.example/1',
		review_status: 'approved',
		inventory: 10,
	};
	const simple = {
		productId: 'SKU-1',
		name: 'Rye bread',
		price: '$5.00',
		currency: 'USD',
		availability: 'in stock',
		inventory: 10,
		reviewStatus: 'approved',
		imageUrl: 'https://shop.example/1.jpg',
		url: 'https://shop.example/1',
		metaId: '1',
	};

	test('gets all products of a catalog', async () => {
		expectRequest('GET', '77/products', { query: { fields, limit: 50 } }, { data: [row, {}, null] });
		expect(jsonOf(await run('getProducts', { catalogId: '77' }))).toEqual([simple, {}]);
	});

	test.each<[unknown]>([
		['SKU-1, SKU-2, SKU-1'],
		['={{ [{ product_retailer_id: "SKU-1", quantity: 2 }, { productRetailerId: "SKU-2" }, { other: 1 }] }}'],
	])('gets those of %j', async (productIds) => {
		const filter = '{"retailer_id":{"is_any":["SKU-1","SKU-2"]}}';
		expectRequest('GET', '77/products', { query: { fields, filter, limit: 50 } }, { data: [row] });
		const parameters = { catalogId: '77', productIds: productIds as string, simplify: false };
		expect(jsonOf(await run('getProducts', parameters))).toEqual([row]);
	});

	test('names the missing permission', async () => {
		expectRequest('GET', '77/products', { query: { fields, limit: 50 } }, metaError(200, '(#200) No'), 403);
		expect(messageOf(await run('getProducts', { catalogId: '77' }))).toContain('catalog_management');
	});
});

test('the list of catalogs in the editor', async () => {
	const data = [{ id: '7', name: 'Garden' }, { id: '8' }, { name: 'No ID' }];
	expectRequest('GET', `${WABA}/product_catalogs`, { query: { fields: 'id,name', limit: 100 } }, { data });
	const { searchCatalogs } = new WhatsAppBusinessCloud().methods.listSearch;
	const { results } = await searchCatalogs.call(loadOptions({ resource: 'commerce' }), '');
	expect(results).toEqual([
		{ name: 'Garden - 7', value: '7' },
		{ name: 'No name - 8', value: '8' },
	]);
});

test.each<[string, INodeParameters, string]>([
	['updateSettings', {}, "'Update Fields' has no field"],
	['updateSettings', { updateFields: { cartEnabled: '={{ "perhaps" }}' } }, "'Cart' is neither true nor false"],
	['getProducts', { catalogId: '={{ "garden" }}' }, "'Catalog' is not an ID"],
])('%s rejects %j', async (operation, parameters, message) => {
	expect(messageOf(await run(operation, parameters))).toContain(message);
});

describe('conversational components', () => {
	const components = runner('conversationalComponent');
	const PATH = `${PHONE}/conversational_automation`;
	const of = async (parameters: INodeParameters) => await components('update', { phoneNumberId: PHONE, ...parameters });

	test.each<[unknown, IDataObject]>([
		[
			{ prompts: ['When?'], commands: [{ command_name: 'order', command_description: 'Track' }], id: '1' },
			{ iceBreakers: ['When?'], commands: [{ name: 'order', description: 'Track' }] },
		],
		[undefined, { iceBreakers: [], commands: [] }],
		[
			{ prompts: 'x', commands: { command_name: 'x' } },
			{ iceBreakers: [], commands: [] },
		],
		[
			{ prompts: [1, null, {}], commands: [{}] },
			{ iceBreakers: ['1'], commands: [{ name: '', description: '' }] },
		],
	])('reads %j', async (conversational_automation, expected) => {
		const query = { fields: 'conversational_automation' };
		expectRequest('GET', PHONE, { query }, { conversational_automation });
		expect(jsonOf(await components('get', { phoneNumberId: PHONE }))).toEqual([{ phoneNumberId: PHONE, ...expected }]);
	});

	test('replaces both lists', async () => {
		const body = { prompts: ['When?'], commands: [{ command_name: 'order', command_description: 'Track' }] };
		expectRequest('POST', PATH, { body }, { success: true });
		const result = await of({
			iceBreakers: { iceBreaker: [{ text: ' When? ' }] },
			changeCommands: true,
			commands: { command: [{ name: '/order', description: 'Track' }] },
		});
		expect(jsonOf(result)).toEqual([{ phoneNumberId: PHONE, updated: true }]);
	});

	test('removes all ice breakers, and leaves the commands alone', async () => {
		expectRequest('POST', PATH, { body: { prompts: [] } }, { success: true });
		expect(jsonOf(await of({ iceBreakers: {} }))).toHaveLength(1);
	});

	const texts = (...list: string[]) => ({ iceBreakers: { iceBreaker: list.map((text) => ({ text })) } });
	const commands = (...list: string[]) => ({
		changeIceBreakers: false,
		changeCommands: true,
		commands: { command: list.map((name) => ({ name, description: 'x' })) },
	});

	test.each<[INodeParameters, string]>([
		[texts('a', 'b', 'c', 'd', 'e'), "'Ice Breakers' has 5 entries"],
		[texts('x'.repeat(81)), "'Text' of ice breaker 1 has 81 characters"],
		[texts('a', 'Hi 👋'), "'Text' of ice breaker 2 has an emoji"],
		[texts(''), "'Text' of ice breaker 1 is empty"],
		[commands('x'.repeat(33)), "'Command' of command 1 has 33 characters"],
		[commands('a', '/a'), "'Command' of command 2 is the same"],
		[{ changeIceBreakers: false }, "'Change Ice Breakers' is off, as is 'Change Commands'"],
	])('rejects %j', async (parameters, message) => {
		expect(messageOf(await of(parameters))).toContain(message);
	});
});
