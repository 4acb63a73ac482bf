import { APP_SECRET, EndpointHost, keys, type EndpointHostOptions } from './host';
import { sealRequest, signed } from './flowClient';
import { createFlowToken } from '../../../nodes/WhatsAppBusinessCloud/flows/protocol/token';
import { openHost, version, exchange, nextScreen } from './openHost';

const EXPIRED = 'This form is no longer valid. Please ask for a new one.';

describe('invalid requests', () => {
	const message = {
		400: 'Not accepted',
		413: 'Not accepted',
		421: 'Not accepted',
		432: 'Not accepted',
		500: 'Not ready',
	};
	async function sendRejected(one: EndpointHost, raw: Buffer, headers?: Record<string, string>) {
		const { status, text } = await one.post(raw, headers);
		expect(one.runs).toHaveLength(0);
		expect(JSON.parse(text)).toEqual({ message: message[status as keyof typeof message] });
		return { status, warnings: one.warnings };
	}
	const body = async (payload: unknown = exchange) => (await sealRequest(payload, (await keys.right).publicKey)).body;
	const bytes = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

	test('rejects a missing, wrong or malformed signature with 432', async () => {
		const raw = bytes(await body());
		for (const headers of [{}, signed(raw, 'other'), { 'x-hub-signature-256': 'sha256=xyz' }] as Array<
			Record<string, string>
		>) {
			const { status, warnings } = await sendRejected(await openHost(), raw, headers);
			expect(status).toBe(432);
			expect(warnings[0]).toMatch(/^Trigger: a request to the endpoint was answered with 432: /);
		}
	});

	test('rejects all requests without an app secret, and logs why', async () => {
		const one = await openHost({ credential: { appSecret: '  ' } });
		const { status, warnings } = await sendRejected(one, bytes(await body()));
		expect(status).toBe(500);
		expect(warnings[0]).toContain("'App Secret' in the credential is empty");
	});

	test('accepts a request without signature when the check is off', async () => {
		const one = await openHost({
			options: { checkSignature: false },
			credential: { appSecret: '' },
			respond: nextScreen,
		});
		const sealed = await sealRequest(exchange, (await keys.right).publicKey);
		const { status, text } = await one.post(bytes(sealed.body), { 'content-type': 'application/json' });
		expect(status).toBe(200);
		expect(await sealed.read(text)).toMatchObject({ screen: 'TIME' });
	});

	test.each<[string, EndpointHostOptions, string, Record<string, string>, number]>([
		['no signature', {}, '{}', {}, 432],
		['a malformed signature', {}, '{}', { 'x-hub-signature-256': 'sha256=xyz' }, 432],
		['no body', {}, '', {}, 400],
		['not JSON, with the check switched off', { options: { checkSignature: false } }, 'nonsense', {}, 400],
		['not a Flow request, with the check switched off', { options: { checkSignature: false } }, '{}', {}, 400],
	])('does not read the credential for %s', async (_, options, content, headers, expected) => {
		const one = await openHost(options);
		expect([(await sendRejected(one, bytes(content), headers)).status, one.reads]).toEqual([expected, 0]);
	});

	test('reads the credential at most once a second for invalid requests, and logs one line a minute', async () => {
		const one = await openHost();
		const began = Date.now();
		expect((await one.ask({ version, action: 'ping' })).status).toBe(200);
		const raw = bytes(await body());
		const other = bytes((await sealRequest(exchange, (await keys.other).publicKey)).body);
		const replies = await Promise.all(
			Array.from({ length: 80 }, async (_unused, at) =>
				at % 2 === 0 ? await sendRejected(one, raw, signed(raw, 'other')) : await sendRejected(one, other),
			),
		);
		expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([432, 421]));
		expect(one.reads).toBeGreaterThan(1);
		expect(one.reads).toBeLessThanOrEqual(1 + Math.ceil((Date.now() - began) / 1000));
		expect(one.warnings).toHaveLength(1);
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 70_000);
		expect((await one.ask({ version, action: 'ping' })).status).toBe(200);
		expect(one.warnings).toHaveLength(2);
		// fetch() retries a request after a 421, so the number varies.
		expect(one.warnings[1]).toMatch(
			/^Trigger: \d+ more requests to the endpoint within 7\d seconds were answered: \d+ with 4/,
		);
		jest.restoreAllMocks();
	});

	test('uses a changed private key for the next request', async () => {
		const one = await openHost();
		expect((await one.ask({ version, action: 'ping' })).status).toBe(200);
		one.setup.credential = { privateKey: (await keys.other).privateKey };
		const { status } = await one.ask({ version, action: 'ping' }, { publicKey: (await keys.other).publicKey });
		expect([status, one.reads]).toEqual([200, 2]);
	});

	test('rejects a request that was encrypted with another public key', async () => {
		const one = await openHost();
		const { status } = await one.ask(exchange, { publicKey: (await keys.other).publicKey });
		expect(status).toBe(421);
		expect(one.warnings[0]).toContain("another key than the credential's 'Private Key'");
	});

	test.each([
		['not JSON', 'nonsense', 400],
		['not an object', '[]', 400],
		['null', 'null', 400],
		['an object with missing fields', { encrypted_flow_data: 'AA==' }, 400],
		[
			'an object with fields of other types',
			{ encrypted_flow_data: 1, encrypted_aes_key: {}, initial_vector: [] },
			400,
		],
		['too large', 'x'.repeat(5 * 1024 * 1024), 413],
	])('rejects a request whose body is %s', async (_, content, expected) => {
		expect((await sendRejected(await openHost(), bytes(content))).status).toBe(expected);
	});

	test('rejects truncated base64 in each of the encrypted fields', async () => {
		for (const part of ['encrypted_flow_data', 'encrypted_aes_key', 'initial_vector'] as const) {
			const complete = await body();
			expect(
				(await sendRejected(await openHost(), bytes({ ...complete, [part]: complete[part].slice(0, -3) }))).status,
			).toBe(421);
		}
	});

	test.each([
		['an unknown action', { version, action: 'dance' }, "it asks for 'dance', which this version does not know"],
		['no action', { version }, 'it asks for something, which'],
		['a value that is not an object', '[1]', 'what was decrypted is not a JSON object'],
		['invalid JSON', 'hello', 'what was decrypted is not JSON'],
		['JSON nested too deeply', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, 'it is nested deeper'],
	])('rejects decrypted content with %s', async (_, payload, reason) => {
		const { status, warnings } = await sendRejected(await openHost(), bytes(await body(payload)));
		expect(status).toBe(400);
		expect(warnings[0]).toContain(reason);
	});

	test.each([
		[{ privateKey: '' }, "'Private Key' is empty"],
		[{ privateKey: 'x' }, "'Private Key' is not a key in PEM format"],
	])('responds with 500 when the credential has no usable key: %j', async (credential, reason) => {
		const { status, warnings } = await sendRejected(await openHost({ credential }), bytes(await body()));
		expect(status).toBe(500);
		expect(warnings[0]).toContain(reason);
	});

	test('responds to a duplicate request with the same bytes, without another run', async () => {
		const one = await openHost({ respond: nextScreen });
		const raw = bytes(await body());
		const [first, atOnce] = await Promise.all([one.post(raw), one.post(raw)]);
		const later = await one.post(raw);
		expect(first.status).toBe(200);
		expect([atOnce.text, later.text]).toEqual([first.text, first.text]);
		await one.settled();
		expect(one.runs).toHaveLength(1);
	});
});

