import { EndpointHost, keys } from './host';
import { sealRequest } from './flowClient';

// Found by test/fuzz/flowRequests.test.ts.
let host: EndpointHost;
beforeAll(async () => {
	host = await EndpointHost.start({ respond: { respondWith: 'screen', screen: 'NEXT' } });
});
afterAll(async () => await host.close());

test('an error notification cannot forge or disguise a log line', async () => {
	const data = { error: 'a\u0000b\u001b[31m', error_message: 'x\r\nforged \u202eline' };
	const { response } = await host.ask({ version: '3.0', action: 'data_exchange', screen: 'A', data });
	expect({ response, warnings: host.warnings }).toEqual({
		response: { data: { acknowledged: true } },
		warnings: ['Trigger: WhatsApp could not show a response of the endpoint: a b: x forged line'],
	});
});

test('passes numbers that JavaScript cannot represent to the workflow as text', async () => {
	const data = '{"id":12345678901234567890,"large":1e999,"small":-7.5}';
	const { publicKey } = await keys.right;
	const sealed = await sealRequest(`{"version":"3.0","action":"data_exchange","screen":"A","data":${data}}`, publicKey);
	const { text } = await host.post(Buffer.from(JSON.stringify(sealed.body)));
	expect(await sealed.read(text)).toEqual({ screen: 'NEXT', data: {} });
	await host.settled();
	expect(host.item?.json.data).toEqual({ id: '12345678901234567890', large: '1e999', small: -7.5 });
});
