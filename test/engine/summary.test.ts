import { startEmulator, type Emulator } from '../../emulator/src';
import { acceptedHint, textMessage } from './fixtures';
import { credential, runNode } from './harness';

let emulator: Emulator;

beforeAll(async () => void (emulator = await startEmulator({ messagesPerSecond: 0 })));
beforeEach(() => emulator.reset());
afterAll(async () => await emulator.close());

const numbers = () => ({
	...credential,
	accessToken: emulator.seed.accessToken,
	businessAccountId: emulator.seed.wabaId,
	baseUrl: emulator.url,
});
const phoneNumberId = () => ({ __rl: true, mode: 'id', value: emulator.seed.phoneNumberId });
const item = (phone: string, text = 'x') => ({ json: { phone, text } });

/** Five recipients: one is not on WhatsApp, the connection to one drops, and one item has an empty text. */
const input = [item('49151000'), item('49151001'), item('49151002'), item('49151003', ''), item('49151004')];

function arm(): void {
	emulator.addFault({ kind: 'error', code: 131026, match: { to: '49151001' } });
	emulator.addFault({ kind: 'cutAfterAcceptance', match: { to: '49151002' } });
}

async function run(
	summary: string | undefined,
	onError: 'continueRegularOutput' | 'continueErrorOutput' = 'continueRegularOutput',
	more = {},
) {
	arm();
	const largeRuns = { messagesPerSecond: 0, ...(summary && { summary }) };
	return await runNode({
		parameters: textMessage({ phoneNumberId: phoneNumberId(), largeRuns }),
		input,
		node: { onError, ...more },
		credential: numbers(),
	});
}

const expected = {
	text: expect.stringMatching(
		/^2 accepted, 1 with unknown outcome, 2 not sent: (1 x 'Text' is empty|1 x The message cannot be delivered to this recipient \(131026\)); 1 x /,
	),
	items: 5,
	accepted: 2,
	failed: 3,
	skipped: 0,
	unknown: 1,
	left: 0,
	seconds: expect.any(Number),
	messagesPerSecond: expect.any(Number),
	failures: expect.arrayContaining([
		{
			count: 1,
			code: 131026,
			class: 'never',
			reason: 'The message cannot be delivered to this recipient',
			advice: expect.stringContaining('contact them through another channel'),
			items: [1],
		},
		{
			count: 1,
			outcome: 'unknown',
			reason: 'The message may or may not have been sent',
			advice: expect.any(String),
			items: [2],
		},
		{ count: 1, field: 'Text', reason: "'Text' is empty", advice: expect.any(String), items: [3] },
	]),
};

test('returns no summary by default', async () => {
	const { output } = await run(undefined);
	expect(output?.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3, 4].map((n) => ({ item: n })));
});

test('appends the summary as an additional item', async () => {
	const { output } = await run('resultsAndSummary');
	expect(output?.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3, 4, 0].map((n) => ({ item: n })));
	expect(output?.[0].json).toHaveProperty('messageId');
	expect(output?.[5].json).toEqual({ summary: expected });
});

test('returns the summary as the only item', async () => {
	const { output } = await run('summary');
	expect(output).toEqual([{ json: { summary: expected }, pairedItem: { item: 0 } }]);
});

test('passes failed items to the error output when only the summary is returned', async () => {
	const { output, errorOutput } = await run('summary', 'continueErrorOutput');
	expect(output).toEqual([{ json: { summary: expected }, pairedItem: { item: 0 } }]);
	expect(errorOutput?.map(({ json }) => json.phone)).toEqual(['49151001', '49151002', '49151003']);
});

test('Retry On Fail sends nothing twice with a summary', async () => {
	emulator.addFault({ kind: 'error', code: 131008, match: { to: '49151000' }, count: 1 });
	const { output } = await run('resultsAndSummary', 'continueRegularOutput', {
		retryOnFail: true,
		maxTries: 2,
		waitBetweenTries: 0,
	});
	expect(emulator.state().perRecipient).toEqual({ 49151000: 1, 49151001: 1, 49151002: 1, 49151004: 1 });
	expect(output?.at(-1)?.json.summary).toMatchObject({ accepted: 3, failed: 2 });
});

test('shows failures in the output pane, grouped and with advice', async () => {
	const { run: ended } = await run(undefined);
	const [hint] = (
		ended.data.resultData.runData.WhatsApp.at(-1) as unknown as { hints: Array<{ message: string; type: string }> }
	).hints;
	expect(hint.type).toBe('warning');
	expect(hint.message).toContain('3 of 5 items failed (n8n counts items from 0): ');
	expect(hint.message).toContain(
		'1 x The message cannot be delivered to this recipient (131026) [item 1]. Check the number.',
	);
});

test('gives short advice for invalid recipients, and all of it in their errors', async () => {
	const recipients = ['', 'tomorrow', '@ann', 'https://chat.whatsapp.com/AbC'];
	const { output, run: ended } = await runNode({
		parameters: textMessage({ phoneNumberId: phoneNumberId(), largeRuns: { summary: 'resultsAndSummary' } }),
		input: recipients.map((phone) => item(phone)),
		credential: numbers(),
		node: { onError: 'continueRegularOutput' },
	});
	const advice = 'Enter a phone number such as +49 1512 3456789';
	const [{ hints }] = ended.data.resultData.runData.WhatsApp;
	expect(hints?.[0].message).toBe(
		[
			`4 of 4 items failed (n8n counts items from 0): 1 x 'Recipient' is empty [item 0]. ${advice}`,
			`1 x 'Recipient' is not a phone number, user ID or group ID [item 1]. ${advice}`,
			`1 x 'Recipient' is a username: messages cannot be sent to usernames [item 2]. ${advice}`,
			`1 x 'Recipient' is an invitation link, not a group ID [item 3]. ${advice}`,
		].join(' | '),
	);
	const { failures } = output?.[4].json.summary as { failures: Array<{ advice: string }> };
	expect(failures.map((group) => group.advice)).toEqual(Array(4).fill(advice));
	expect(output?.[1].json.errorDetails).toEqual({
		description: `${advice}, a user ID such as US.13491208655302741918, or a group ID such as Y2FwaV9ncm91cDoxNzA1...`,
		field: 'Recipient',
	});
});

test('shows only that accepted is not delivered when all items succeed', async () => {
	const { run: ended } = await runNode({
		parameters: textMessage({ phoneNumberId: phoneNumberId() }),
		input: [item('49151000'), item('49151001')],
		credential: numbers(),
	});
	expect(ended.data.resultData.runData.WhatsApp.at(-1)).toMatchObject({ hints: [acceptedHint] });
});
