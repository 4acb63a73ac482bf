import nock from 'nock';
import { accepted, digitsOf, metaError, sent, textMessage } from './fixtures';
import { GRAPH, PHONE, runNode } from './harness';

const PATH = `/v25.0/${PHONE}/messages`;
const item = (phone: string, text: string) => ({ json: { phone, text } });

interface Sent {
	to: string;
	text: { body: string };
}

/** Accepts every message, and records the messages and the number of concurrent requests. */
function acceptAll(options: { delay?: number; reject?: (sent: Sent) => object | undefined } = {}) {
	const seen: Sent[] = [];
	const record = { seen, active: 0, most: 0 };
	nock(GRAPH)
		.persist()
		.post(PATH)
		.delay(options.delay ?? 0)
		.reply(((_uri: string, { to, text }: Sent, done: (error: null, answer: unknown) => void) => {
			const body = { to: digitsOf(to), text };
			seen.push(body);
			record.active++;
			record.most = Math.max(record.most, record.active);
			setImmediate(() => {
				record.active--;
				const rejection = options.reject?.(body);
				done(null, rejection ? [400, rejection] : [200, accepted(body.to, `wamid.${body.to}.${body.text.body}`)]);
			});
		}) as never);
	return record;
}

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test('returns items in input order when responses arrive in another order', async () => {
	acceptAll();
	const input = Array.from({ length: 30 }, (_, n) => item(`49151${1000 + n}`, 'x'));
	const { output } = await runNode({ parameters: textMessage({ largeRuns: { messagesPerSecond: 0 } }), input });
	expect(output?.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, n) => ({ item: n })));
	expect(output?.map(({ json }) => json.waId)).toEqual(input.map(({ json }) => json.phone));
});

test('sends messages to one recipient one after the other, in item order', async () => {
	const record = acceptAll();
	const input = Array.from({ length: 12 }, (_, n) => item(n % 2 ? '+49 151 1' : '0049-151-2', String(n)));
	await runNode({ parameters: textMessage({ largeRuns: { messagesPerSecond: 0 } }), input });
	const to = (phone: string) => record.seen.filter((sent) => sent.to === phone).map((sent) => sent.text.body);
	expect(to('491511')).toEqual(['1', '3', '5', '7', '9', '11']);
	expect(to('491512')).toEqual(['0', '2', '4', '6', '8', '10']);
});

test('runs at most Parallel Requests at once', async () => {
	const record = acceptAll();
	const input = Array.from({ length: 20 }, (_, n) => item(`49151${1000 + n}`, 'x'));
	await runNode({ parameters: textMessage({ largeRuns: { messagesPerSecond: 0, parallel: 3 } }), input });
	expect(record.seen).toHaveLength(20);
	expect(record.most).toBeLessThanOrEqual(3);
});

test('sends at most Messages per Second', async () => {
	const record = acceptAll();
	const started = Date.now();
	const input = Array.from({ length: 11 }, (_, n) => item(`49151${1000 + n}`, 'x'));
	await runNode({ parameters: textMessage({ largeRuns: { messagesPerSecond: 20 } }), input });
	expect(record.seen).toHaveLength(11);
	expect(Date.now() - started).toBeGreaterThanOrEqual(500);
});

test('rejects an invalid item before the first message is sent', async () => {
	const record = acceptAll();
	const { run, error } = await runNode({
		parameters: textMessage(),
		input: [item('49151000', 'fine'), item('49151001', '')],
	});
	expect(run.status).toBe('error');
	expect(error.message).toBe("'Text' is empty [item 1]");
	expect(record.seen).toEqual([]);
});

test('returns the results of the other items when one is rejected', async () => {
	acceptAll({ reject: ({ to }) => (to === '49151001' ? metaError(131030, 'not allowed') : undefined) });
	const input = [item('49151000', 'a'), item('49151001', 'b'), item('49151002', '')];
	const { output } = await runNode({
		parameters: textMessage(),
		input: [...input, item('49151003', 'd')],
		node: { onError: 'continueRegularOutput' },
	});
	expect(output?.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3].map((n) => ({ item: n })));
	expect(output?.[0].json).toEqual(sent('49151000', 'wamid.49151000.a'));
	expect(output?.[1].json).toMatchObject({
		phone: '49151001',
		text: 'b',
		errorDetails: { code: 131030, httpCode: '400' },
	});
	expect(output?.[2].json).toMatchObject({ phone: '49151002', error: "'Text' is empty [item 2]" });
	expect(output?.[3].json).toEqual(sent('49151003', 'wamid.49151003.d'));
});

