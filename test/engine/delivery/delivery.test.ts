import nock from 'nock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { metaError } from '../fixtures';
import {
	base,
	failed,
	reached,
	DeliveryExecution,
	delivery,
	graph,
	PERSON,
	status,
	tokenOf,
	at,
	none,
	started,
} from './execution';

beforeEach(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test('sends the message with what resumes this execution, and waits', async () => {
	const sent = graph();
	const execution = await started();
	expect(sent).toEqual([
		{
			edge: 'messages',
			body: {
				messaging_product: 'whatsapp',
				to: `+${PERSON}`,
				type: 'text',
				text: { body: 'Your table is booked.' },
				biz_opaque_callback_data: expect.stringMatching(/^n8nask1\./) as string,
			},
		},
	]);
	expect(tokenOf(sent[0])).toMatchObject({
		executionId: execution.id,
		nodeId: 'node-id',
		answer: 'delivery',
		run: '0',
	});
	expect(execution.waits).toBe(true);
	const hours = (new Date(execution.run.data.waitTill!).getTime() - Date.now()) / 3_600_000;
	expect(hours).toBeCloseTo(2, 2);
	expect(execution.outputs).toEqual(none);
});

test.each([
	['sendAndWaitForDelivery', ['Delivered', 'Not Delivered']],
	['send', [undefined]],
])('the outputs of the node for %s', (operation, names) => {
	const { workflow } = new DeliveryExecution({ resource: 'message', operation });
	const { description } = new WhatsAppBusinessCloud();
	const outputs = NodeHelpers.getNodeOutputs(workflow, workflow.getNode('WhatsApp')!, description);
	expect(outputs.map((one) => (typeof one === 'string' ? undefined : one.displayName))).toEqual(names);
});

describe('what it waits for', () => {
	test.each([
		['sent', ['sent']],
		['delivered', ['sent', 'delivered']],
		['read', ['sent', 'delivered', 'read']],
	])('%s', async (waitFor, statuses) => {
		graph();
		const execution = await started({ waitFor });
		for (const name of statuses) {
			expect(execution.waits).toBe(true);
			expect(execution.outputs).toEqual(none);
			expect(await execution.post(status(name))).toEqual({ status: 200, body: { result: 'resumed' } });
		}
		expect(execution.waits).toBe(false);
		const times = Object.fromEntries(statuses.map((name) => [`${name}At`, at(name)]));
		expect(execution.outputs).toEqual({
			delivered: [{ ...reached, status: waitFor, ...times }],
			notDelivered: [],
		});
	});

	test('a later status counts for an earlier one, and out of order nothing is lost', async () => {
		graph();
		const execution = await started({ waitFor: 'read' });
		await execution.post(
			status('delivered', 'wamid.1', { cost: 0.05, costCurrency: 'EUR', pricingCategory: 'utility' }),
		);
		await execution.post(status('sent'));
		await execution.post(status('played'));
		expect(execution.outputs.delivered).toEqual([
			{
				...reached,
				status: 'played',
				sentAt: at('sent'),
				deliveredAt: at('delivered'),
				playedAt: at('played'),
				cost: 0.05,
				costCurrency: 'EUR',
				pricingCategory: 'utility',
			},
		]);
	});

	test('a reply, with the message', async () => {
		const sent = graph();
		const execution = await started({ waitFor: 'replied' });
		expect(tokenOf(sent[0])).toMatchObject({ answer: 'reply' });
		await execution.post(status('read'));
		expect(execution.waits).toBe(true);
		const reply = { messageId: 'wamid.reply', text: 'See you', timestamp: at('reply') };
		await execution.post({ reply });
		expect(execution.outputs.delivered).toEqual([
			{ ...reached, status: 'read', readAt: at('read'), repliedAt: at('reply'), reply },
		]);
	});
});

describe('the second output', () => {
	const error = { errorCode: 131026, errorTitle: 'Message undeliverable', errorClass: 'undeliverable' };

	test('a failure, with its code and class', async () => {
		graph();
		const execution = await started();
		await execution.post(status('sent'));
		await execution.post(status('failed', 'wamid.1', error));
		expect(execution.waits).toBe(false);
		expect(execution.outputs).toEqual({ delivered: [], notDelivered: [{ ...failed, sentAt: at('sent'), ...error }] });
	});

	test('time is up: with the statuses that arrived', async () => {
		graph();
		const execution = await started({ waitFor: 'read' });
		await execution.post(status('delivered'));
		await execution.timeUp();
		expect(execution.waits).toBe(false);
		expect(execution.outputs).toEqual({
			delivered: [],
			notDelivered: [{ ...base, delivered: false, timedOut: true, status: 'delivered', deliveredAt: at('delivered') }],
		});
	});

	test('time is up before any status', async () => {
		graph();
		const execution = await started();
		await execution.timeUp();
		expect(execution.outputs.notDelivered).toEqual([{ ...base, delivered: false, timedOut: true, status: 'accepted' }]);
	});

	test('Always Output Data adds no item to the other output', async () => {
		graph();
		const execution = await new DeliveryExecution(delivery(), { alwaysOutputData: true }).start();
		await execution.post(status('sent'));
		await execution.timeUp();
		expect(execution.outputs.notDelivered).toMatchObject([{ timedOut: true, status: 'sent' }]);
		expect(execution.run.data.resultData.runData.WhatsApp).toHaveLength(1);
	});

	test("in n8n's old order of execution", async () => {
		graph();
		const execution = await new DeliveryExecution(delivery(), {}, 'v0').start();
		await execution.post(status('sent'));
		await execution.timeUp();
		expect(execution.outputs).toMatchObject({ delivered: [], notDelivered: [{ timedOut: true, status: 'sent' }] });
	});

	test('an input with an error is not sent twice by Retry On Fail', async () => {
		const sent = graph();
		const execution = await new DeliveryExecution(delivery(), {
			retryOnFail: true,
			maxTries: 2,
			waitBetweenTries: 1,
		}).start([{ json: { error: 'of an earlier node' } }]);
		await execution.post(status('delivered'));
		expect(sent).toHaveLength(1);
		expect(execution.outputs.delivered).toMatchObject([{ delivered: true, status: 'delivered' }]);
	});
});

describe('a status', () => {
	test('that is known does not resume the execution', async () => {
		graph();
		const execution = await started({ waitFor: 'read' });
		await execution.post(status('delivered'));
		expect(await execution.post(status('delivered'))).toEqual({ status: 200, body: { result: 'known' } });
		expect(execution.waits).toBe(true);
	});

	test('of another run does not resume the execution', async () => {
		graph();
		const execution = await started();
		expect(await execution.post(status('delivered'), { run: '1' })).toEqual({
			status: 410,
			body: { result: 'outdated' },
		});
	});

	test.each([[{}], [{ status: { status: 'read' } }], [{ reply: 'Hi' }]])('that is none: %j', async (update) => {
		graph();
		const execution = await started();
		expect(await execution.post(update as IDataObject)).toEqual({ status: 405, body: { result: 'unsupported' } });
	});
});

describe('errors', () => {
	test.each<[string, INodeParameters, RegExp]>([
		[
			'a group',
			{ recipientPhoneNumber: 'Y2FwaV9ncm91cDoxOTUwNTU1MDA3OToxMjAzNjMzOTQzMjAdOTY0MTUZD' },
			/cannot send to a group/,
		],
		['a fallback without a language', { fallback: 'template', fallbackTemplate: 'order_update' }, /Fallback Message/],
		['the same text by Marketing Messages API', { fallback: 'sameByMarketing' }, /templates only/],
		['a negative time limit', { timeLimit: -1 }, /Amount/],
	])('%s is rejected before anything is sent', async (_name, parameters, message) => {
		const sent = graph();
		const execution = await started(parameters);
		expect(execution.run.data.resultData.error?.message).toMatch(message);
		expect(sent).toEqual([]);
	});

	test('a rejected message fails like any other', async () => {
		graph([400, metaError(131030, 'Recipient phone number not in allowed list')]);
		const execution = await started();
		expect(execution.run.data.resultData.error?.message).toBeDefined();
		expect(execution.outputs).toEqual(none);
	});

	test('with On Error set to continue, a rejected message goes to the second output', async () => {
		graph([400, metaError(131030, 'Recipient phone number not in allowed list')]);
		const execution = await new DeliveryExecution(delivery(), { onError: 'continueRegularOutput' }).start();
		expect(execution.outputs).toMatchObject({ delivered: [], notDelivered: [{ order: 7 }] });
	});

	test('several items', async () => {
		graph();
		const execution = await new DeliveryExecution().start([{ json: {} }, { json: {} }]);
		expect(execution.run.data.resultData.error?.message).toMatch(
			/'Send and Wait for Delivery' accepts one item, got 2/,
		);
	});
});
