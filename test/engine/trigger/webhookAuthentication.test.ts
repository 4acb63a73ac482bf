import { deriveVerifyToken } from '../../../nodes/WhatsAppBusinessCloud/webhooks/verificationRequest';
import { PHONE, WABA } from '../../unit/trigger/payloads';
import { BASE, metaJson, SECRET, sign, type Request } from './host';
import { hello, numbered, trigger } from './messageTrigger';

describe('authentication of requests', () => {
	const right = {
		'hub.mode': 'subscribe',
		'hub.challenge': '1158201444',
		'hub.verify_token': deriveVerifyToken(SECRET, `${BASE}/webhook/5f1c/webhook`),
	};

	test.each(['webhook', 'manual'] as const)("confirms Meta's verification request (%s)", async (mode) => {
		const host = trigger();
		host.mode = mode;
		const { status, response, result } = await host.request({ webhook: 'setup', query: right });
		expect({ status, body: response.body, type: response.headers['Content-Type'], result }).toEqual({
			status: 200,
			body: '1158201444',
			type: 'text/plain',
			result: { noWebhookResponse: true },
		});
	});

	test.each<[string, object, object, string]>([
		['a registration for the entire app', {}, { listenOn: 'app', wabaId: WABA }, '{"listenOn":"app","messages":true}'],
		[
			'a registration for an account',
			{ updates: ['calls'] },
			{ listenOn: 'businessAccount', wabaId: WABA },
			`{"listenOn":"businessAccount","wabaId":"${WABA}","messages":false}`,
		],
		[
			'a registration for a number',
			{},
			{ listenOn: 'phoneNumber', wabaId: WABA, phoneNumberId: PHONE },
			`{"listenOn":"phoneNumber","phoneNumberId":"${PHONE}","messages":true}`,
		],
		[
			'a filter for phone numbers',
			{ filters: { phoneNumberIds: `${PHONE}, +49 151, ümlaut\nline` } },
			{},
			`{"listenOn":"app","messages":true,"phoneNumberIds":["${PHONE}"]}`,
		],
	])(
		"responds to a verification request with the trigger's scope: %s",
		async (_, parameters, subscription, outputIds) => {
			const host = trigger(parameters);
			host.staticData = { 'node:WhatsApp Trigger': { subscription } };
			const { status, response } = await host.request({ webhook: 'setup', query: right });
			expect([status, response.body, response.headers['X-WhatsApp-Trigger-Listening']]).toEqual([
				200,
				'1158201444',
				outputIds,
			]);
		},
	);

	test('rejects a verification request with another token', async () => {
		const { status, response, warnings, result } = await trigger().request({
			webhook: 'setup',
			query: { ...right, 'hub.verify_token': 'x' },
		});
		expect({ status, body: response.body, result }).toEqual({
			status: 403,
			body: { message: 'Not accepted' },
			result: { noWebhookResponse: true },
		});
		expect(Object.keys(response.headers)).toEqual(['Content-Type']);
		expect(warnings).toEqual([
			'WhatsApp Trigger: a request to the webhook was answered with 403: its verify token is not the one of this trigger',
		]);
	});

	test("accepts a signed message in Meta's JSON encoding", async () => {
		const { status, items, warnings } = await trigger().deliver(hello);
		expect({ status, warnings, text: items?.map(({ json }) => json.text) }).toEqual({
			status: 200,
			warnings: [],
			text: ['Grüße 👋'],
		});
	});

	test.each<[string, Record<string, unknown>, string]>([
		['missing', {}, 'it is not signed (header X-Hub-Signature-256), so it is not from Meta'],
		[
			'malformed',
			{ 'x-hub-signature-256': 'sha256=00' },
			'its signature (header X-Hub-Signature-256) does not have the format of Meta',
		],
		[
			'made for another app',
			{ 'x-hub-signature-256': sign(metaJson(hello), 'other') },
			"its signature does not match. If it is from Meta, 'App Secret' in the credential is not the one of the app that is subscribed",
		],
	])('rejects a signature that is %s', async (_, headers, reason) => {
		const { status, result, warnings, response } = await trigger().request({ raw: metaJson(hello), headers });
		expect({ status, result, body: response.body }).toEqual({
			status: 401,
			result: { noWebhookResponse: true },
			body: { message: 'Not accepted' },
		});
		expect(warnings).toEqual([`WhatsApp Trigger: a request to the webhook was answered with 401: ${reason}`]);
	});

	test.each([
		['', 401],
		[undefined, 401],
		['  test-app-secret-0123456789\n', 200],
	])('handles a credential with the secret %j', async (secret, expected) => {
		const host = trigger();
		host.secret = secret;
		const raw = metaJson(hello);
		const key = secret === undefined || secret === '' ? '' : SECRET;
		const { status, items } = await host.request({ raw, headers: { 'x-hub-signature-256': sign(raw, key) } });
		expect([status, items?.length]).toEqual([expected, expected === 200 ? 1 : undefined]);
	});

	test.each<[string, Buffer | undefined, number]>([
		['no body', undefined, 400],
		['an empty body', Buffer.alloc(0), 400],
		['a body that is not JSON', Buffer.from('hello'), 400],
		['an event of another Meta product', Buffer.from('{"object":"page","entry":[]}'), 422],
		['a body of more than 4 MB', Buffer.alloc(4 * 1024 * 1024 + 1, 32), 413],
	])('rejects a signed request with %s', async (_, raw, expected) => {
		const { status, result, warnings } = await trigger().request({
			raw,
			headers: { 'x-hub-signature-256': sign(raw ?? Buffer.alloc(0)) },
		});
		expect({ status, result, lines: warnings.length }).toEqual({
			status: expected,
			result: { noWebhookResponse: true },
			lines: 1,
		});
	});

	test('logs rejected requests once a minute, with their number and reasons', async () => {
		const host = trigger();
		const raw = metaJson(hello);
		const lines: string[] = [];
		for (let count = 0; count < 100; count++) lines.push(...(await host.request({ raw })).warnings);
		for (let count = 0; count < 3; count++) lines.push(...(await host.request({ webhook: 'setup' })).warnings);
		expect(lines).toEqual([
			'WhatsApp Trigger: a request to the webhook was answered with 401: it is not signed (header X-Hub-Signature-256), so it is not from Meta',
		]);
		const now = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(now + 60_000);
		const { status, warnings } = await host.deliver(hello);
		expect(status).toBe(200);
		expect(warnings).toEqual([
			expect.stringMatching(
				/^WhatsApp Trigger: 102 more requests to the webhook within 6\d seconds were answered: 99 with 401: it is not signed \(header X-Hub-Signature-256\), so it is not from Meta; 3 with 403: it is no verification request \(hub\.mode\)$/,
			),
		]);
		jest.restoreAllMocks();
	});

	test('exposes no secret in log lines or responses', async () => {
		const replies = [
			await trigger().request({
				raw: metaJson(hello),
				headers: { 'x-hub-signature-256': sign(metaJson(hello), 'other') },
			}),
			await trigger().request({ webhook: 'setup', query: { ...right, 'hub.verify_token': 'x' } }),
		];
		const logText = JSON.stringify(
			replies.map(({ warnings, response }) => [warnings, response.body, response.headers]),
		);
		expect(logText).not.toContain(SECRET);
		expect(logText).not.toContain(right['hub.verify_token']);
	});
});

