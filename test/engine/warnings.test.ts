import { ExecuteContext } from 'n8n-core';
import type { INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';
import { startEmulator, type Emulator } from '../../emulator/src';
import { acceptedHint } from './fixtures';
import { credential, runNode, type RunOptions } from './harness';

const EMOJI = "'Button Text' has an emoji";
const EMOJI_ADVICE = 'Remove the emoji. Meta advises against emoji on the button of a Flow.';
const LONG = "'Button Text' has more than 30 characters";
const LONG_ADVICE = 'Shorten it. Meta advises 30 characters or fewer on the button of a Flow.';

let emulator: Emulator;
let logged: string[];

/** Prototype of n8n's context that defines the logger. */
function loggerOwner(): object {
	let owner: object = ExecuteContext.prototype;
	while (!Object.getOwnPropertyDescriptor(owner, 'logger')) owner = Object.getPrototypeOf(owner) as object;
	return owner;
}

beforeAll(async () => void (emulator = await startEmulator({ messagesPerSecond: 0 })));
beforeEach(() => {
	emulator.reset();
	logged = [];
	const logger = { warn: (line: string) => logged.push(line), info: () => {}, debug: () => {}, error: () => {} };
	jest.spyOn(loggerOwner() as { logger: unknown }, 'logger', 'get').mockReturnValue(logger);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await emulator.close());

const flowMessage = (extra: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'send',
	phoneNumberId: { __rl: true, mode: 'id', value: emulator.seed.phoneNumberId },
	recipientPhoneNumber: '={{ $json.phone }}',
	messageType: 'flow',
	textBody: 'Book a table',
	buttonText: '={{ $json.button }}',
	flow: { __rl: true, mode: 'name', value: 'table_booking' },
	flowAction: 'data_exchange',
	largeRuns: { messagesPerSecond: 0 },
	...extra,
});

const item = (phone: string, button: string): INodeExecutionData => ({ json: { phone, button } });

async function run(parameters: INodeParameters, input: INodeExecutionData[], more: Partial<RunOptions> = {}) {
	const { accessToken, wabaId } = emulator.seed;
	return await runNode({
		parameters,
		input,
		credential: { ...credential, accessToken, businessAccountId: wabaId, baseUrl: emulator.url },
		...more,
	});
}

const hintsOf = (ended: IRun): unknown =>
	(ended.data.resultData.runData.WhatsApp.at(-1) as unknown as { hints: unknown }).hints;
const shown = (...messages: string[]): object[] =>
	messages.map((message) => ({ message, type: 'warning', location: 'outputPane' }));
/** The same after a run that sent messages. */
const shownAfterSending = (...messages: string[]): object[] => [...shown(...messages), acceptedHint];

test('groups warnings into one hint each and one log line, and adds none to items', async () => {
	const input = [
		item('49151000', 'Book 🍕'),
		item('49151001', 'Book'),
		item('49151002', 'Order ⏰'),
		item('49151003', `Book ${'x'.repeat(30)}`),
	];
	const { run: ended, output } = await run(flowMessage(), input);
	const texts = [`2 items: ${EMOJI}. ${EMOJI_ADVICE}`, `1 item: ${LONG}. ${LONG_ADVICE}`];
	expect(hintsOf(ended)).toEqual(shownAfterSending(...texts));
	expect(logged).toEqual([`WhatsApp 'WhatsApp': warning: ${texts.join(' | ')}`]);
	expect(output).toHaveLength(4);
	expect(JSON.stringify(output)).not.toMatch(/emoji|warning/i);
	expect(
		emulator.messages
			.map(
				({ body }) =>
					(body?.interactive as { action: { parameters: { flow_cta: string } } }).action.parameters.flow_cta,
			)
			.sort(),
	).toEqual(input.map(({ json }) => json.button).sort());
});

test('shows the warning of a single item without a count', async () => {
	const { run: ended } = await run(flowMessage(), [item('49151000', 'Book 🍕')]);
	expect(hintsOf(ended)).toEqual(shownAfterSending(`${EMOJI}. ${EMOJI_ADVICE}`));
});

test('shows no hint and no log line when there are no warnings', async () => {
	const { run: ended } = await run(flowMessage(), [item('49151000', 'Book'), item('49151001', 'x'.repeat(30))]);
	expect(hintsOf(ended)).toEqual(shownAfterSending());
	expect(logged).toEqual([]);
});

test('shows the path in raw JSON in a warning', async () => {
	const rawMessage = JSON.stringify({
		type: 'interactive',
		interactive: {
			type: 'flow',
			body: { text: 'Book' },
			action: {
				name: 'flow',
				parameters: {
					flow_message_version: '3',
					flow_name: 'table_booking',
					flow_cta: 'Book 🍕',
					flow_action: 'data_exchange',
				},
			},
		},
	});
	const { run: ended } = await run(flowMessage({ messageType: 'raw', rawMessage }), [item('49151000', '')]);
	expect(hintsOf(ended)).toEqual(
		shownAfterSending(`In 'Message (JSON)', interactive.action.parameters.flow_cta has an emoji. ${EMOJI_ADVICE}`),
	);
	expect(emulator.messages).toHaveLength(1);
});

test('lists warnings with their items in the summary', async () => {
	const input = [item('49151000', 'Book 🍕'), item('49151001', 'Book'), item('49151002', '⏰')];
	const { output } = await run(flowMessage({ largeRuns: { messagesPerSecond: 0, summary: 'summary' } }), input);
	expect(output?.[0].json.summary).toMatchObject({
		accepted: 3,
		warnings: [{ count: 2, field: 'Button Text', message: EMOJI, advice: EMOJI_ADVICE, items: [0, 2] }],
	});
});

test('shows no warning for a rejected item', async () => {
	const input = [item('', 'Book 🍕'), item('49151001', 'Book ⏰')];
	const { run: ended } = await run(flowMessage(), input, { node: { onError: 'continueRegularOutput' } });
	const [, warning] = hintsOf(ended) as Array<{ message: string }>;
	expect(warning.message).toBe(`1 item: ${EMOJI}. ${EMOJI_ADVICE}`);
});

test('counts the warning of an item once when the item is prepared twice', async () => {
	const input = Array.from({ length: 5002 }, (_unused, n) => item(String(4915100000 + n), n > 4998 ? '🍕' : 'Book'));
	const { run: ended } = await run(flowMessage({ options: { dryRun: true } }), input);
	expect(hintsOf(ended)).toEqual(shown(`3 items: ${EMOJI}. ${EMOJI_ADVICE}`));
});

test('logs the warnings when a run stops with an error', async () => {
	emulator.addFault({ kind: 'error', code: 131026, match: { to: '49151001' } });
	const { error } = await run(flowMessage(), [item('49151000', 'Book 🍕'), item('49151001', 'Book')]);
	expect(error.message).toContain('cannot be delivered');
	expect(logged).toEqual([`WhatsApp 'WhatsApp': warning: 1 item: ${EMOJI}. ${EMOJI_ADVICE}`]);
});
