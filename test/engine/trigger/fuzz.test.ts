import fc from 'fast-check';
import { deriveVerifyToken } from '../../../nodes/WhatsAppBusinessCloud/webhooks/verificationRequest';
import { WEBHOOK_FIELDS } from '../../../nodes/WhatsAppBusinessCloud/trigger/webhookFields';
import { samples, fieldOf } from '../../../emulator/src/samples';
import { PHONE, WABA, type Json } from '../../unit/trigger/payloads';
import { BASE, Host, metaJson, SECRET, sign, type Reply, type Request } from './host';

/** Number of bodies with an invalid and with a valid signature each, and number of verification requests. */
const RUNS = 5000;
const HANDSHAKES = 500;

/** A payload of each kind that Meta sends. */
const PAYLOADS: Json[] = Object.entries(samples).flatMap(([group, kinds]) =>
	Object.values(kinds).map((value) => {
		const filled = JSON.parse(
			JSON.stringify(value).replaceAll(
				'"<metadata>"',
				JSON.stringify({ display_phone_number: '16315558100', phone_number_id: PHONE }),
			),
		) as unknown;
		return {
			object: 'whatsapp_business_account',
			entry: [{ id: WABA, changes: [{ field: fieldOf(group), value: filled }] }],
		};
	}),
);
const payloads = fc.constantFrom(...PAYLOADS);
const bytes = fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some));

/** Uses all settings of the trigger, so that all readers, filters and checks are executed. */
const triggerFor = (at: number): Host =>
	new Host({
		updates: WEBHOOK_FIELDS.map(({ value }) => value),
		output: ['events', 'bundle', 'raw'][at % 3],
		...(at % 2 === 0
			? {}
			: {
					filters: {
						textPattern: '/^(a|b)*c/i',
						senders: '16505551234',
						messageTypes: ['text'],
						maxAge: 5,
						textContains: 'x',
						interactiveIds: 'a*',
					},
				}),
		options: { messageStatusUpdates: ['all'], statusOrder: at % 2 === 0 ? 'asReceived' : 'inOrder' },
	});

const counts = new Map<string, number>();
const count = (kind: string, { status }: Reply): void => {
	counts.set(kind, (counts.get(kind) ?? 0) + 1);
	counts.set(String(status), (counts.get(String(status)) ?? 0) + 1);
};

/** Truncates, changes or duplicates bytes, or inserts some; the result always differs from the original. */
const damaged = (raw: Buffer): fc.Arbitrary<Buffer> =>
	fc
		.oneof(
			fc.record({ at: fc.nat(raw.length - 1), change: fc.integer({ min: 1, max: 255 }) }).map(({ at, change }) => {
				const changed = Buffer.from(raw);
				changed[at] ^= change;
				return changed;
			}),
			fc.nat(raw.length - 1).map((length) => raw.subarray(0, length)),
			fc
				.record({ at: fc.nat(raw.length), some: bytes })
				.map(({ at, some }) => Buffer.concat([raw.subarray(0, at), some, raw.subarray(at)])),
			fc.constant(Buffer.concat([raw, raw])),
			fc.constant(Buffer.from(raw.toString('utf8').replaceAll('\\/', '/') + ' ')),
		)
		.filter((body) => !body.equals(raw));

const header = fc.oneof(
	fc.constant(undefined),
	fc.string(),
	fc.array(fc.string(), { maxLength: 3 }),
	fc.hexaString({ minLength: 64, maxLength: 64 }).map((hex) => `sha256=${hex}`),
	fc.hexaString({ maxLength: 130 }).map((hex) => `sha256=${hex}`),
	bytes.map((some) => `sha256=${some.toString('latin1')}`),
	fc.constantFrom(null, 1, true, {}, 'sha256=', 'sha1=da39a3ee5e6b4b0d3255bfef95601890afd80709'),
);

/** Requests that Meta did not sign: changed in transit, signed with another secret, or made up. */
const unsigned: fc.Arbitrary<Request> = fc.oneof(
	payloads.chain((payload) => {
		const raw = metaJson(payload);
		return damaged(raw).map((body) => ({ raw: body, headers: { 'x-hub-signature-256': sign(raw) } }));
	}),
	fc
		.record({ payload: payloads, signature: header })
		.map(({ payload, signature }) => ({ raw: metaJson(payload), headers: { 'x-hub-signature-256': signature } })),
	fc
		.record({ payload: payloads, secret: fc.string({ minLength: 1 }).filter((one) => one.trim() !== SECRET) })
		.map(({ payload, secret }) => {
			const raw = metaJson(payload);
			return { raw, headers: { 'x-hub-signature-256': sign(raw, secret) } };
		}),
	fc
		.record({ raw: fc.option(bytes, { nil: undefined }), signature: header })
		.map(({ raw, signature }) => ({ raw, headers: { 'x-hub-signature-256': signature } })),
);

