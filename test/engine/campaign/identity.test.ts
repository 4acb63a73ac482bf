import nock from 'nock';
import { runNode } from '../harness';
import { storeForTests } from './fakeDeduplicator';
import { campaign, Meta, outcomesOf, people } from './testEnvironment';

const store = storeForTests();

const send = async (input: ReturnType<typeof people>, largeRuns: Record<string, unknown> = {}, more = {}) =>
	await runNode({ parameters: campaign(largeRuns, more), input, executionId: String(Math.random()) });

test('treats another campaign, text or recipient as another message', async () => {
	const meta = new Meta();
	const [one] = people(1);
	await send([one]);
	await send([one], { campaign: 'Summer sale' });
	await send([{ json: { ...one.json, text: 'Something else' } }]);
	await send(people(2));
	expect(meta.seen).toEqual(['4915100000', '4915100000', '4915100000', '4915100001']);
});

test('recognizes messages when the list is split or ordered differently', async () => {
	const meta = new Meta();
	await send(people(10));
	await send(people(10, 10));
	meta.seen = [];
	const input = people(25).reverse();
	const { run } = await send(input);
	expect(run.status).toBe('success');
	expect(meta.seen.sort()).toEqual(['4915100020', '4915100021', '4915100022', '4915100023', '4915100024']);
});

test('sends a message that a list contains twice, twice, but only once in each later run', async () => {
	const meta = new Meta();
	const twice = [...people(1), ...people(1)];
	await send(twice);
	expect(meta.seen).toEqual(['4915100000', '4915100000']);
	await send([...twice, ...people(1)]);
	expect(meta.seen).toHaveLength(3);
});

test('sends each message once when two executions of a campaign run at once, and reports unknown ones', async () => {
	store.delayMs = 2;
	const meta = new Meta(5);
	const input = people(30);
	const both = await Promise.all([
		send(input, {}, { network: { onUnknownOutcome: 'skip' } }),
		send(input, {}, { network: { onUnknownOutcome: 'skip' } }),
	]);
	store.delayMs = 0;
	expect([...meta.accepted.values()].map((ids) => ids.length)).toEqual(Array(30).fill(1));
	const [one, other] = both.map((result) => outcomesOf(result, input));
	for (const [phone, [id]] of meta.accepted) {
		expect([id, 'unknown', 'accepted']).toContain(one.get(phone));
		expect([id, 'unknown', 'accepted']).toContain(other.get(phone));
		expect([one.get(phone), other.get(phone)]).toContain(id);
	}
});

test('keeps the order of messages to one recipient', async () => {
	const texts: string[] = [];
	nock('https://graph.facebook.com')
		.persist()
		.post(/messages/)
		.reply(((_uri: string, body: { text: { body: string } }) => {
			texts.push(body.text.body);
			return [200, { messages: [{ id: 'w' }] }];
		}) as never);
	await send(Array.from({ length: 6 }, (_unused, n) => ({ json: { phone: '4915100000', text: String(n) } })));
	expect(texts).toEqual(['0', '1', '2', '3', '4', '5']);
});

test('requires a Message Key for a text that changes with every run, and recognizes messages by it', async () => {
	const meta = new Meta();
	const text = { textBody: '=It is {{ $now.toMillis() }}' };
	const { error } = await send(people(1), {}, text);
	expect(error.message).toContain("'Message Key' is needed: the message contains '$now'");
	expect(error.context.field).toBe('Message Key');
	expect(meta.seen).toEqual([]);
	await send(people(2), { messageKey: '={{ $json.phone }}' }, text);
	await send(people(2), { messageKey: '={{ $json.phone }}' }, text);
	expect(meta.seen).toEqual(['4915100000', '4915100001']);
});

test.each([
	['an object', { id: 1 }, 'an object'],
	['a list', [1], 'an array'],
	['NaN', '={{ Number("x") }}', 'NaN'],
])('rejects %s as a Message Key, before the first message is sent', async (_name, key, got) => {
	const meta = new Meta();
	const [one, two] = people(2);
	const messageKey = typeof key === 'string' ? key : '={{ $json.key }}';
	const input = [one, { json: { ...two.json, ...(typeof key !== 'string' && { key }) } }];
	const { error } = await send(input, { messageKey });
	expect(error.message).toBe(`'Message Key' needs text, got ${got} [item ${typeof key === 'string' ? 0 : 1}]`);
	expect(error.context.field).toBe('Message Key');
	expect(meta.seen).toEqual([]);
});

