import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import fc from 'fast-check';
import { createFlowToken } from '../../nodes/WhatsAppBusinessCloud/flows/protocol/token';
import { quoteBigIntegers } from '../../nodes/WhatsAppBusinessCloud/shared/preserveBigIntegers';
import vectors from '../fixtures/flowVectors.json';
import { sealRequest, signed, type FlowBody } from '../engine/endpoint/flowClient';
import { APP_SECRET, EndpointHost, keys } from '../engine/endpoint/host';
import { damaged } from './mutations/bytes';
import { hostileValues, mutate, mutations, toText } from './mutations/json';
import { expectPlain, expectPrintable, expectStorable, fuzz, timeFor } from './run';

const [{ encryption_metadata }] = vectors.media;
const file = (name: string) => ({
	media_id: '790aba14',
	cdn_url: 'https://mmg.whatsapp.net/o1/v/secret-path',
	file_name: name,
	encryption_metadata,
});

const version = '3.0';
const token = createFlowToken({ recipient: '16505551234', data: { order: 7 } }, APP_SECRET);
const expired = createFlowToken({ expires: 1 }, APP_SECRET);
const REQUESTS: Array<Record<string, unknown>> = [
	{ version, action: 'ping' },
	{ version, action: 'INIT', flow_token: 'order-7' },
	{ version, action: 'data_exchange', screen: 'DATE', data: { date: '2026-12-24', error: 'x' }, flow_token: token },
	{ version, action: 'BACK', screen: 'DATE', data: {}, flow_token: token, flow_token_signature: 'x.y.z' },
	{ version, action: 'data_exchange', screen: 'DATE', data: { photos: [file('a.jpg'), file('b')], note: 'x' } },
	{ version, action: 'data_exchange', screen: 'DATE', data: { a: 1 }, flow_token: expired },
	{ version, action: 'data_exchange', screen: 'DATE', data: { a: 1 }, flow_token: `${token}x` },
	{
		version,
		action: 'data_exchange',
		screen: 'DATE',
		flow_token: token,
		data: { error: 'invalid-screen-transition', error_message: 'No such screen' },
	},
];

interface Reply {
	status: number;
	text: string;
}

let host: EndpointHost;
let secrets: string[];

/** Starts a new host for each request: a node that rejected one reads its credential again only after a second. */
async function renew(): Promise<void> {
	await host?.close();
	host = await EndpointHost.start({
		options: { passErrors: true },
		respond: { respondWith: 'screen', screen: 'NEXT' },
	});
}

beforeAll(async () => {
	const { privateKey } = await keys.right;
	secrets = [APP_SECRET, privateKey.split('\n')[1], 'secret-path', ...Object.values(encryption_metadata)];
});
afterAll(async () => await host?.close());

/** Whether a value is a file in WhatsApp's format, whose keys the node removes. */
const isFile = (value: unknown): boolean => {
	const { cdn_url, encryption_metadata: metadata } = (value ?? {}) as Record<string, unknown>;
	return typeof cdn_url === 'string' && typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
};

/** A user's input without the keys of files. Values elsewhere that look like keys are the user's own. */
const withoutKeys = (entered: unknown): string =>
	JSON.stringify(entered, (_, inner: unknown) => {
		if (!isFile(inner)) return inner;
		return Object.fromEntries(
			Object.entries(inner as object).filter(([name]) => name !== 'cdn_url' && name !== 'encryption_metadata'),
		);
	}) ?? '';

/** Sends a request once. fetch() would retry it after a 421. */
const postOnce = async (url: string, raw: Buffer, headers: Record<string, string>): Promise<Reply> =>
	await new Promise((resolve, reject) => {
		const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () =>
				resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
			);
			response.on('error', reject);
		});
		sent.on('error', reject);
		sent.end(raw);
	});

