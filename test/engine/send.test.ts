import nock from 'nock';
import { accepted, sent, textMessage } from './fixtures';
import { GRAPH, PHONE, runNode, TOKEN } from './harness';

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
});
afterAll(() => nock.enableNetConnect());

test('sends a text message with one exact request, and returns one paired item', async () => {
	nock(GRAPH, { reqheaders: { authorization: `Bearer ${TOKEN}`, accept: 'application/json' } })
		.post(`/v25.0/${PHONE}/messages`, {
			messaging_product: 'whatsapp',
			to: '+4915123456789',
			type: 'text',
			text: { body: 'Hallo!' },
		})
		.reply(200, accepted('4915123456789', 'wamid.1'));

	const { output, run } = await runNode({
		parameters: textMessage(),
		input: [{ json: { phone: '+49 (0) 151 234-567.89', text: 'Hallo!' } }],
	});

	expect(run.status).toBe('success');
	expect(output).toEqual([{ json: sent('4915123456789', 'wamid.1'), pairedItem: { item: 0 } }]);
});

test('accepts the plain string that a built-in node stores as phone number ID', async () => {
	nock(GRAPH).post(`/v25.0/${PHONE}/messages`).reply(200, accepted('49151000', 'wamid.1'));
	const { output } = await runNode({
		parameters: textMessage({ phoneNumberId: PHONE }),
		input: [{ json: { phone: '49151000', text: 'x' } }],
	});
	expect(output?.[0].json).toEqual(sent('49151000', 'wamid.1'));
});

test('sends category, lifetime and template name with Direct Send', async () => {
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/messages`, {
			messaging_product: 'whatsapp',
			to: '+49151000',
			type: 'text',
			text: { body: 'x' },
			category: 'utility',
			ttl_seconds: 600,
			direct_send_config: { template_name: 'order_shipped' },
		})
		.reply(200, accepted('49151000', 'wamid.1'));
	const settings = { category: 'utility', ttlSeconds: 600, templateName: 'order_shipped' };
	const { output } = await runNode({
		parameters: textMessage({ additionalFields: { directSend: { settings } } }),
		input: [{ json: { phone: '49151000', text: 'x' } }],
	});
	expect(output?.[0].json).toEqual(sent('49151000', 'wamid.1'));
});

test('returns the raw response when Simplify is off, evaluated for each item', async () => {
	nock(GRAPH).post(`/v25.0/${PHONE}/messages`).reply(200, accepted('49151000', 'wamid.1'));
	nock(GRAPH).post(`/v25.0/${PHONE}/messages`).reply(200, accepted('49151000', 'wamid.2'));
	const { output } = await runNode({
		parameters: textMessage({ simplify: '={{ $json.simplify }}' }),
		input: [
			{ json: { phone: '49151000', text: 'x', simplify: false } },
			{ json: { phone: '49151000', text: 'y', simplify: true } },
		],
	});
	expect(output?.map(({ json }) => json)).toEqual([accepted('49151000', 'wamid.1'), sent('49151000', 'wamid.2')]);
});

test("returns Meta's status in the simplified output of a template", async () => {
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/messages`)
		.reply(200, { ...accepted('49151000', 'wamid.1'), messages: [{ id: 'wamid.1', message_status: 'paused' }] });
	const { output } = await runNode({
		parameters: {
			resource: 'message',
			operation: 'sendTemplate',
			phoneNumberId: PHONE,
			recipientPhoneNumber: '49151000',
			template: 'hello_world|en_US',
		},
	});
	expect(Object.entries(output?.[0].json ?? {})).toEqual([
		['status', 'paused'],
		['to', '+49151000'],
		['messageId', 'wamid.1'],
		['waId', '49151000'],
	]);
});
