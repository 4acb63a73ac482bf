import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import nock from 'nock';
import { accepted, sent } from '../fixtures';
import { openBinaryStore, runNode } from '../harness';
import { openStore, type StandInStore } from './fakeDeduplicator';
import { campaign, Meta, people, told } from './testEnvironment';

let store: StandInStore;

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
	store = await openStore();
});
beforeEach(() => {
	store.rows = new Map();
	store.onCall = () => {};
});
afterEach(() => {
	nock.cleanAll();
	jest.restoreAllMocks();
});
afterAll(() => nock.enableNetConnect());

const send = async (input: ReturnType<typeof people>, options: Record<string, unknown> = {}, more = {}) =>
	await runNode({ parameters: campaign(options, more), input, executionId: String(Math.random()) });

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
		send(input, { onUnknownOutcome: 'skip' }),
		send(input, { onUnknownOutcome: 'skip' }),
	]);
	store.delayMs = 0;
	expect([...meta.accepted.values()].map((ids) => ids.length)).toEqual(Array(30).fill(1));
	const [one, other] = both.map((result) => told(result, input));
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
	expect(error.message).toContain("'Message Key' is needed: the message holds '$now'");
	expect(error.context.field).toBe('Message Key');
	expect(meta.seen).toEqual([]);
	await send(people(2), { messageKey: '={{ $json.phone }}' }, text);
	await send(people(2), { messageKey: '={{ $json.phone }}' }, text);
	expect(meta.seen).toEqual(['4915100000', '4915100001']);
});

test.each(['', '   ', '={{ $json.missing }}', '={{ null }}', {}])(
	'rejects a campaign without a name (%j)',
	async (name) => {
		const meta = new Meta();
		const { error } = await send(people(1), { campaign: name });
		expect(error.message).toBe("'Campaign' is empty [item 0]");
		expect(meta.seen).toEqual([]);
	},
);

test('does not write to the database in a dry run', async () => {
	store.calls = 0;
	await send(people(3), { dryRun: true });
	expect(store.calls).toBe(0);
});

test('sends nothing when the database rejects writes', async () => {
	const meta = new Meta();
	store.onCall = (call) => {
		if (call === 'record') throw new Error('database is locked');
	};
	const { error } = await send(people(3));
	expect(error.message).toContain(
		"'Campaign' could not be noted in n8n's database, so that nothing was sent: database is locked",
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
		for (const [key, hashes] of store.rows) if (!key.includes('results')) store.rows.set(key, hashes.slice(0, -1));
		undone++;
	};
	await send(input);
	meta.seen = [];
	await send(input);
	expect(undone).toBe(1);
	expect(meta.seen).toEqual([]);
});

test('returns earlier messages as accepted without ID when results cannot be stored', async () => {
	const meta = new Meta();
	const input = people(3);
	jest
		.spyOn(Container.get(BinaryDataService), 'store')
		.mockImplementation(async (_place, content, binary) => ({ ...binary, data: String(content) }));
	await send(input);
	meta.seen = [];
	const again = await send(input);
	expect(meta.seen).toEqual([]);
	expect(again.output?.map(({ json }) => json)).toEqual(
		input.map(({ json: { phone } }) => ({ to: `+${String(phone)}`, status: 'accepted', acceptedEarlier: true })),
	);
	const raw = await send(input, {}, { simplify: false });
	expect(meta.seen).toEqual([]);
	expect(raw.output?.map(({ json }) => json)).toEqual(
		input.map(() => ({ messaging_product: 'whatsapp', contacts: [], messages: [], acceptedEarlier: true })),
	);
});

test('returns earlier messages as accepted when their results were deleted with the execution', async () => {
	const meta = new Meta();
	const input = people(3);
	await send(input);
	meta.seen = [];
	jest.spyOn(Container.get(BinaryDataService), 'getAsStream').mockRejectedValue(new Error('File not found'));
	expect([...told(await send(input), input).values()]).toEqual(['accepted', 'accepted', 'accepted']);
	expect(meta.seen).toEqual([]);
});

test.each([true, false])(
	'returns the responses of the first run, whichever Simplify setting a later run has (first: %s)',
	async (simplify) => {
		new Meta();
		const input = people(2);
		const first = await send(input, {}, { simplify });
		const id: unknown = expect.stringMatching(/^wamid\.4915100001/);
		expect(first.output?.[1].json).toEqual((simplify ? sent : accepted)('4915100001', id as string));
		expect((await send(input, {}, { simplify })).output).toEqual(first.output);
		expect((await send(input, {}, { simplify: !simplify })).output).toEqual(first.output);
	},
);