test('passes failed items with their input to the error output', async () => {
	acceptAll({ reject: ({ to }) => (to === '49151001' ? metaError(131030, 'not allowed') : undefined) });
	const { output, errorOutput } = await runNode({
		parameters: textMessage(),
		input: [item('49151000', 'a'), item('49151001', 'b')],
		node: { onError: 'continueErrorOutput' },
	});
	expect(output?.map(({ json }) => json)).toEqual([sent('49151000', 'wamid.49151000.a')]);
	expect(errorOutput).toHaveLength(1);
	expect(errorOutput?.[0].json).toMatchObject({ phone: '49151001', text: 'b', errorDetails: { code: 131030 } });
});

test('Retry On Fail sends nothing twice, and returns the first result of accepted items', async () => {
	let rejections = 0;
	const record = acceptAll({
		reject: ({ to }) => (to === '49151005' && rejections++ === 0 ? metaError(131030, 'not allowed yet') : undefined),
	});
	const input = Array.from({ length: 10 }, (_, n) => item(`4915100${n}`, 'x'));
	const { output, run } = await runNode({
		parameters: textMessage(),
		input,
		node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
	});
	expect(run.status).toBe('success');
	const counts = new Map<string, number>();
	for (const { to } of record.seen) counts.set(to, (counts.get(to) ?? 0) + 1);
	expect(counts.get('49151005')).toBe(2);
	counts.delete('49151005');
	expect([...counts.values()]).toEqual(Array(9).fill(1));
	expect(output?.map(({ json }) => json)).toEqual(input.map(({ json }) => sent(json.phone, `wamid.${json.phone}.x`)));
	expect(run.data.executionData?.contextData['node:WhatsApp']).toEqual({});
});

test('lists the accepted items in the error of a stopped run', async () => {
	acceptAll({ reject: ({ to }) => (to === '49151002' ? metaError(131030, 'not allowed') : undefined) });
	const { error } = await runNode({
		parameters: textMessage({ largeRuns: { parallel: 1 } }),
		input: [item('49151000', 'a'), item('49151001', 'b'), item('49151002', 'c'), item('49151003', 'd')],
	});
	expect(error.context.accepted).toEqual([
		{ item: 0, result: sent('49151000', 'wamid.49151000.a') },
		{ item: 1, result: sent('49151001', 'wamid.49151001.b') },
	]);
	expect(error.description).toContain('2 of 4 items were already done');
});

test('shows the request without the token in a dry run, and sends nothing', async () => {
	const record = acceptAll();
	const { output } = await runNode({
		parameters: textMessage({ options: { dryRun: true } }),
		input: [item('+49 151 000', 'x')],
	});
	expect(record.seen).toEqual([]);
	expect(output).toEqual([
		{
			json: {
				dryRun: true,
				requests: [
					{
						method: 'POST',
						url: `${GRAPH}${PATH}`,
						body: { messaging_product: 'whatsapp', to: '+49151000', type: 'text', text: { body: 'x' } },
					},
				],
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('stops sending as soon as the execution is cancelled', async () => {
	let cancel = () => {};
	let seen = 0;
	nock(GRAPH)
		.persist()
		.post(PATH)
		.reply((() => {
			if (++seen === 3) cancel();
			return [200, accepted('1', 'w')];
		}) as never);
	const input = Array.from({ length: 100 }, (_, n) => item(`49151${1000 + n}`, 'x'));
	const { run } = await runNode({
		parameters: textMessage({ largeRuns: { parallel: 1, messagesPerSecond: 0 } }),
		input,
		onStart: (stop) => (cancel = stop),
	});
	expect(run.status).toBe('canceled');
	expect(seen).toBe(3);
});