/** Sends a request and checks the workflow's item, the log and the response. */
async function send(
	raw: Buffer,
	headers: Record<string, string> = signed(raw, APP_SECRET),
	entered: unknown = {},
): Promise<Reply & { items: unknown[] }> {
	await renew();
	const reply = await postOnce(host.url, raw, headers);
	await host.settled();
	const lines = host.warnings;
	const items = host.runs
		.flatMap(({ data }) => data.resultData.runData.Trigger?.[0].data?.main[0] ?? [])
		.map(({ json }) => json);
	expect(host.uncaught).toEqual([]);
	expectPrintable(lines);
	expectPlain(lines.join('\n'), secrets);
	expectPlain(reply.text, secrets);
	for (const item of items) expectStorable(item);
	const kept = JSON.stringify(host.runs);
	const own = withoutKeys(entered);
	expect(secrets.filter((secret) => kept.includes(secret) && !own.includes(secret))).toEqual([]);
	expect([200, 400, 413, 421, 427, 432]).toContain(reply.status);
	if ([400, 413, 421, 432].includes(reply.status)) {
		expect([reply.text, items]).toEqual(['{"message":"Not accepted"}', []]);
		expect(lines).toHaveLength(1);
	}
	return { ...reply, items };
}

test(
	'responds to an encrypted request with any JSON, or rejects it with status 400',
	async () => {
		const inputs = fc.oneof(
			{
				weight: 6,
				arbitrary: fc
					.record({ base: fc.constantFrom(...REQUESTS), list: fc.array(mutations(), { maxLength: 4 }) })
					.map(({ base, list }): unknown => mutate(base, list)),
			},
			{
				weight: 2,
				arbitrary: fc.record({ error: hostileValues, error_message: hostileValues }).map((data): unknown => ({
					version,
					action: 'data_exchange',
					screen: 'DATE',
					data,
				})),
			},
			{ weight: 1, arbitrary: hostileValues },
		);
		const { publicKey } = await keys.right;
		// As text, so that a counterexample is printed unchanged.
		await fuzz(0.4, inputs.map(toText), async (json) => {
			const sealed = await sealRequest(json, publicKey);
			const raw = Buffer.from(JSON.stringify(sealed.body));
			const { status, text } = await send(raw, undefined, JSON.parse(json));
			expect([200, 400, 427]).toContain(status);
			// Every other response is encrypted for the sender.
			if (status !== 400) expect(await sealed.read(text)).toEqual(expect.any(Object));
		});
	},
	timeFor(0.4),
);

const depthOf = (value: unknown): number =>
	typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

/** Numbers that JavaScript cannot represent, and integers above 2^53, arrive as text. */
function asItArrives(_: string, value: unknown): unknown {
	if (typeof value === 'number')
		return Number.isInteger(value) && !String(value).includes('e') && !Number.isSafeInteger(value)
			? String(value)
			: value;
	const [, digits] = /^<number ([^>]*)>$/.exec(typeof value === 'string' ? value : '') ?? [];
	if (digits === undefined) return value;
	const number = Number(digits);
	return Number.isFinite(number) && !(/^-?\d+$/.test(digits) && !Number.isSafeInteger(number)) ? number : digits;
}

test(
	"outputs the user's input unchanged",
	async () => {
		const { publicKey } = await keys.right;
		const inputs = fc.record({
			data: fc
				.array(mutations(), { minLength: 1, maxLength: 6 })
				.map((list) => mutate({ name: 'x', list: [{ a: 1 }, { b: [2] }], empty: {} }, list)),
			action: fc.constantFrom('INIT', 'data_exchange', 'BACK', 'init', 'Data_Exchange'),
		});
		await fuzz(0.2, inputs, async ({ data, action }) => {
			const sealed = await sealRequest(toText({ version, action, screen: 'DATE', data }), publicKey);
			const { status, text, items } = await send(Buffer.from(JSON.stringify(sealed.body)));
			if (status === 400) {
				expect(depthOf(data)).toBeGreaterThan(60);
				return;
			}
			expect({ status, answer: await sealed.read(text) }).toEqual({
				status: 200,
				answer: { screen: 'NEXT', data: {} },
			});
			const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
			expect(items.map((item) => JSON.stringify((item as { data: unknown }).data))).toEqual([
				JSON.stringify(isObject ? data : {}, asItArrives),
			]);
		});
	},
	timeFor(0.2),
);

