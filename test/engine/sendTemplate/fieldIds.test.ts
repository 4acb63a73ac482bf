import nock from 'nock';
import { NodeHelpers, type INode, type INodeParameters, type ResourceMapperField } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { startEmulator, type Emulator } from '../../../emulator/src';
import { credential, loadOptions, runNode } from '../harness';

let emulator: Emulator;
let account: typeof credential;
const { description, methods } = new WhatsAppBusinessCloud();

beforeAll(async () => {
	nock.disableNetConnect();
	nock.enableNetConnect('127.0.0.1');
	emulator = await startEmulator({ messagesPerSecond: 0, pairLimit: false });
	account = {
		...credential,
		accessToken: emulator.seed.accessToken,
		businessAccountId: emulator.seed.wabaId,
		baseUrl: emulator.url,
	};
});
beforeEach(() => emulator.reset());
afterAll(async () => {
	await emulator.close();
	nock.enableNetConnect();
});

type Values = Record<string, unknown>;

const node = (template: string, value: Values | null, schema: ResourceMapperField[]): INodeParameters => ({
	resource: 'message',
	operation: 'sendTemplate',
	phoneNumberId: { __rl: true, mode: 'id', value: emulator.seed.phoneNumberId },
	recipientPhoneNumber: '+1 650 555 1234',
	template: { __rl: true, mode: 'list', value: template },
	templateInput: 'fields',
	templateFields: { mappingMode: 'defineBelow', value, matchingColumns: [], schema } as never,
});

async function schemaOf(template: string): Promise<ResourceMapperField[]> {
	const { fields } = await methods.resourceMapping.getTemplateFields.call(
		loadOptions(node(template, null, []), account),
	);
	return fields;
}

const field = (id: string): ResourceMapperField => ({
	id,
	displayName: id,
	type: 'string',
	required: true,
	display: true,
	defaultMatch: false,
});

async function sent(template: string, value: Values, schema: ResourceMapperField[]): Promise<unknown> {
	const { error } = await runNode({
		parameters: node(template, value, schema),
		credential: account,
		input: [{ json: { name: 'Ann' } }],
	});
	expect(error).toBeUndefined();
	return (emulator.messages.at(-1)!.body as { template: { components: unknown } }).template.components;
}

const ANN = [{ type: 'body', parameters: [{ type: 'text', text: 'Ann' }] }];

test('reports a missing value by its name in the form', async () => {
	const schema = await schemaOf('order_update|en_US');
	const form = description.properties.find(
		({ name, displayOptions }) =>
			name === 'templateFields' && displayOptions?.show?.operation?.includes('sendTemplate') === true,
	)!;
	const parameters = node('order_update|en_US', {}, schema);
	const issues = NodeHelpers.getParameterIssues(
		form,
		parameters,
		'',
		{ parameters, typeVersion: 1 } as INode,
		description,
	);
	expect(Object.values(issues.parameters ?? {}).flat()).toEqual([
		'Value "Header {{1}}" is required',
		'Value "{{1}}" is required',
		'Value "{{2}}" is required',
		'Value "{{3}}" is required',
		'Value "URL Suffix for “Track Order” Button 1" is required',
	]);
	expect(schema.map(({ displayName }) => displayName)).toEqual([
		'Header {{1}}, e.g. A-2044',
		'{{1}}, e.g. Ann',
		'{{2}}, e.g. $42.50',
		'{{3}}, e.g. Monday',
		'URL Suffix for “Track Order” Button, e.g. A-2044',
		'Payload for “Call me” Button (optional)',
	]);
});

test('keeps the field IDs of a saved workflow when the text of a button has changed', async () => {
	const schema = [field('{{1}}'), field('URL Suffix for “Where Is It?” Button 1'), field('URL Suffix for Button 3')];
	const parameters = node('order_update|en_US', { 'URL Suffix for “Where Is It?” Button 1': 'A-1' }, schema);
	const { fields } = await methods.resourceMapping.getTemplateFields.call(loadOptions(parameters, account));
	expect(fields.map(({ id }) => id)).toEqual([
		'Header {{1}}',
		'{{1}}',
		'{{2}}',
		'{{3}}',
		'URL Suffix for “Where Is It?” Button 1',
		'Payload for “Call me” Button 2',
	]);
	expect(fields[4].displayName).toBe('URL Suffix for “Track Order” Button, e.g. A-2044');
});

test('sends values that were written without a form', async () => {
	expect(await sent('campaign_001|en_US', { '{{1}}': 'Ann' }, [])).toEqual(ANN);
	const { error } = await runNode({
		parameters: node('campaign_001|en_US', { '{{1}}': 'a\nb' }, []),
		credential: account,
		input: [{ json: {} }],
	});
	expect(error.message).toBe("'{{1}}' contains a line break, which WhatsApp does not allow in a template");
});

const product = (card: number, id: unknown): Values => ({
	[`Card ${card} Header Product ID`]: id,
	[`Card ${card} Header Catalog ID`]: id === null ? null : '1',
});
const productCards = (...ids: string[]): unknown => [
	{
		type: 'carousel',
		cards: ids.map((product_retailer_id, card_index) => ({
			card_index,
			components: [
				{ type: 'header', parameters: [{ type: 'product', product: { product_retailer_id, catalog_id: '1' } }] },
			],
		})),
	},
];

test('accepts more product cards than the template defines', async () => {
	const schema = await schemaOf('product_carousel|en_US');
	expect(schema.filter(({ required }) => required)).toHaveLength(4);
	expect(schema).toHaveLength(20);
	const values = { ...product(1, 'a'), ...product(2, 'b'), ...product(3, null), ...product(4, 'd') };
	expect(await sent('product_carousel|en_US', values, schema)).toEqual(productCards('a', 'b', 'd'));
	const ten = Object.assign(
		{},
		...Array.from({ length: 10 }, (_unused, index) => product(index + 1, `p${index}`)),
	) as Values;
	expect(await sent('product_carousel|en_US', ten, schema)).toEqual(
		productCards(...Array.from({ length: 10 }, (_unused, index) => `p${index}`)),
	);
});

test('rejects a product card with a missing value and names the field', async () => {
	const values = { ...product(1, 'a'), ...product(2, 'b'), 'Card 3 Header Product ID': 'c' };
	const { error } = await runNode({
		parameters: node('product_carousel|en_US', values, await schemaOf('product_carousel|en_US')),
		credential: account,
		input: [{ json: {} }],
	});
	expect(error.message).toBe("'Card 3 Header Catalog ID' is empty");
});
