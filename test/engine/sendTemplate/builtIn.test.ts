import nock from 'nock';
import type { INode } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { PHONE, runNode } from '../harness';
import { recordGraph } from '../parity/recorder';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

const components = {
	component: [
		{
			type: 'header',
			headerParameters: { parameter: [{ type: 'image', imageLink: 'https://files.example.com/a.png' }] },
		},
		{
			bodyParameters: {
				parameter: [{ text: 'Ann' }, { type: 'currency', code: 'USD', amount_1000: 12.5, fallback_value: '$12.50' }],
			},
		},
		{ type: 'button', buttonParameters: { parameter: { payload: 'yes' } } },
		{ type: 'button', sub_type: 'url', index: 1, buttonParameters: { parameter: { type: 'text', text: 'A7' } } },
	],
};

/** A built-in node after its migration, which writes out the operation. */
const saved = {
	operation: 'sendTemplate',
	phoneNumberId: PHONE,
	recipientPhoneNumber: '49151234567',
	template: 'order_update|en_US',
	components,
};

const sentComponents = [
	{ type: 'header', parameters: [{ type: 'image', image: { link: 'https://files.example.com/a.png' } }] },
	{
		type: 'body',
		parameters: [
			{ type: 'text', text: 'Ann' },
			{ type: 'currency', currency: { code: 'USD', fallback_value: '$12.50', amount_1000: 12500 } },
		],
	},
	{ type: 'button', index: '0', sub_type: 'quick_reply', parameters: [{ type: 'payload', payload: 'yes' }] },
	{ type: 'button', index: '1', sub_type: 'url', parameters: [{ type: 'text', text: 'A7' }] },
];

test('sends the component list of a built-in node whose parameters lack Template Values', async () => {
	nock('https://files.example.com').head('/a.png').reply(200);
	const graph = recordGraph();
	const { run } = await runNode({ parameters: saved });
	expect(run.data.resultData.error).toBeUndefined();
	expect(graph.sent).toEqual([
		{
			method: 'POST',
			path: `/${PHONE}/messages`,
			json: {
				messaging_product: 'whatsapp',
				to: '+49151234567',
				type: 'template',
				template: { name: 'order_update', language: { code: 'en_US' }, components: sentComponents },
			},
		},
	]);
});

describe('parameters of a built-in node in the editor', () => {
	const { description } = new WhatsAppBusinessCloud();
	const node = (parameters: object) =>
		({ id: 'n', name: 'WhatsApp', type: 't', typeVersion: 1, position: [0, 0], parameters }) as INode;
	const parametersOf = (parameters: object, withDefaults: boolean) =>
		NodeHelpers.getNodeParameters(
			description.properties,
			node(parameters).parameters,
			withDefaults,
			false,
			node(parameters),
			description,
		) ?? {};

	test('keeps all parameters and reports no issues', () => {
		const filled = parametersOf(saved, true);
		expect(filled.templateInput).toBe('components');
		expect(NodeHelpers.getNodeParametersIssues(description.properties, node(filled), description)).toBeNull();
		expect(parametersOf(saved, false)).toEqual(saved);
	});

	test('keeps the component list when a template is selected from the list afterwards', () => {
		const filled = parametersOf(saved, true);
		const picked = { ...filled, template: { __rl: true, mode: 'list', value: 'order_update|de' } };
		const migrated = parametersOf(picked, false);
		expect(migrated.templateInput).toBe('components');
		expect(migrated.components).toEqual(saved.components);
	});

	test('keeps the component list when the template is an expression', () => {
		expect(parametersOf({ ...saved, template: '={{ $json.template }}' }, false).components).toEqual(saved.components);
	});
});

test('starts a new node with the template form', () => {
	const { description } = new WhatsAppBusinessCloud();
	const parameters = { resource: 'message', operation: 'sendTemplate' };
	const node = { id: 'n', name: 'WhatsApp', type: 't', typeVersion: 1, position: [0, 0], parameters } as INode;
	const filled =
		NodeHelpers.getNodeParameters(description.properties, parameters, true, false, node, description) ?? {};
	expect(filled.templateInput).toBe('fields');
	expect(filled.templateFields).toEqual({ mappingMode: 'defineBelow', value: null });
	expect(filled).not.toHaveProperty('components');
	expect(filled).not.toHaveProperty('componentsJson');
});