/** A request with the given content and lengths of its parts. */
async function craft(key: Buffer, iv: Buffer, plain: Buffer, tag: number): Promise<FlowBody> {
	const { publicKey } = await keys.right;
	const padding = constants.RSA_PKCS1_OAEP_PADDING;
	const encrypted = publicEncrypt({ key: createPublicKey(publicKey), padding, oaepHash: 'sha256' }, key);
	const cipher = createCipheriv('aes-128-gcm', Buffer.concat([key, Buffer.alloc(16)]).subarray(0, 16), iv);
	const data = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag().subarray(0, tag)]);
	return {
		encrypted_flow_data: data.toString('base64'),
		encrypted_aes_key: encrypted.toString('base64'),
		initial_vector: iv.toString('base64'),
	};
}

test(
	'rejects a request that was altered at any position',
	async () => {
		const { publicKey } = await keys.right;
		const changed = fc.record({
			part: fc.constantFrom('encrypted_flow_data', 'encrypted_aes_key', 'initial_vector'),
			at: fc.nat(10_000),
			bit: fc.nat(7),
			how: fc.constantFrom('flip', 'cut', 'extend', 'text', 'value', 'missing', 'swap'),
			value: hostileValues,
		});
		await fuzz(0.15, changed, async ({ part, at, bit, how, value }) => {
			const { body } = await sealRequest({ version, action: 'ping' }, publicKey);
			const name = part as keyof FlowBody;
			const bytes = Buffer.from(body[name], 'base64');
			const other: Record<string, unknown> = { ...body };
			if (how === 'flip') {
				bytes[at % bytes.length] ^= 1 << bit;
				other[name] = bytes.toString('base64');
			} else if (how === 'cut') other[name] = bytes.subarray(0, at % bytes.length).toString('base64');
			else if (how === 'extend') other[name] = Buffer.concat([bytes, randomBytes((at % 100) + 1)]).toString('base64');
			else if (how === 'text') {
				const place = at % body[name].length;
				other[name] = `${body[name].slice(0, place)}${'!\0\n-_=\ud800é'[bit]}${body[name].slice(place)}`;
			} else if (how === 'value') other[name] = value;
			else if (how === 'missing') delete other[name];
			else [other.initial_vector, other.encrypted_aes_key] = [body.encrypted_aes_key, body.initial_vector];
			const { status } = await send(Buffer.from(toText(other)));
			const isText = typeof (JSON.parse(quoteBigIntegers(toText(other))) as Record<string, unknown>)[name] === 'string';
			expect(status).toBe(isText ? 421 : 400);
		});
		const lengths = fc.record({
			key: fc.uint8Array({ maxLength: 64 }),
			iv: fc.uint8Array({ minLength: 1, maxLength: 32 }),
			plain: fc.oneof(
				fc.uint8Array({ maxLength: 64 }),
				fc.constant(new Uint8Array(Buffer.from('\ufeff{"action":"ping"}'))),
			),
			tag: fc.constantFrom(0, 4, 12, 16),
		});
		await fuzz(0.1, lengths, async ({ key, iv, plain, tag }) => {
			const body = await craft(Buffer.from(key), Buffer.from(iv), Buffer.from(plain), tag);
			const { status } = await send(Buffer.from(JSON.stringify(body)));
			expect(status).toBe(key.length === 16 && iv.length === 16 && tag === 16 ? 400 : 421);
		});
	},
	timeFor(0.25),
);

test(
	'handles any bytes, signed or unsigned',
	async () => {
		const { publicKey } = await keys.right;
		const bodies = await Promise.all(REQUESTS.map(async (one) => (await sealRequest(one, publicKey)).body));
		const inputs = fc.record({
			raw: damaged(
				fc.oneof(
					fc.constantFrom(...bodies).map((body) => Buffer.from(JSON.stringify(body))),
					hostileValues.map((value) => Buffer.from(toText(value))),
				),
			),
			signature: fc.constantFrom('right', 'right', 'wrong', 'none', 'malformed'),
		});
		await fuzz(0.15, inputs, async ({ raw, signature }) => {
			const right = signed(raw, APP_SECRET);
			const headers: Record<string, Record<string, string>> = {
				right,
				wrong: signed(raw, `${APP_SECRET}x`),
				none: { 'content-type': 'application/json' },
				malformed: { ...right, 'x-hub-signature-256': 'sha256=zz' },
			};
			const { status } = await send(raw, headers[signature]);
			if (signature !== 'right') expect(status).toBe(raw.length === 0 ? 400 : 432);
		});
	},
	timeFor(0.15),
);
