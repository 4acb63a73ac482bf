import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { mockedNetwork } from '../mockedNetwork';
import { APP_SECRET, PHONE } from '../harness';
import { Host, metaJson, sign } from '../trigger/host';
import { messagesChange, payload, text } from '../../unit/trigger/payloads';
import { callbackOfNumber, runConversation, triggerAnswers, type Request } from './callback';

mockedNetwork();

const pausing = (): Host => {
	const host = new Host({ updates: ['messages'], options: { pauseWhileAnswered: { settings: { hours: 2 } } } });
	host.secret = APP_SECRET;
	return host;
};
/** Passes a request on to a trigger, as n8n does. */
const answerOf =
	(host: Host) =>
	async ({ raw, signature }: Request): Promise<[number, IDataObject]> => {
		const { result, status } = await host.request({ raw, headers: { 'x-hub-signature-256': signature } });
		return [status, result.webhookResponse as IDataObject];
	};
let count = 0;
/** @returns whether a message of the customer starts the workflow */
async function starts(host: Host, more: IDataObject = {}): Promise<boolean> {
	const change = messagesChange(text('Hi', { id: `wamid.${++count}`, ...more }));
	const raw = metaJson(payload({ ...change, value: { ...(change.value as object), contacts: [] } }));
	const { items } = await host.request({ raw, headers: { 'x-hub-signature-256': sign(raw, APP_SECRET) } });
	return items !== undefined;
}

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval'] }));
afterEach(() => jest.useRealTimers());

test('Pause keeps the trigger of another workflow silent for some hours, and Resume ends that', async () => {
	jest.setSystemTime(new Date('2026-11-29T12:00:00.000Z'));
	const host = pausing();
	callbackOfNumber();
	triggerAnswers(answerOf(host));
	const paused = await runConversation('pause', { hours: 1.5 });
	expect(paused.output).toEqual([
		{
			json: { customer: '+16505551234', paused: true, pausedUntil: '2026-11-29T13:30:00.000Z' },
			pairedItem: { item: 0 },
		},
	]);
	jest.setSystemTime(new Date('2026-11-29T12:00:20.000Z'));
	expect(await starts(host)).toBe(false);
	expect(await starts(host, { from: '447911123456', from_user_id: 'GB.1' })).toBe(true);

	callbackOfNumber();
	triggerAnswers(answerOf(host));
	const resumed = await runConversation('resume');
	expect(resumed.output).toEqual([{ json: { customer: '+16505551234', paused: false }, pairedItem: { item: 0 } }]);
	expect(await starts(host)).toBe(true);
});

test('a pause ends when its time is over', async () => {
	jest.setSystemTime(new Date('2026-11-29T12:00:00.000Z'));
	const host = pausing();
	callbackOfNumber();
	triggerAnswers(answerOf(host));
	await runConversation('pause', { hours: 1 });
	jest.setSystemTime(new Date('2026-11-29T12:59:59.000Z'));
	expect(await starts(host)).toBe(false);
	jest.setSystemTime(new Date('2026-11-29T13:00:01.000Z'));
	expect(await starts(host)).toBe(true);
});

test('an old request to the trigger changes nothing', async () => {
	const host = pausing();
	callbackOfNumber();
	const [request] = await (async () => {
		const requests = triggerAnswers(answerOf(host));
		await runConversation('pause');
		return requests;
	})();
	const later = pausing();
	jest.setSystemTime(Date.now() + 6 * 60_000);
	expect(await answerOf(later)(request)).toEqual([200, { n8nConversationControl: 'noTrigger' }]);
	expect(await starts(later)).toBe(true);
});

test('says that the trigger does not pause, or is being tested', async () => {
	const host = new Host({ updates: ['messages'] });
	host.secret = APP_SECRET;
	callbackOfNumber();
	triggerAnswers(answerOf(host));
	expect((await runConversation('pause')).error.message).toBe(
		"'Business Phone Number' belongs to a WhatsApp Trigger that does not pause",
	);
	const tested = pausing();
	tested.mode = 'manual';
	callbackOfNumber();
	triggerAnswers(answerOf(tested));
	expect((await runConversation('pause')).error.message).toContain('is being tested in the editor');
});

test.each<[string, [number, IDataObject | string]]>([
	['other software', [200, 'ok']],
	['an older version', [200, '']],
	['an error', [500, { message: 'no' }]],
])('says that no trigger answers: %s', async (_what, answer) => {
	callbackOfNumber();
	triggerAnswers(async () => await Promise.resolve(answer));
	expect((await runConversation('pause')).error.message).toContain('has no WhatsApp Trigger of this version');
});

test.each([undefined, 'http://192.168.0.1/webhook', 'https://localhost/webhook'])(
	'calls no address that Meta could not: %s',
	async (address) => {
		callbackOfNumber(address ?? '');
		expect((await runConversation('pause')).error.message).toContain('has no WhatsApp Trigger');
	},
);

test.each<[INodeParameters, string]>([
	[{ hours: 169 }, "'Hours' must be a number from 0.1 to 168"],
	[{ user: '0151 23456789' }, "'Customer'"],
	[{ phoneNumberId: 'x' }, "'Business Phone Number'"],
])('rejects %j before any request', async (parameters, message) => {
	expect((await runConversation('pause', parameters)).error.message).toContain(message);
});

test('needs the app secret', async () => {
	expect((await runConversation('pause', { phoneNumberId: PHONE }, {})).error.message).toContain(
		"'App Secret' is empty in the credential",
	);
});