test('a wrong Message Key fails its item only, if the run continues after errors', async () => {
	const meta = new Meta();
	const [one, two] = people(2);
	const { output } = await runNode({
		parameters: campaign({ messageKey: '={{ $json.key }}' }),
		input: [one, { json: { ...two.json, key: { id: 1 } } }],
		node: { onError: 'continueRegularOutput' },
	});
	expect(output?.map(({ json }) => json.error)).toEqual([
		undefined,
		"'Message Key' needs text, got an object [item 1]",
	]);
	expect(meta.seen).toEqual(['4915100000']);
});

test('a Message Key of blanks counts as none', async () => {
	const texts = ['One', 'Two'].map((text) => ({ json: { ...people(1)[0].json, text } }));
	const meta = new Meta();
	await send([texts[0]], { messageKey: '  ' });
	await send([texts[1]], { messageKey: '  ' });
	expect(meta.seen).toHaveLength(2);
	await send([texts[0]]);
	expect(meta.seen).toHaveLength(2);
	const { error } = await send(people(1), { messageKey: ' ' }, { textBody: '=It is {{ $now.toMillis() }}' });
	expect(error.message).toContain("'Message Key' is needed");
});

test.each([
	['numbers', [7, 8], '7'],
	['booleans', [true, false], 'true'],
	['dates', ['2026-01-02T03:04:05.000Z', '2026-01-03'], '2026-01-02T03:04:05.000Z'],
])('takes %s as Message Keys, in the same way as their text', async (name, [first, other], text) => {
	const meta = new Meta();
	const [{ json }] = people(1);
	const key = name === 'dates' ? '={{ DateTime.fromISO($json.key, { zone: "utc" }) }}' : '={{ $json.key }}';
	await send([{ json: { ...json, key: first } }], { messageKey: key });
	await send([{ json: { ...json, key: other } }], { messageKey: key });
	expect(meta.seen).toHaveLength(2);
	await send([{ json: { ...json, text: 'Changed' } }], { messageKey: text });
	expect(meta.seen).toHaveLength(2);
});

test.each(['', '   ', '={{ $json.missing }}', '={{ null }}', {}])(
	'rejects a campaign without a name (%j)',
	async (name) => {
		const meta = new Meta();
		const { error } = await send(people(1), { campaign: name });
		expect(error.message).toBe("'Campaign' is empty");
		expect(meta.seen).toEqual([]);
	},
);

test('does not write to the database in a dry run', async () => {
	store.calls = 0;
	await send(people(3), {}, { options: { dryRun: true } });
	expect(store.calls).toBe(0);
});

test('sends nothing when the database rejects writes', async () => {
	const meta = new Meta();
	store.onCall = (call) => {
		if (call === 'record') throw new Error('database is locked');
	};
	const { error } = await send(people(3));
	expect(error.message).toContain(
		"'Campaign' could not be recorded in n8n's database, so the message was not sent: database is locked",
	);
	expect(meta.seen).toEqual([]);
});

test('retries a failed database write', async () => {
	const meta = new Meta();
	let failures = 0;
	store.onCall = (call) => {
		if (call === 'record' && failures++ % 2 === 0) throw new Error('database is locked');
	};
	const { run } = await send(people(3));
	expect(run.status).toBe('success');
	meta.seen = [];
	store.onCall = () => {};
	await send(people(3));
	expect(meta.seen).toEqual([]);
});

test("writes again what another worker's write has removed", async () => {
	const meta = new Meta();
	let undone = 0;
	const input = Array.from({ length: 5 }, (_unused, n) => ({ json: { phone: '4915100000', text: String(n) } }));
	// A write that started before ours and ends after it: it restores the earlier row.
	store.onCall = (call, texts) => {
		if (call !== 'record' || undone > 0 || !texts.some((text) => text.includes(' in '))) return;
		for (const [key, hashes] of store.rows) store.rows.set(key, hashes.slice(0, -1));
		undone++;
	};
	await send(input);
	meta.seen = [];
	await send(input);
	expect(undone).toBe(1);
	expect(meta.seen).toEqual([]);
});

test('reports earlier messages in the format of Meta when Simplify is off', async () => {
	const meta = new Meta();
	const input = people(3);
	await send(input);
	meta.seen = [];
	const raw = await send(input, {}, { simplify: false });
	expect(meta.seen).toEqual([]);
	expect(raw.output?.map(({ json }) => json)).toEqual(
		input.map(() => ({ messaging_product: 'whatsapp', contacts: [], messages: [], acceptedEarlier: true })),
	);
});
