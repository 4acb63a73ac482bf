import nock from 'nock';
import { metaError } from '../fixtures';
import { lockTimings } from '../../../nodes/WhatsAppBusinessCloud/idempotency/distributedLock';
import { runNode } from '../harness';
import { openStore, type FakeDeduplicator } from './fakeDeduplicator';
import { campaign, crashedRun, Meta, outcomesOf, people, revive } from './testEnvironment';

let store: FakeDeduplicator;

beforeAll(async () => {
	// Some tests kill n8n while it holds the lock: the next process then waits this long, in ms.
	lockTimings.staleAfter = 200;
	nock.disableNetConnect();
	store = await openStore();
});
beforeEach(() => {
	store.rows = new Map();
	store.delayMs = 0;
	store.onCall = () => {};
	store.losesReply = () => false;
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

const continueOnFail = { node: { onError: 'continueRegularOutput' as const } };

test.each([1, 20, 59])(
	'loses and duplicates nothing when killed at acceptance %i of 60, and reports unknown outcomes',
	async (at) => {
		store.delayMs = 2;
		const meta = new Meta(3);
		const input = people(60);
		await crashedRun(
			store,
			meta,
			{ parameters: campaign({ parallel: 8 }), input, executionId: '1' },
			(_to, nth) => nth === at,
		);
		const first = new Map([...meta.accepted].map(([to, ids]) => [to, ids[0]]));

		const second = await runNode({ parameters: campaign({ parallel: 8 }), input, executionId: '2', ...continueOnFail });
		const known = outcomesOf(second, input);
		expect(known.size).toBe(60);
		let unknown = 0;
		for (const { json } of input) {
			const phone = String(json.phone);
			const ids = meta.accepted.get(phone) ?? [];
			if (known.get(phone) === 'unknown') {
				unknown++;
				expect(ids.length).toBeLessThanOrEqual(1);
				continue;
			}
			expect(ids).toHaveLength(1);
			expect(known.get(phone)).toBe(first.has(phone) ? 'accepted' : ids[0]);
		}
		// Requests in flight, and accepted ones that were not written yet.
		expect(unknown).toBeLessThanOrEqual(24);
		for (const [phone, id] of first) expect(meta.accepted.get(phone)).toEqual([id]);

		meta.seen = [];
		const third = outcomesOf(
			await runNode({ parameters: campaign(), input, executionId: '3', ...continueOnFail }),
			input,
		);
		expect(meta.seen).toEqual([]);
		expect(third).toEqual(
			new Map([...known].map(([phone, outcome]) => [phone, outcome === 'unknown' ? outcome : 'accepted'])),
		);
	},
);

test('reports messages that an earlier run sent as accepted earlier, in every later run', async () => {
	const meta = new Meta();
	const input = people(40);
	const first = outcomesOf(await runNode({ parameters: campaign(), input, executionId: '1' }), input);
	expect([...first.values()].every((id) => id.startsWith('wamid.'))).toBe(true);
	meta.seen = [];
	for (const executionId of ['2', '3', '4']) {
		const { output } = await runNode({ parameters: campaign(), input, executionId });
		expect(output?.map(({ json }) => json)).toEqual(
			input.map(({ json: { phone } }) => ({ to: `+${String(phone)}`, status: 'accepted', acceptedEarlier: true })),
		);
	}
	expect(meta.seen).toEqual([]);
});

test.each([
	['fail', 'the item fails', 1, 'unknown'],
	['skip', 'the item comes out as unknown', 1, 'unknown'],
	['sendAgain', 'the item is sent again', 2, 'wamid'],
])(
	'handles messages in flight at the crash with On Unknown Outcome %s: %s',
	async (onUnknownOutcome, _what, times, outcome) => {
		const meta = new Meta();
		const input = people(1);
		await crashedRun(store, meta, { parameters: campaign(), input }, () => true);
		const { run, output, error } = await runNode({
			parameters: campaign({}, { network: { onUnknownOutcome } }),
			input,
			executionId: '2',
		});
		expect(meta.accepted.get('4915100000')).toHaveLength(times);
		if (onUnknownOutcome === 'fail') {
			expect(error.message).toBe(
				'The message may or may not have been sent: another run of the campaign started to send it and recorded no result',
			);
			expect(error.context.outcome).toBe(outcome);
			return;
		}
		expect(run.status).toBe('success');
		if (onUnknownOutcome === 'skip')
			expect(output?.[0].json).toMatchObject({ phone: '4915100000', text: 'Hello', outcome });
		else expect(JSON.stringify(output?.[0].json)).toContain(outcome);
	},
);

test('reports a lost response as unknown in later runs too, and continues with Skip', async () => {
	const meta = new Meta();
	meta.before = (to) => (to === '4915100001' ? 'lost' : undefined);
	const input = people(3);
	const first = await runNode({ parameters: campaign({}, { network: { onUnknownOutcome: 'skip' } }), input });
	expect(first.run.status).toBe('success');
	expect(outcomesOf(first, input).get('4915100001')).toBe('unknown');
	meta.seen = [];
	meta.before = () => undefined;
	const second = await runNode({
		parameters: campaign({}, { network: { onUnknownOutcome: 'skip' } }),
		input,
		executionId: '2',
	});
	expect(meta.seen).toEqual([]);
	expect(outcomesOf(second, input).get('4915100001')).toBe('unknown');
});

test('sends a rejected message again in the next run of the campaign', async () => {
	const meta = new Meta();
	meta.before = (to) => (to === '4915100001' ? metaError(131030, 'not allowed') : undefined);
	const input = people(4);
	await runNode({ parameters: campaign(), input, ...continueOnFail });
	meta.seen = [];
	meta.before = () => undefined;
	const { run } = await runNode({ parameters: campaign(), input, executionId: '2' });
	expect(run.status).toBe('success');
	expect(meta.seen).toEqual(['4915100001']);
});

test('reports unknown, not accepted, when n8n is killed again while it reads which messages were accepted', async () => {
	const meta = new Meta();
	const input = people(1);
	await crashedRun(store, meta, { parameters: campaign(), input }, () => true);
	store.onCall = (call) => {
		if (call !== 'remove' || meta.dead) return;
		meta.dead = true;
		store.crash();
	};
	await runNode({ parameters: campaign(), input, executionId: '2', ...continueOnFail });
	store.onCall = () => {};
	revive(store, meta);
	expect(
		outcomesOf(await runNode({ parameters: campaign(), input, executionId: '3', ...continueOnFail }), input).get(
			'4915100000',
		),
	).toBe('unknown');
	expect(meta.seen).toEqual([]);
});

test('sends each message once when the database records a write but its reply is lost', async () => {
	const meta = new Meta();
	const input = people(20);
	let lost = 0;
	store.losesReply = (texts) => texts.some((text) => text.includes(' out ')) && lost++ === 0;
	const { run } = await runNode({ parameters: campaign({ parallel: 4 }), input });
	expect(run.status).toBe('success');
	expect(lost).toBeGreaterThan(1);
	expect([...meta.accepted.values()].map((ids) => ids.length)).toEqual(Array(20).fill(1));
});

test('sends nothing twice when the reply to a write with claims of an earlier run is lost', async () => {
	const meta = new Meta();
	const { run } = await runNode({ parameters: campaign(), input: people(20) });
	expect(run.status).toBe('success');
	meta.seen = [];
	const input = people(40);
	let lost = 0;
	store.losesReply = (texts) => texts.some((text) => text.includes(' out ')) && lost++ === 0;
	await runNode({ parameters: campaign({ parallel: 8 }), input, executionId: '2', ...continueOnFail });
	store.losesReply = () => false;
	await runNode({ parameters: campaign(), input, executionId: '3', ...continueOnFail });
	for (const ids of meta.accepted.values()) expect(ids).toHaveLength(1);
});

test('resumes the same execution in another worker by execution ID, and leaves no rows behind', async () => {
	const meta = new Meta();
	const input = people(30);
	const parameters = campaign({ campaign: '={{ $execution.id }}', parallel: 4 });
	await crashedRun(store, meta, { parameters, input, executionId: '77' }, (_to, nth) => nth === 12);
	const again = await runNode({ parameters, input, executionId: '77', ...continueOnFail });
	const outcomes = [...outcomesOf(again, input).values()];
	expect(outcomes.filter((outcome) => outcome === 'unknown').length).toBeLessThanOrEqual(12);
	for (const ids of meta.accepted.values()) expect(ids).toHaveLength(1);

	store.rows = new Map();
	const { run } = await runNode({ parameters, input, executionId: '78' });
	expect(run.status).toBe('success');
	expect([...store.rows.keys()]).toEqual([]);
});
