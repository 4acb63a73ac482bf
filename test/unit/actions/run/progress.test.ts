import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { ItemError } from '../../../../nodes/WhatsAppBusinessCloud/actions/run/itemErrors';
import type { ErrorDetails } from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';
import { Progress } from '../../../../nodes/WhatsAppBusinessCloud/actions/run/progress';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

function context() {
	const seen = { logged: [] as string[], shown: [] as string[], hints: [] as Array<{ message: string }> };
	const fake = {
		getNode: () => ({ name: 'Send campaign' }),
		getWorkflow: () => ({ id: 'w1' }),
		getExecutionId: () => '7',
		logger: { info: (line: string) => seen.logged.push(line) },
		sendMessageToUI: (line: string) => seen.shown.push(line),
		addExecutionHints: (hint: { message: string }) => seen.hints.push(hint),
	};
	return { seen, fake: fake as unknown as IExecuteFunctions };
}

const failure = (
	code: number | undefined,
	message: string,
	{ field, reason, ...details }: Partial<ErrorDetails> & { field?: string; reason?: string } = {},
): ItemError => ({
	error: Object.assign(Object.create(NodeOperationError.prototype) as NodeOperationError, {
		message,
		description: 'What to do.\nMore',
	}),
	field,
	reason,
	details: { code, ...details },
});

test('logs the progress of a large run every ten seconds, and its result at the end', async () => {
	const { seen, fake } = context();
	const progress = new Progress(fake, 2000);
	progress.start();
	for (let count = 0; count < 790; count++) progress.done();
	for (let count = 0; count < 8; count++) progress.failed(count, failure(131026, 'x'));
	for (let count = 0; count < 2; count++) progress.failed(count, failure(undefined, 'y', { outcome: 'unknown' }));
	await jest.advanceTimersByTimeAsync(10_600);
	expect(seen.logged).toEqual([
		expect.stringMatching(
			/^WhatsApp 'Send campaign': 790 of 2,000 accepted, 10 failed \(8 x 131026, 2 x unknown outcome\), 1,200 left, 7\d(\.\d)? per second, about 1\d s to go$/,
		),
	]);
	await jest.advanceTimersByTimeAsync(10_500);
	expect(seen.logged[1]).toMatch(/1,200 left, 0 per second$/);
	for (let count = 0; count < 1200; count++) progress.done();
	progress.end();
	expect(seen.logged[2]).toMatch(
		/^WhatsApp 'Send campaign': ended: 1,990 of 2,000 accepted, 10 failed .*, 9\d(\.\d)? per second$/,
	);
	await jest.advanceTimersByTimeAsync(60_000);
	expect(seen.logged).toHaveLength(3);
	expect(seen.shown).toEqual(seen.logged);
	expect(jest.getTimerCount()).toBe(0);
});

test('logs nothing for a small run', async () => {
	const { seen, fake } = context();
	const progress = new Progress(fake, 500);
	progress.start();
	await jest.advanceTimersByTimeAsync(30_000);
	progress.end();
	expect(seen.logged).toEqual([]);
});

test('groups failures by code, most frequent first, and ignores differences between items', () => {
	const { fake } = context();
	const progress = new Progress(fake, 10);
	progress.failed(
		1,
		failure(undefined, "'Message' is empty [item 1]", { field: 'Message', reason: "'Message' is empty" }),
	);
	progress.failed(2, failure(131049, 'a', { class: 'later', after: '2026-01-02T00:00:00.000Z' }));
	progress.failed(3, failure(131049, 'a', { class: 'later', after: '2026-01-03T00:00:00.000Z' }));
	progress.failed(4, failure(131049, 'a', { class: 'later', after: '2026-01-01T00:00:00.000Z' }));
	progress.failed(
		5,
		failure(undefined, "'Message' is empty [item 5]", { field: 'Message', reason: "'Message' is empty" }),
	);
	progress.failed(6, failure(131048, 'Not sent: x', { outcome: 'notSent' }));
	progress.done(true);
	expect(progress.summary().json.summary).toMatchObject({
		text: "0 accepted, 1 with unknown outcome, 6 not sent: 3 x a (131049); 2 x 'Message' is empty; 1 x Not sent: x (131048)",
		items: 10,
		accepted: 0,
		failed: 6,
		skipped: 1,
		unknown: 1,
		left: 3,
		failures: [
			{ count: 3, code: 131049, class: 'later', after: '2026-01-03T00:00:00.000Z', items: [2, 3, 4] },
			{ count: 2, reason: "'Message' is empty", advice: 'What to do.', items: [1, 5] },
			{ count: 1, code: 131048, outcome: 'notSent', items: [6] },
		],
	});
});

test('says in one sentence how many messages were not sent, and why', () => {
	const { fake } = context();
	const progress = new Progress(fake, 3000);
	for (let count = 0; count < 2989; count++) progress.done();
	const empty = (field: string) =>
		failure(undefined, `'${field}' is empty [item 1]`, { field, reason: `'${field}' is empty` });
	for (let count = 0; count < 5; count++) progress.failed(count, empty('Recipient'));
	for (let count = 0; count < 6; count++) progress.failed(count, empty('{{1}}'));
	const text = "2,989 accepted, 11 not sent: 6 x '{{1}}' is empty; 5 x 'Recipient' is empty";
	expect(progress.summary().json.summary).toMatchObject({ text });
	expect(progress.toMessage(100)).toBe(`Send campaign: 100% of 3,000 messages finished. ${text}`);
});

test('lists no reasons in the summary text for messages with an unknown outcome', () => {
	const progress = new Progress(context().fake, 2);
	progress.done();
	progress.failed(1, failure(undefined, 'y', { outcome: 'unknown' }));
	expect(progress.summary().json.summary).toMatchObject({ text: '1 accepted, 1 with unknown outcome' });
	expect(progress.percent).toBe(100);
});

test('keeps the summary small with 100,000 different reasons', () => {
	const { seen, fake } = context();
	const progress = new Progress(fake, 100_000);
	for (let count = 0; count < 100_000; count++) progress.failed(count, failure(undefined, `<b>reason</b> ${count}`));
	progress.logLongRunHint();
	expect(seen.hints[0].message.length).toBeLessThan(1000);
	expect(seen.hints[0].message).not.toMatch(/[<>]/);
	expect(JSON.stringify(progress.summary()).length).toBeLessThan(20_000);
});