describe('flow tokens', () => {
	const token = (expires?: number, secret = APP_SECRET) =>
		createFlowToken({ recipient: '4915112345', flow: '123', data: { order: 7 }, expires }, secret);

	test('adds the content of a signed token to the item', async () => {
		const expires = (Math.floor(Date.now() / 1000) + 3600) * 1000;
		const flow_token = token(expires);
		const one = await openHost({ respond: nextScreen });
		await one.ask({ ...exchange, flow_token });
		expect(one.item?.json).toMatchObject({
			flowToken: flow_token,
			flowTokenContent: {
				state: 'valid',
				recipient: '4915112345',
				flow: '123',
				data: { order: 7 },
				expiresAt: new Date(expires).toISOString(),
			},
		});
	});

	test.each([
		['expired', () => token(Date.now() - 1000)],
		['signed with another secret', () => token(undefined, 'other')],
		['altered', () => token().replace('n8nflow1.e', 'n8nflow1.f')],
	])('rejects a token that is %s with 427, without running the workflow', async (_, make) => {
		const one = await openHost({ respond: nextScreen });
		const { status, response } = await one.ask({ ...exchange, flow_token: make() });
		expect({ status, response }).toEqual({ status: 427, response: { error_msg: EXPIRED } });
		expect(one.runs).toHaveLength(0);
	});

	test('accepts other tokens, unless only signed ones are allowed', async () => {
		const strict = await openHost({
			options: { onlySignedTokens: true, expiredMessage: 'Ask again' },
			respond: nextScreen,
		});
		const { status, response } = await strict.ask(exchange);
		expect({ status, response }).toEqual({ status: 427, response: { error_msg: 'Ask again' } });
		expect((await strict.ask({ ...exchange, flow_token: token() })).response).toMatchObject({ screen: 'TIME' });
	});
});
