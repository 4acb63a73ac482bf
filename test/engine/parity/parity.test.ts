import nock from 'nock';
import type { INode } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { migrateWorkflow } from '../../../scripts/migrate/migrate';
import { openBinaryStore, PHONE, runNode, stored, TOKEN } from '../harness';
import { cases, type ParityCase } from './cases';
import { recorded } from './recorded';
import { recordGraph, type SentRequest } from './recorder';

const messages = (json: object): SentRequest[] => [
	{ method: 'POST', path: `/${PHONE}/messages`, json: { messaging_product: 'whatsapp', to: '+49151234567', ...json } },
];

/** Corrected requests of this node where the built-in node's request has a defect. */
const corrected: Record<string, SentRequest[]> = {
	'text to a number with blanks': messages({ to: '+491512345678', type: 'text', text: { body: 'x' } }),
	'audio with a caption': messages({ type: 'audio', audio: { id: '1' } }),
	'document from binary data with a file name': [
		{
			method: 'POST',
			path: `/${PHONE}/media`,
			form: {
				messaging_product: { content: 'whatsapp' },
				file: { content: 'pdf', fileName: 'USER.pdf', contentType: 'application/pdf' },
			},
		},
		...messages({ type: 'document', document: { id: '4490709327384033', filename: 'USER.pdf' } }),
	],
	'contact of version 1.1 with little filled in': messages({
		type: 'contacts',
		contacts: [
			{ name: { formatted_name: 'Ada', first_name: 'Ada' }, phones: [{ type: 'WORK', phone: '+442079460000' }] },
		],
	}),
	'contact of version 1 with a WhatsApp ID': messages({
		type: 'contacts',
		contacts: [
			{
				name: { formatted_name: 'Ada', first_name: 'Ada' },
				phones: [{ phone: '442079460000', wa_id: '442079460000' }],
			},
		],
	}),
};

/** Nonexistent fields, which the editor removes when the node is saved. */
const notKept: Record<string, object> = { 'audio with a caption': { additionalFields: {} } };

/** Meta's documentation requires the media type as a separate field, which the built-in node omits. */
const withType = (request: SentRequest): SentRequest =>
	request.form
		? { ...request, form: { ...request.form, type: { content: request.form.file.contentType ?? '' } } }
		: request;

/**
 * The built-in node removes the plus sign of a number. Meta may then prepend the business's country code, so this node
 * sends every number with a plus sign, also in migrated workflows. Meta docs: Business phone numbers > WhatsApp user
 * phone number formats.
 */
function withPlus(request: SentRequest): SentRequest {
	const { to } = (request.json ?? {}) as { to?: string };
	return to === undefined
		? request
		: { ...request, json: { ...(request.json as object), to: to.replace(/^\+?/, '+') } };
}

const expected = (name: string): SentRequest[] => (corrected[name] ?? recorded[name]).map(withType).map(withPlus);

async function run({ json, file }: ParityCase, parameters: INode['parameters']) {
	const binary = file && { data: await stored(Buffer.from(file.content), file) };
	return await runNode({ parameters, input: [{ json: json ?? {}, ...(binary && { binary }) }] });
}

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
});
let hour = Date.now();
// All cases send to one recipient, who gets 45 messages at once: each test runs an hour after the last one.
beforeEach(() => {
	hour += 3_600_000;
	jest.spyOn(Date, 'now').mockReturnValue(hour);
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test('has a recorded request for every case, and each corrected request differs from it', () => {
	expect(Object.keys(recorded)).toEqual(cases.map(({ name }) => name));
	for (const name of Object.keys(corrected)) expect(recorded[name]).not.toEqual(corrected[name]);
});

test('this node sends every number with a plus sign, unlike the built-in node', () => {
	const to = (requests: SentRequest[]) =>
		requests.flatMap(({ json }) => (json as { to?: string } | undefined)?.to ?? []);
	const numbers = cases.flatMap(({ name }) => to(recorded[name]));
	expect(numbers.length).toBeGreaterThan(20);
	expect(numbers.filter((number) => number.startsWith('+'))).toEqual([]);
	expect(cases.flatMap(({ name }) => to(expected(name))).filter((number) => !/^\+\d+$/.test(number))).toEqual([]);
});

describe.each(cases)('$name', (parityCase) => {
	const { name, parameters, typeVersion, links = [] } = parityCase;

	test("sends the built-in node's request from its saved parameters, with a plus sign before the number", async () => {
		for (const link of links) nock(new URL(link).origin).head(new URL(link).pathname).reply(200);
		const graph = recordGraph();
		const { run: result, output } = await run(parityCase, parameters as INode['parameters']);

		expect(result.data.resultData.error).toBeUndefined();
		expect(graph.sent).toEqual(expected(name));
		expect([...graph.versions]).toEqual(['v25.0']);
		expect(graph.headers.map(({ authorization }) => authorization)).toEqual(graph.sent.map(() => `Bearer ${TOKEN}`));
		expect(output).toHaveLength(1);
	});

	test('sends the same request after the migration', async () => {
		for (const link of links) nock(new URL(link).origin).head(new URL(link).pathname).reply(200);
		const graph = recordGraph();
		const node = { type: 'n8n-nodes-base.whatsApp', typeVersion, name: 'WhatsApp', parameters };
		const { workflow } = migrateWorkflow({ nodes: [node], connections: {} });
		const [converted] = (workflow as { nodes: INode[] }).nodes;

		expect(converted.type).toBe('n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloud');
		const { output } = await run(parityCase, converted.parameters);
		expect(graph.sent).toEqual(expected(name));
		// Nodes that follow get the same data as from the built-in node: Meta's raw response.
		if (parameters.operation === 'send')
			expect(output?.[0].json).toEqual({
				messaging_product: 'whatsapp',
				contacts: [expect.any(Object)],
				messages: [{ id: 'wamid.1' }],
			});
	});

	test('the editor reports no issues with the saved parameters, and keeps them', () => {
		const { description } = new WhatsAppBusinessCloud();
		const node = { id: 'n', name: 'WhatsApp', type: 't', typeVersion: 1, position: [0, 0], parameters } as INode;
		const filled = NodeHelpers.getNodeParameters(
			description.properties,
			node.parameters,
			true,
			false,
			node,
			description,
		);
		expect(
			NodeHelpers.getNodeParametersIssues(description.properties, { ...node, parameters: filled ?? {} }, description),
		).toBeNull();
		const saved = NodeHelpers.getNodeParameters(
			description.properties,
			node.parameters,
			false,
			false,
			node,
			description,
		);
		expect({ operation: 'send', ...saved }).toEqual({ operation: 'send', ...parameters, ...notKept[name] });
	});
});
