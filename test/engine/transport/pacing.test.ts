import { startEmulator, type Emulator } from '../../../emulator/src';
import { textMessage } from '../fixtures';
import { credential, runNode } from '../harness';

let emulator: Emulator;

beforeAll(async () => void (emulator = await startEmulator()));
beforeEach(() => emulator.reset());
afterAll(async () => await emulator.close());

const numbers = () => ({
	...credential,
	accessToken: emulator.seed.accessToken,
	businessAccountId: emulator.seed.wabaId,
	baseUrl: emulator.url,
});

/** Each test uses its own number, since cached limits would affect the next test. */
const from = (number: number) => ({ __rl: true, mode: 'id', value: emulator.seed.phoneNumbers[number].id });

const items = (count: number, to = (n: number) => `49151${100_000 + n}`) =>
	Array.from({ length: count }, (_, n) => ({ json: { phone: to(n), text: `text ${n}` } }));

const reads = () =>
	emulator.requests.filter(({ method }) => method === 'GET').map(({ path, query }) => ({ path, query }));

test("requests the number's limit once in a large run, and keeps to it", async () => {
	const { coexistencePhoneNumberId } = emulator.seed;
	const { output } = await runNode({
		parameters: textMessage({ phoneNumberId: from(30) }),
		input: items(41),
		credential: numbers(),
	});
	expect(output).toHaveLength(41);
	expect(reads()).toEqual([
		{ path: `/v25.0/${coexistencePhoneNumberId}`, query: { fields: 'throughput,is_on_biz_app' } },
	]);
	// Numbers that are also used in the WhatsApp Business app are limited to 20 messages per second.
	const times = emulator.messages.map(({ at }) => at);
	expect(times[40] - times[0]).toBeGreaterThanOrEqual(1950);
	await runNode({ parameters: textMessage({ phoneNumberId: from(30) }), input: items(21), credential: numbers() });
	expect(reads()).toHaveLength(1);
});

test('does not request the limit in a small run', async () => {
	await runNode({ parameters: textMessage({ phoneNumberId: from(2) }), input: items(20), credential: numbers() });
	expect(reads()).toEqual([]);
	expect(emulator.messages).toHaveLength(20);
});

test('sends all messages when the limit cannot be read', async () => {
	emulator.addFault({ kind: 'error', code: 10, match: { method: 'GET' }, count: 'always' });
	const { output } = await runNode({
		parameters: textMessage({ phoneNumberId: from(3) }),
		input: items(40),
		credential: numbers(),
	});
	expect(output).toHaveLength(40);
	expect(reads()).toHaveLength(1);
});

test('does not request the limit when Messages per Second is set', async () => {
	await runNode({
		parameters: textMessage({ phoneNumberId: from(4), largeRuns: { messagesPerSecond: 500 } }),
		input: items(30),
		credential: numbers(),
	});
	expect(reads()).toEqual([]);
});

test('delays the 46th message to one recipient, so that Meta does not reject it', async () => {
	const { output } = await runNode({
		parameters: textMessage({ phoneNumberId: from(5) }),
		input: items(46, () => '4915199'),
		credential: numbers(),
	});
	expect(output).toHaveLength(46);
	expect(emulator.state().rejected).toEqual({});
	expect(emulator.messages.map(({ body }) => (body?.text as { body: string }).body)).toEqual(
		items(46).map(({ json }) => json.text),
	);
	expect(emulator.messages[45].at - emulator.messages[0].at).toBeGreaterThanOrEqual(6000);
});

test('stops sending from a number after a spam limit, and reports the remaining items as not sent', async () => {
	emulator.addFault({ kind: 'error', code: 131048, match: { method: 'POST', nth: 3 }, count: 'always' });
	const { output } = await runNode({
		parameters: textMessage({ phoneNumberId: from(6), largeRuns: { parallel: 1 } }),
		input: items(30),
		node: { onError: 'continueRegularOutput' },
		credential: numbers(),
	});
	expect(emulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(3);
	expect(output).toHaveLength(30);
	expect(output?.map(({ pairedItem }) => pairedItem)).toEqual(items(30).map((_, item) => ({ item })));
	expect(output?.[2].json).toMatchObject({
		error: 'Sending is limited because people blocked or reported earlier messages of this number',
		errorDetails: { code: 131048 },
	});
	expect(output?.[2].json.errorDetails).not.toHaveProperty('outcome');
	for (const { json } of output?.slice(3) ?? []) {
		expect(json).toMatchObject({
			error: 'Not sent: Sending is limited because people blocked or reported earlier messages of this number',
			errorDetails: { code: 131048, outcome: 'notSent' },
		});
	}
});

test('continues with other numbers of the same run', async () => {
	emulator.addFault({
		kind: 'error',
		code: 131048,
		match: { path: emulator.seed.phoneNumbers[7].id },
		count: 'always',
	});
	const { output } = await runNode({
		parameters: textMessage({
			phoneNumberId: { __rl: true, mode: 'id', value: '={{ $json.from }}' },
			largeRuns: { parallel: 1 },
		}),
		input: items(6).map(({ json }, n) => ({ json: { ...json, from: emulator.seed.phoneNumbers[n % 2 ? 7 : 8].id } })),
		node: { onError: 'continueRegularOutput' },
		credential: numbers(),
	});
	expect(
		output?.map(
			({ json }) =>
				(json.errorDetails as { outcome?: string } | undefined)?.outcome ?? (json.error ? 'rejected' : 'sent'),
		),
	).toEqual(['sent', 'rejected', 'sent', 'notSent', 'sent', 'notSent']);
});

test('does not send the remaining items when Meta requires a longer wait than the node allows', async () => {
	const usage = JSON.stringify({ '1': [{ type: 'messages', call_count: 100, estimated_time_to_regain_access: 42 }] });
	emulator.addFault({
		kind: 'error',
		code: 80007,
		match: { method: 'POST' },
		count: 'always',
		headers: { 'X-Business-Use-Case-Usage': usage },
	});
	const { output } = await runNode({
		parameters: textMessage({ phoneNumberId: from(9), largeRuns: { parallel: 1 } }),
		input: items(10),
		node: { onError: 'continueRegularOutput' },
		credential: numbers(),
	});
	expect(emulator.requests).toHaveLength(1);
	expect(output?.[9].json.errorDetails).toMatchObject({ code: 80007, outcome: 'notSent' });
});
