import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { cachedResponse, cacheResponse } from '../../../nodes/WhatsAppBusinessCloud/flows/endpoint/responseCache';
import { loadRecent } from '../../../nodes/WhatsAppBusinessCloud/methods/recentLoads';
import {
	MAX_BACKGROUND_RETRIES,
	passTap,
	passUpdate,
	timeForResponse,
} from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/passOn';
import { LruMap } from '../../../nodes/WhatsAppBusinessCloud/shared/lruMap';
import { SenderRateLimiter } from '../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/senderRateLimiter';
import { SeenEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/seenEvents';
import { Pauses } from '../../../nodes/WhatsAppBusinessCloud/trigger/pause/pauses';
import { logDiscarded } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/discardLog';
import { keepMessages, takeMessages } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/recentMessages';
import { messagesChange, NOW, read, text } from '../trigger/payloads';

/** The limits of docs/scale.md that no LruMap enforces, and what is kept of an entry. */

afterEach(() => jest.useRealTimers());

const numbers = (count: number): number[] => [...Array(count).keys()];

test('a message that may be an answer is kept without its delivery, for a minute', () => {
	const events = read(messagesChange(text('Hi')));
	keepMessages('node', events, NOW);
	const [kept] = takeMessages('node', NOW + 60_000, () => true);
	expect(kept).toEqual({ json: events[0].json, kind: 'message', key: events[0].key });
	keepMessages('node', events, NOW);
	const deleted = jest.spyOn(LruMap.prototype, 'deleteWhile');
	keepMessages('node', [], NOW + 60_001);
	const [isOver] = deleted.mock.calls[0] as unknown as [(value: { at: number }) => boolean];
	expect([isOver({ at: NOW }), isOver({ at: NOW + 1 })]).toEqual([true, false]);
	expect(takeMessages('node', NOW, () => true)).toEqual([]);
});

test('500 messages that may be answers are kept', () => {
	const events = read(messagesChange(...numbers(501).map((id) => text('Hi', { id: `wamid.${id}` }))));
	keepMessages('many', events, NOW);
	const kept = takeMessages('many', NOW, () => true).map(({ json }) => json.messageId);
	expect(kept).toEqual(
		numbers(501)
			.slice(1)
			.map((id) => `wamid.${id}`),
	);
});

test('1,000 customers with three IDs each that were paused last are kept, rather than those whose pause is over', () => {
	const pauses = new Pauses();
	const ids = (person: number): string[] => ['phone', 'user', 'parent'].map((kind) => `${kind}${person}`);
	const pause = (person: number, until: number): void => pauses.set(ids(person), { until, at: NOW }, NOW);
	pause(0, NOW + 1);
	pause(1, 0);
	pause(2, NOW);
	for (const person of numbers(999)) pause(3 + person, NOW + 1);
	expect(Object.keys(pauses.stored())).toEqual([0, ...numbers(1002).slice(3)].flatMap(ids));
	pause(1002, NOW + 1);
	expect(Object.keys(pauses.stored())).toEqual(numbers(1003).slice(3).flatMap(ids));
	expect([pauses.find(ids(0), NOW), pauses.find(ids(3), NOW)]).toEqual([undefined, { until: NOW + 1, at: NOW }]);
});

test('static data has 500 events, and a trigger remembers the content of the current hours only', async () => {
	const HOUR = 3_600_000;
	const seen = new SeenEvents();
	const lists = numbers(3).map((hour) => numbers(375).map((id) => ({ key: `${hour} ${id}` })));
	for (const [hour, list] of lists.entries()) {
		await seen.claim(list, Promise.resolve(true), NOW + hour * HOUR);
		await new Promise(setImmediate);
		seen.load(seen.stored(), NOW + hour * HOUR);
	}
	const stored = seen.stored();
	expect(Object.values(stored).map((hashes) => String(hashes).length / 9)).toEqual([125, 375]);
	const { known } = seen as unknown as { known: Map<string, string> };
	expect([...known.keys()].sort()).toEqual(Object.keys(stored).sort());
});

describe('responses of Flow endpoints', () => {
	const cache = async (name: string, length: number): Promise<void> => {
		const response = Promise.resolve({ status: 200, body: 'x'.repeat(length) });
		cacheResponse(name, response, NOW);
		await response;
	};
	const isCached = (name: string): boolean => cachedResponse(name, NOW) !== undefined;

	test('the last 2,000 are kept', async () => {
		for (const id of numbers(2001)) await cache(`r${id}`, 1);
		expect([isCached('r0'), isCached('r1'), isCached('r2000')]).toEqual([false, true, true]);
	});

	test('16 MB are kept', async () => {
		for (const id of numbers(17)) await cache(`large${id}`, 1024 * 1024);
		expect([isCached('r2000'), isCached('large0'), isCached('large1')]).toEqual([false, false, true]);
	});
});

test.each([
	[0.5, 200],
	[80, 320],
	[1000, 4000],
	[Infinity, 4000],
])('a number with %d messages per second keeps the times of at most %i', async (limit, most) => {
	jest.useFakeTimers({ now: 1_000_000 });
	const limiter = new SenderRateLimiter();
	const record = (limiter as unknown as { recordSend(limit: number, now: number): number }).recordSend.bind(limiter);
	let longest = 0;
	for (const at of numbers(5000)) {
		record(limit, at);
		longest = Math.max(longest, (limiter as unknown as { sends: unknown[] }).sends.length);
	}
	expect(longest).toBe(most);
});

test('lists for the editor are dropped after five seconds', async () => {
	jest.useFakeTimers({ now: NOW });
	const run = { settings: { baseUrl: '', businessAccountId: '', fingerprint: '' } } as never;
	const load = jest.fn(async () => 'list');
	await loadRecent(run, 'templates', load);
	const deleted = jest.spyOn(LruMap.prototype, 'deleteWhile');
	jest.setSystemTime(NOW + 5000);
	await loadRecent(run, 'other', load);
	const [isOver] = deleted.mock.calls[0] as unknown as [(value: { at: number }) => boolean];
	expect([isOver({ at: NOW }), isOver({ at: NOW + 1 })]).toEqual([true, false]);
	await loadRecent(run, 'templates', load);
	expect(load).toHaveBeenCalledTimes(3);
});

test('50 lines are logged about the messages that a trigger discards', () => {
	const lines: string[] = [];
	const context = {
		getNode: () => ({ id: 'node', name: 'Trigger' }),
		getWorkflow: () => ({ id: 'workflow', name: 'Workflow' }),
		logger: { warn: (line: string) => lines.push(line), info: (line: string) => lines.push(line) },
	} as unknown as IWebhookFunctions;
	const outOfScope = numbers(60).map((id) => {
		const change = messagesChange(text('Hi', { id: `wamid.${id}` })) as { value: { metadata: object } };
		change.value.metadata = { display_phone_number: String(15_550_000_000 + id), phone_number_id: String(id) };
		return read(change)[0];
	});
	logDiscarded(context, {
		unreadable: undefined,
		scope: { listenOn: 'account', wabaId: '1' } as never,
		outOfScope,
		filtered: { kept: [], discarded: [], unchecked: 0 },
		replies: new Set(),
		paused: [],
	});
	expect(lines).toHaveLength(50);
});

test('500 statuses for executions that are not waiting yet are retried in the background; further ones are given up', async () => {
	jest.useFakeTimers({ now: NOW });
	let requests = 0;
	const context = {
		evaluateExpression: () => 'http://localhost:5678/webhook-waiting/1',
		helpers: {
			httpRequest: async () => {
				requests++;
				return { statusCode: 409, body: { message: 'The execution is running already.' } };
			},
		},
	} as unknown as IWebhookFunctions;
	const late: unknown[] = [];
	const parts = { executionId: '1', nodeId: 'node', answer: 'status', run: '0', signature: 'ab' } as never;
	const later = { timeUp: timeForResponse(), onLate: (result: unknown) => late.push(result) };
	const first = numbers(MAX_BACKGROUND_RETRIES + 10).map(async () => await passUpdate(context, parts, {}, later));
	await jest.advanceTimersByTimeAsync(15_000);
	const results = (await Promise.all(first)).map((result) => JSON.stringify(result));
	const running = '{"resumed":false,"reason":"running"}';
	expect(results.filter((result) => result === running)).toHaveLength(10);
	expect(new Set(results)).toEqual(new Set([running, running.replace('}', ',"isRetried":true}')]));
	await jest.advanceTimersByTimeAsync(15 * 60_000);
	expect(late).toHaveLength(MAX_BACKGROUND_RETRIES);
	expect(requests).toBeGreaterThan(MAX_BACKGROUND_RETRIES);
});

test('taps have room in the background beside statuses; what is given up makes no request when its turn comes', async () => {
	jest.useFakeTimers({ now: NOW });
	const posted: IDataObject[] = [];
	const responses: Array<(response: object) => void> = [];
	const context = {
		evaluateExpression: () => 'http://localhost:5678/webhook-waiting/1',
		helpers: {
			httpRequest: async ({ body }: { body: IDataObject }) => {
				posted.push(body);
				return await new Promise((resolve) => responses.push(resolve));
			},
		},
	} as unknown as IWebhookFunctions;
	const late: unknown[] = [];
	const later = { timeUp: timeForResponse(), onLate: (result: unknown) => late.push(result) };
	const parts = { executionId: '1', nodeId: 'node', answer: 'status', run: '0', signature: 'ab' } as never;
	const statuses = numbers(MAX_BACKGROUND_RETRIES + 10).map(
		async (id) => await passUpdate(context, parts, { id }, later),
	);
	const button_reply = { id: 'n8nwait:1:node:approve:0:ab', title: 'Yes' };
	const tap = passTap(context, { interactive: { button_reply } }, later);
	await jest.advanceTimersByTimeAsync(6_000);
	const retried = { resumed: false, reason: 'unreachable', isRetried: true };
	expect((await Promise.all(statuses)).filter((result) => 'isRetried' in result)).toHaveLength(MAX_BACKGROUND_RETRIES);
	expect(await tap).toEqual(retried);
	// The statuses wait for the first one, which n8n does not respond to.
	expect(posted).toHaveLength(2);
	while (late.length < MAX_BACKGROUND_RETRIES + 1) {
		for (const respond of responses.splice(0)) respond({ statusCode: 200, body: { result: 'resumed' } });
		await jest.advanceTimersByTimeAsync(0);
	}
	await jest.advanceTimersByTimeAsync(1_000);
	expect(posted).toHaveLength(MAX_BACKGROUND_RETRIES + 1);
});
