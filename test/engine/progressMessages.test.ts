import type { INodeParameters, IRun } from 'n8n-workflow';
import { startEmulator, type Emulator } from '../../emulator/src';
import { acceptedHint, textMessage } from './fixtures';
import { credential, runNode } from './harness';

let emulator: Emulator;

beforeAll(async () => void (emulator = await startEmulator({ messagesPerSecond: 0 })));
beforeEach(() => emulator.reset());
afterAll(async () => await emulator.close());

const MANAGER = '4915199999';
const input = ['49151000', '49151001', '49151002', '49151003'].map((phone) => ({ json: { phone, text: 'Hi' } }));

async function run(largeRuns: INodeParameters, extra: INodeParameters = {}, continues = true) {
	const { phoneNumberId, accessToken, wabaId } = emulator.seed;
	return await runNode({
		parameters: textMessage({
			phoneNumberId: { __rl: true, mode: 'id', value: phoneNumberId },
			largeRuns: { messagesPerSecond: 0, parallel: 1, progressTo: `+${MANAGER}`, ...largeRuns },
			...extra,
		}),
		input,
		credential: { ...credential, accessToken, businessAccountId: wabaId, baseUrl: emulator.url },
		node: continues ? { onError: 'continueRegularOutput' } : {},
	});
}

/** Texts of the messages that the manager received. */
const received = (): unknown[] =>
	emulator.requests
		.map(({ body }) => body as { to?: string; text?: { body: string } } | undefined)
		.filter((body) => body?.to === `+${MANAGER}`)
		.map((body) => body?.text?.body);

const hintsOf = (ended: IRun): unknown =>
	(ended.data.resultData.runData.WhatsApp.at(-1) as unknown as { hints: unknown }).hints;

test('sends the progress from the sending number, and outputs only the items', async () => {
	const { output, run: ended } = await run({});
	expect(output).toHaveLength(4);
	expect(received()).toEqual([
		'WhatsApp: 25% of 4 messages finished. 1 accepted',
		'WhatsApp: 50% of 4 messages finished. 2 accepted',
		'WhatsApp: 75% of 4 messages finished. 3 accepted',
		'WhatsApp: 100% of 4 messages finished. 4 accepted',
	]);
	expect(emulator.requests.map(({ path }) => path)).toEqual(
		Array(8).fill(`/v25.0/${emulator.seed.phoneNumberId}/messages`),
	);
	expect(hintsOf(ended)).toEqual([acceptedHint]);
});

test('counts failed items as finished, and says why they failed', async () => {
	emulator.addFault({ kind: 'error', code: 131026, match: { to: '49151001' } });
	await run({});
	expect(received().at(-1)).toBe(
		'WhatsApp: 100% of 4 messages finished. 3 accepted, 1 not sent: 1 x The message cannot be delivered to this recipient (131026)',
	);
});

test('shows a warning and sends all items when the progress cannot be sent', async () => {
	emulator.addFault({ kind: 'error', code: 131047, match: { to: MANAGER }, count: 10 });
	const { output, run: ended } = await run({}, {}, false);
	expect(ended.status).toBe('success');
	expect(output?.map(({ json }) => json.status)).toEqual(Array(4).fill('accepted'));
	expect(hintsOf(ended)).toEqual([
		{
			message:
				"'Send Progress To' did not receive the progress: More than 24 hours have passed since the recipient last wrote. This does not affect the run.",
			type: 'warning',
			location: 'outputPane',
		},
		acceptedHint,
	]);
});

test('sends no progress in a dry run', async () => {
	await run({}, { options: { dryRun: true } });
	expect(emulator.requests).toEqual([]);
});

test('sends no progress when the option is empty', async () => {
	await run({ progressTo: '' });
	expect(emulator.requests).toHaveLength(4);
});

test('reads the number with Default Country', async () => {
	await run(
		{ progressTo: '0151 99999999' },
		{ options: { defaultCountry: { __rl: true, mode: 'list', value: 'DE' } } },
	);
	const progress = emulator.requests.filter(({ body }) => (body as { to?: string }).to === '+4915199999999');
	expect(progress).toHaveLength(4);
});

test('rejects a wrong number before anything is sent', async () => {
	const { error } = await run({ progressTo: 'the manager' }, {}, false);
	expect(error.message).toBe("'Send Progress To' is not a phone number or user ID");
	expect(emulator.requests).toEqual([]);
});

test('counts the progress in the rate limit of the run', async () => {
	const started = Date.now();
	await run({ messagesPerSecond: 10 });
	expect(emulator.requests).toHaveLength(8);
	// Eight messages are seven intervals of 100 ms; four would take 300 ms.
	expect(Date.now() - started).toBeGreaterThanOrEqual(550);
});
