import type { IWebhookFunctions } from 'n8n-workflow';
import { RejectionLog } from '../../../nodes/WhatsAppBusinessCloud/webhooks/rejectionLog';

/** A node with its own log lines. */
function nodeWith(id: string) {
	const lines: string[] = [];
	const context = {
		getNode: () => ({ id, name: 'Trigger' }),
		getWorkflow: () => ({ id: 'workflow' }),
		logger: { warn: (line: string) => lines.push(line) },
	} as unknown as IWebhookFunctions;
	return { context, lines };
}

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

test('logs the first rejection at once, and those of the next minute in one line with counts', () => {
	const log = new RejectionLog('webhook');
	const { context, lines } = nodeWith('1');
	log.record(context, { status: 401, reason: 'not signed' });
	expect(lines).toEqual(['Trigger: a request to the webhook was answered with 401: not signed']);
	for (let count = 0; count < 999; count++) log.record(context, { status: 401, reason: 'not signed' });
	log.record(context, { status: 403, reason: 'wrong token' });
	jest.setSystemTime(1_059_999);
	log.flush(context);
	expect(lines).toHaveLength(1);
	jest.setSystemTime(1_060_000);
	log.flush(context);
	expect(lines.slice(1)).toEqual([
		'Trigger: 1000 more requests to the webhook within 60 seconds were answered: 999 with 401: not signed; 1 with 403: wrong token',
	]);
	log.flush(context);
	expect(lines).toHaveLength(2);
});

test('logs one line a minute during continuous rejections', () => {
	const log = new RejectionLog('webhook');
	const { context, lines } = nodeWith('1');
	for (let second = 0; second <= 300; second++) {
		jest.setSystemTime(1_000_000 + second * 1000);
		log.record(context, { status: 401, reason: 'not signed' });
	}
	expect(lines).toEqual([
		'Trigger: a request to the webhook was answered with 401: not signed',
		...Array<string>(5).fill(
			'Trigger: 60 more requests to the webhook within 60 seconds were answered: 60 with 401: not signed',
		),
	]);
});

test('logs a rejection after a quiet minute like the first one', () => {
	const log = new RejectionLog('endpoint');
	const { context, lines } = nodeWith('1');
	for (const now of [1_000_000, 1_060_000]) {
		jest.setSystemTime(now);
		log.record(context, { status: 432, reason: 'not signed' });
	}
	expect(lines).toEqual(Array(2).fill('Trigger: a request to the endpoint was answered with 432: not signed'));
});

test('counts separately for each node', () => {
	const log = new RejectionLog('webhook');
	const [one, other] = [nodeWith('1'), nodeWith('2')];
	for (const { context } of [one, one, other]) log.record(context, { status: 401, reason: 'not signed' });
	expect([one.lines.length, other.lines.length]).toEqual([1, 1]);
});

test('counts ten reasons separately and all others together', () => {
	const log = new RejectionLog('endpoint');
	const { context, lines } = nodeWith('1');
	for (let size = 0; size < 1000; size++) log.record(context, { status: 421, reason: `it has ${size} bytes` });
	jest.setSystemTime(1_060_000);
	log.flush(context);
	const reasons = [...Array(10).keys()].map((at) => `1 with 421: it has ${at + 1} bytes`);
	expect(lines[1]).toBe(
		`Trigger: 999 more requests to the endpoint within 60 seconds were answered: ${reasons.join('; ')}; 989 for other reasons`,
	);
});