describe('the credential', () => {
	afterEach(() => void jest.restoreAllMocks());

	test('reads the credential once for a burst of deliveries, and again after ten seconds', async () => {
		const host = trigger();
		for (const id of [1, 2, 3]) await host.deliver(numbered(id));
		expect(host.reads).toBe(1);
		const now = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(now + 9000);
		await host.deliver(numbered(4));
		expect(host.reads).toBe(1);
		jest.spyOn(Date, 'now').mockReturnValue(now + 10_001);
		await host.deliver(numbered(5));
		expect(host.reads).toBe(2);
	});

	test('reads the credential again when a signature does not match, since it may have been changed', async () => {
		const host = trigger();
		await host.deliver(numbered(1));
		host.secret = 'changed-app-secret-0123456789';
		const raw = metaJson(numbered(2));
		const { status } = await host.request({
			raw,
			headers: { 'x-hub-signature-256': sign(raw, 'changed-app-secret-0123456789') },
		});
		expect([status, host.reads]).toEqual([200, 2]);
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 1000);
		expect([(await host.deliver(numbered(3))).status, host.reads]).toEqual([401, 3]);
	});

	test.each<[string, Request, number]>([
		['no signature', { raw: metaJson(hello) }, 401],
		['an empty signature', { raw: metaJson(hello), headers: { 'x-hub-signature-256': '' } }, 401],
		['a malformed signature', { raw: metaJson(hello), headers: { 'x-hub-signature-256': 'sha256=00' } }, 401],
		['two signatures', { raw: metaJson(hello), headers: { 'x-hub-signature-256': ['a', 'b'] } }, 401],
		['no body', {}, 400],
		['a handshake without a mode', { webhook: 'setup', query: {} }, 403],
		[
			'a handshake without a token',
			{ webhook: 'setup', query: { 'hub.mode': 'subscribe', 'hub.challenge': '1' } },
			403,
		],
		[
			'a handshake with a token of no trigger',
			{ webhook: 'setup', query: { 'hub.mode': 'subscribe', 'hub.challenge': '1', 'hub.verify_token': 'x' } },
			403,
		],
	])("does not read the trigger's credential for %s", async (_, request, status) => {
		const host = trigger();
		expect([(await host.request(request)).status, host.reads]).toEqual([status, 0]);
	});

	test('reads the credential at most once a second for invalid signatures and verification requests', async () => {
		const host = trigger();
		const raw = metaJson(hello);
		const wrong = { raw, headers: { 'x-hub-signature-256': sign(raw, 'other') } };
		const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1', 'hub.verify_token': '0'.repeat(64) };
		await host.deliver(numbered(1));
		const now = Date.now();
		for (const [second, reads] of [
			[1, 2],
			[2, 3],
			[3, 4],
		]) {
			jest.spyOn(Date, 'now').mockReturnValue(now + second * 1001);
			const replies = await Promise.all(
				Array.from(
					{ length: 100 },
					async (_unused, at) => await host.request(at % 2 === 0 ? wrong : { webhook: 'setup', query }),
				),
			);
			expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([401, 403]));
			expect(host.reads).toBe(reads);
		}
	});

	test('reads the credential again for a verification request only when it uses the token of a new secret', async () => {
		const host = trigger();
		await host.deliver(numbered(1));
		const handshake = async (secret: string): Promise<number> => {
			const token = deriveVerifyToken(secret, `${BASE}/webhook/5f1c/webhook`);
			const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1', 'hub.verify_token': token };
			return (await host.request({ webhook: 'setup', query })).status;
		};
		expect([await handshake(SECRET), host.reads]).toEqual([200, 1]);
		host.secret = 'changed-app-secret-0123456789';
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 1000);
		expect([await handshake('changed-app-secret-0123456789'), host.reads]).toEqual([200, 2]);
	});

	test('updates the credential for a delivery right after a read, which waits for the next read', async () => {
		const host = trigger();
		await host.deliver(numbered(1));
		host.secret = 'changed-app-secret-0123456789';
		const raw = metaJson(numbered(2));
		const headers = { 'x-hub-signature-256': sign(raw, 'changed-app-secret-0123456789') };
		const replies = await Promise.all([host.request({ raw, headers }), host.request({ raw, headers })]);
		expect([replies.map(({ status }) => status), host.reads]).toEqual([[200, 200], 2]);
	});

	test('does not share a credential with another node', async () => {
		await trigger().deliver(numbered(1));
		const other = trigger();
		other.secret = 'other-app-secret-0123456789';
		expect((await other.deliver(numbered(2))).status).toBe(401);
	});
});