/** Replaces, removes, wraps or duplicates a value at a random path of a payload. */
const odd = fc
	.record({
		payload: payloads,
		path: fc.array(fc.nat(50), { minLength: 1, maxLength: 9 }),
		how: fc.constantFrom('put', 'remove', 'wrap', 'repeat'),
		json: fc.jsonValue({ maxDepth: 4 }),
	})
	.map(({ payload, path, how, json }) => {
		const copy = structuredClone(payload);
		let holder: Record<string, unknown> = copy;
		let key = 'entry';
		for (const step of path) {
			const inner = holder[key];
			if (typeof inner !== 'object' || inner === null || Object.keys(inner).length === 0) break;
			holder = inner as Record<string, unknown>;
			key = Object.keys(holder)[step % Object.keys(holder).length]!;
		}
		if (how === 'remove') delete holder[key];
		else if (how === 'repeat') holder[key] = Array<unknown>(3).fill(holder[key]);
		else holder[key] = how === 'wrap' ? [holder[key], { [key]: holder[key] }] : json;
		return copy;
	});

/** Bodies with a valid signature that Meta would never send. */
const signed: fc.Arbitrary<Buffer> = fc.oneof(
	odd.map(metaJson),
	bytes.filter(({ length }) => length > 0),
	fc.json({ maxDepth: 5 }).map((json) => Buffer.from(json)),
	fc
		.record({ json: fc.json({ maxDepth: 5 }), field: fc.constantFrom(...WEBHOOK_FIELDS.map(({ value }) => value)) })
		.map(({ json, field }) =>
			Buffer.from(
				`{"object":"whatsapp_business_account","entry":[{"id":${json},"time":${json},"changes":[{"field":"${field}","value":{"metadata":${json},"contacts":[${json}],"messages":[${json}],"statuses":[${json}],"history":[${json}],"standby":${json}}},{"field":"${field}","value":${json}},${json}]},${json}]}`,
			),
		),
	payloads.chain((payload) => damaged(metaJson(payload))).filter(({ length }) => length > 0),
	fc
		.integer({ min: 2, max: 20_000 })
		.map((depth) =>
			Buffer.from(`{"object":"whatsapp_business_account","entry":${'['.repeat(depth)}${']'.repeat(depth)}}`),
		),
);

afterAll(() => {
	const { unsigned: wrong, signed: right, handshake, ...answers } = Object.fromEntries(counts);
	expect([wrong, right, handshake]).toEqual([RUNS, RUNS, HANDSHAKES]);
	// Only statuses that docs/receiving.md documents.
	expect(Object.keys(answers).filter((status) => !['200', '400', '401', '403', '413', '422'].includes(status))).toEqual(
		[],
	);
});

test('rejects malformed, changed and wrongly signed bodies with a 4xx and a log line, without a run', async () => {
	let at = 0;
	await fc.assert(
		fc.asyncProperty(unsigned, async (request) => {
			const host = triggerFor((at += 1));
			const reply = await host.request(request);
			count('unsigned', reply);
			const isEmpty = request.raw === undefined || request.raw.length === 0;
			expect([reply.status, reply.items, reply.warnings.length]).toEqual([isEmpty ? 400 : 401, undefined, 1]);
			expect([host.staticData, JSON.stringify([reply.warnings, reply.response.body]).includes(SECRET)]).toEqual([
				{},
				false,
			]);
		}),
		{ numRuns: RUNS },
	);
});

test('responds to any signed body with 200, or with a 4xx if it is not an event', async () => {
	let at = 0;
	await fc.assert(
		fc.asyncProperty(signed, async (raw) => {
			const reply = await triggerFor((at += 1)).deliver(raw);
			count('signed', reply);
			const isOfMeta = reply.status === 200;
			expect([200, 400, 422]).toContain(reply.status);
			// Rejected bodies start nothing and are logged; items of accepted ones can be stored as JSON.
			expect(
				isOfMeta
					? (reply.items?.every(({ json }) => typeof json === 'object' && JSON.stringify(json).length > 1) ?? true)
					: reply.items === undefined && reply.warnings.length === 1,
			).toBe(true);
		}),
		{ numRuns: RUNS },
	);
});

test('confirms no verification request with another token', async () => {
	const host = triggerFor(0);
	const right = deriveVerifyToken(SECRET, `${BASE}/webhook/5f1c/webhook`);
	const anything = fc.oneof(
		fc.string(),
		fc.array(fc.string()),
		fc.constantFrom(undefined, null, 1, {}, right.slice(0, -1), right.toUpperCase(), `${right} `),
	);
	await fc.assert(
		fc.asyncProperty(
			fc.record({
				'hub.mode': fc.oneof(fc.constant('subscribe'), anything),
				'hub.challenge': anything,
				'hub.verify_token': anything.filter((one) => one !== right),
			}),
			async (query) => {
				const reply = await host.request({ webhook: 'setup', query });
				count('handshake', reply);
				expect([reply.status, reply.response.body, reply.result]).toEqual([
					403,
					{ message: 'Not accepted' },
					{ noWebhookResponse: true },
				]);
			},
		),
		{ numRuns: HANDSHAKES },
	);
});
