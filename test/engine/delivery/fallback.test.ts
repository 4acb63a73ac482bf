import nock from 'nock';
import { accepted, metaError } from '../fixtures';
import { failed, reached, BROKEN, DeliveryExecution, delivery, graph, PERSON, status, at, started } from './execution';

beforeEach(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

describe('the fallback', () => {
	const template = { fallback: 'template', fallbackTemplate: 'order_update|en_US' };
	const closed = { errorCode: 131047, errorTitle: 'Re-engagement message' };
	const original = { messageId: 'wamid.1', to: `+${PERSON}`, waId: PERSON, status: 'failed', failedAt: at('failed') };

	test('is sent after the chosen failure, and waited for', async () => {
		const sent = graph();
		const execution = await started(template);
		await execution.post(status('failed', 'wamid.1', closed));
		expect(sent[1]).toEqual({
			edge: 'messages',
			body: {
				messaging_product: 'whatsapp',
				to: `+${PERSON}`,
				type: 'template',
				template: { name: 'order_update', language: { code: 'en_US' } },
				biz_opaque_callback_data: expect.stringMatching(/^n8nask1\./) as string,
			},
		});
		expect(execution.waits).toBe(true);
		await execution.post(status('delivered', 'wamid.2'));
		expect(execution.outputs).toEqual({
			delivered: [
				{
					...reached,
					messageId: 'wamid.2',
					status: 'delivered',
					deliveredAt: at('delivered'),
					fallback: { sent: true, afterErrorCode: 131047, template: 'order_update|en_US' },
					original: { ...original, ...closed },
				},
			],
			notDelivered: [],
		});
	});

	test('that fails, too, is not sent again', async () => {
		const sent = graph();
		const execution = await started(template);
		await execution.post(status('failed', 'wamid.1', closed));
		await execution.post(status('failed', 'wamid.2', { errorCode: 131026 }));
		expect(sent).toHaveLength(2);
		expect(execution.outputs.notDelivered).toMatchObject([
			{ messageId: 'wamid.2', status: 'failed', errorCode: 131026, fallback: { sent: true }, original: closed },
		]);
	});

	test('that Meta rejects', async () => {
		graph([200, { messages: [{ id: 'wamid.1' }] }], [400, metaError(132001, 'Template name does not exist')]);
		const execution = await started(template);
		await execution.post(status('failed', 'wamid.1', closed));
		expect(execution.waits).toBe(false);
		expect(execution.outputs.notDelivered).toMatchObject([
			{ messageId: 'wamid.1', ...closed, fallback: { sent: false, afterErrorCode: 131047, errorCode: 132001 } },
		]);
	});

	test('is not sent after another failure', async () => {
		const sent = graph();
		const execution = await started({ ...template, fallbackOn: ['131049'] });
		await execution.post(status('failed', 'wamid.1', closed));
		expect(sent).toHaveLength(1);
		expect(execution.outputs.notDelivered).toEqual([{ ...failed, ...closed }]);
	});

	test('is sent after any failure, and at once when Meta rejects the message', async () => {
		const sent = graph([400, metaError(131047, 'Re-engagement message')]);
		const execution = await started({ ...template, fallbackOn: ['any'] });
		expect(sent.map(({ body }) => body.type)).toEqual(['text', 'template']);
		await execution.post(status('delivered', 'wamid.2'));
		expect(execution.outputs.delivered).toMatchObject([
			{ messageId: 'wamid.2', fallback: { sent: true, afterErrorCode: 131047 }, original: { status: 'failed' } },
		]);
	});

	const sameByMarketing = {
		messageType: 'template',
		template: 'spring|de',
		templateInput: 'json',
		componentsJson: '[]',
		fallback: 'sameByMarketing',
		fallbackOn: ['any'],
	};
	const twice = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

	test.each([
		['the connection breaks', BROKEN],
		['a gateway reports an error', [502, '<html>Bad Gateway</html>'] as [number, string]],
	])('is not sent when the outcome of the message is unknown: %s', async (_, reply) => {
		const sent = graph(reply);
		const execution = await new DeliveryExecution(delivery(sameByMarketing), twice).start();
		expect(sent.map(({ edge }) => edge)).toEqual(['messages']);
		expect(execution.run.data.resultData.error?.message).toBe('The message may or may not have been sent');
		expect(execution.waits).toBe(false);
	});

	test('is not sent when an earlier attempt of a rejected message may have been accepted', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const sent = graph(BROKEN, [400, metaError(131047, 'Re-engagement message')]);
		const execution = await started({ ...template, network: { onUnknownOutcome: 'sendAgain' } });
		jest.restoreAllMocks();
		expect(sent.map(({ body }) => body.type)).toEqual(['text', 'text']);
		expect(execution.run.data.resultData.error).toMatchObject({ context: { metaCode: 131047 } });
	});

	test('with an unknown outcome, at once, is not sent again when n8n retries the step', async () => {
		const sent = graph([400, metaError(131047, 'Re-engagement message')], BROKEN);
		const execution = await new DeliveryExecution(delivery(template), twice).start();
		expect(sent.map(({ body }) => body.type)).toEqual(['text', 'template']);
		expect(execution.run.data.resultData.error?.message).toBe('The message may or may not have been sent');
	});

	test('with an unknown outcome, after a wait, is not reported as not sent', async () => {
		const sent = graph([200, accepted(PERSON, 'wamid.1')], BROKEN);
		const execution = await new DeliveryExecution(delivery(template), twice).start();
		await execution.post(status('failed', 'wamid.1', closed));
		expect(sent).toHaveLength(2);
		expect(execution.waits).toBe(false);
		expect(execution.outputs).toEqual({
			delivered: [],
			notDelivered: [
				{
					...failed,
					...closed,
					fallback: {
						outcome: 'unknown',
						afterErrorCode: 131047,
						template: 'order_update|en_US',
						errorMessage: 'The message may or may not have been sent',
					},
				},
			],
		});
	});

	test('is the reason for the failure only if it may have been sent', async () => {
		graph([400, metaError(131047, 'Re-engagement message')], [400, metaError(132001, 'Template does not exist')]);
		const execution = await started(template);
		expect(execution.run.data.resultData.error).toMatchObject({ context: { metaCode: 131047 } });
	});

	test('goes through the Marketing Messages API', async () => {
		const sent = graph();
		const execution = await started({ ...template, fallback: 'marketingTemplate', fallbackOn: ['131049'] });
		await execution.post(status('failed', 'wamid.1', { errorCode: 131049 }));
		expect(sent[1]).toMatchObject({ edge: 'marketing_messages', body: { product_policy: 'CLOUD_API_FALLBACK' } });
	});

	test('is the same template through the Marketing Messages API', async () => {
		const sent = graph();
		const execution = await started({
			messageType: 'template',
			template: 'spring|de',
			templateInput: 'json',
			componentsJson: '[{"type":"body","parameters":[{"type":"text","text":"Ann"}]}]',
			fallback: 'sameByMarketing',
			fallbackOn: ['131049'],
		});
		await execution.post(status('failed', 'wamid.1', { errorCode: 131049 }));
		expect(sent.map(({ edge }) => edge)).toEqual(['messages', 'marketing_messages']);
		expect(sent[1].body.template).toEqual(sent[0].body.template);
		await execution.post(status('delivered', 'wamid.2'));
		expect(execution.outputs.delivered).toMatchObject([{ fallback: { template: 'the same' } }]);
	});
});
