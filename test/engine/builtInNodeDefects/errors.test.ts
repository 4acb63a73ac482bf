import nock from 'nock';
import { metaError, textMessage } from '../fixtures';
import { runNode } from '../harness';
import { meta, type Sent } from './meta';

// The built-in node shows n8n's generic message and hides Meta's details, code and trace ID. A body that is not JSON
// causes a TypeError. One rejected item discards the results of accepted ones, and Retry On Fail sends them all again.

const items = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ json: { phone: `4915100${n}`, text: `text ${n}`, row: n } }));
/** Rejects messages to this recipient. */
const rejectRecipient = (phone: string) => (sent: Sent) =>
	sent.body.to === `+${phone}`
		? { status: 400, body: metaError(131047, 'Re-engagement message', 'More than 24 hours') }
		: undefined;

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test.each([
	[
		400,
		131047,
		'Re-engagement message',
		'More than 24 hours have passed since the recipient last wrote',
		'Send an approved template message; a reply opens a new 24-hour window.',
	],
	[
		400,
		131030,
		'Recipient phone number not in allowed list',
		"The recipient is not in the test number's list of allowed numbers",
		'Add the recipient under App Dashboard',
	],
	[400, 99999999, 'Something new', 'Something new', "Follow Meta's message"],
])(
	'reports HTTP %i, code %i (%s) with details, code, trace ID and advice',
	async (status, code, message, headline, advice) => {
		meta(() => ({ status, body: metaError(code, `(#${code}) ${message}`, 'What Meta has to say about it') }));
		const { error } = await runNode({ parameters: textMessage(), input: items(1) });
		expect(error.message).toBe(headline);
		expect(error.description).toContain('What Meta has to say about it');
		expect(error.description).toContain(advice);
		expect(error.description).toContain(`Meta code ${code}, HTTP ${status}, trace ID TRACE1`);
		expect(error.context).toMatchObject({ metaCode: code, fbtraceId: 'TRACE1', itemIndex: 0 });
		expect(error.httpCode).toBe(String(code));
	},
);

test('reports an expired token after one request', async () => {
	const { sent } = meta(() => ({
		status: 401,
		body: {
			error: {
				message: 'Error validating access token',
				type: 'OAuthException',
				code: 190,
				error_subcode: 463,
				fbtrace_id: 'TRACE1',
			},
		},
	}));
	const { error } = await runNode({ parameters: textMessage(), input: items(1) });
	expect(error.description).toContain('Meta code 190, subcode 463, HTTP 401, trace ID TRACE1');
	expect(error.message).toMatch(/token/i);
	expect(sent).toHaveLength(1);
});

test.each([
	['a web page', 400, '<!doctype html><html><title>Bad Request</title></html>', 'Title of the page: Bad Request'],
	['an empty response', 400, '', 'The response was empty'],
	['a truncated response', 400, '{"error": {"mess', 'The response was incomplete'],
	['JSON of another format', 403, { denied: true }, "The response does not have the format of Meta's responses"],
])('reports %s in place of an error body', async (_name, status, body, expected) => {
	meta(() => ({ status, body }));
	const { error } = await runNode({ parameters: textMessage(), input: items(1) });
	expect([error.message, error.description].join('\n')).toContain(expected);
	expect(error.description).toContain(`HTTP ${status}`);
	expect(error.name).toBe('NodeApiError');
	expect(error.message).not.toMatch(/undefined|TypeError|Cannot read/);
});

test("keeps Meta's error message of an HTTP 500", async () => {
	meta(() => ({ status: 500, body: metaError(131000, '(#131000) Something went wrong', 'Details of the failure') }));
	const { error } = await runNode({ parameters: textMessage({ network: { maxRetries: 0 } }), input: items(1) });
	expect(error.description).toContain('Details of the failure');
	expect(error.description).toContain('Meta code 131000, HTTP 500, trace ID TRACE1');
});

test('reports the same details for media operations', async () => {
	meta(() => ({ status: 400, body: metaError(100, '(#100) Invalid parameter', 'No such media') }));
	const { error } = await runNode({ parameters: { resource: 'media', operation: 'mediaUrlGet', mediaGetId: '1' } });
	expect(error.description).toContain('No such media');
	expect(error.context).toMatchObject({ metaCode: 100, fbtraceId: 'TRACE1' });
});

test('keeps the results of the other nine items when one of ten is rejected', async () => {
	meta(rejectRecipient('49151003'));
	const { output } = await runNode({
		parameters: textMessage(),
		input: items(10),
		node: { onError: 'continueRegularOutput' },
	});
	expect(output).toHaveLength(10);
	const ids = output?.map(({ json }) => json.messageId);
	expect(ids?.filter((id) => id !== undefined)).toHaveLength(9);
	expect(ids?.[3]).toBeUndefined();
});

test('lists the accepted items in the error when a rejected item stops the workflow', async () => {
	const { messages } = meta(rejectRecipient('49151009'), 20);
	const { error, run } = await runNode({ parameters: textMessage(), input: items(10) });
	expect(run.status).toBe('error');
	const results = error.context.accepted as Array<{ item: number; result: { messageId: string } }>;
	expect(results.map(({ item }) => item)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
	expect(results.every(({ result }) => result.messageId.startsWith('wamid.'))).toBe(true);
	expect(messages()).toHaveLength(10);
});

test.each([undefined, 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'sends no accepted message twice with Retry On Fail (onError: %s)',
	async (onError) => {
		let isRejected = false;
		const { messages } = meta((sent) => {
			const rejection = isRejected ? undefined : rejectRecipient('49151000')(sent);
			if (rejection) isRejected = true;
			return rejection;
		});
		const { output } = await runNode({
			parameters: textMessage(),
			input: items(10),
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0, ...(onError && { onError }) },
		});
		const counts = items(10).map(({ json }) => messages().filter((sent) => sent.to === `+${json.phone}`).length);
		expect(counts).toEqual([2, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
		expect(output?.map(({ json }) => json.error)).toEqual(Array(10).fill(undefined));
		expect(output?.map(({ pairedItem }) => pairedItem)).toEqual(items(10).map((_, item) => ({ item })));
	},
);

test('follows Retry-After from Meta without any setting', async () => {
	const { messages } = meta((_sent, count) =>
		count === 1
			? { status: 429, body: metaError(130429, 'Rate limit hit'), headers: { 'retry-after': '0' } }
			: undefined,
	);
	const { output } = await runNode({ parameters: textMessage(), input: items(1) });
	expect(messages()).toHaveLength(2);
	expect(output?.[0].json.messageId).toBe('wamid.2');
});

test('keeps the input of a failed item and its pairing', async () => {
	meta(rejectRecipient('49151001'));
	const binary = { data: { data: 'aGk=', mimeType: 'text/plain', fileName: 'hi.txt' } };
	const input = items(3).map((item) => ({ ...item, binary }));
	const { output } = await runNode({ parameters: textMessage(), input, node: { onError: 'continueRegularOutput' } });
	expect(output?.[1].json).toMatchObject({
		...input[1].json,
		error: 'More than 24 hours have passed since the recipient last wrote',
		errorDetails: { code: 131047, traceId: 'TRACE1', httpCode: '400' },
	});
	// n8n's panel displays HTML, items are text.
	expect(output?.[1].json.errorDetails).toHaveProperty(
		'description',
		expect.stringMatching(/\nMore about this code: https:\S+\/docs\/errors\.md#131047$/),
	);
	expect(output?.[1].binary).toEqual(binary);
	expect(output?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
});

test('accepts a number as phone number, and reports a missing one', async () => {
	const { messages } = meta();
	const { output } = await runNode({
		parameters: textMessage(),
		input: [{ json: { phone: 4915123456, text: 'x' } }, { json: { text: 'x' } }],
		node: { onError: 'continueRegularOutput' },
	});
	expect(messages().map((sent) => sent.to)).toEqual(['+4915123456']);
	expect(output?.[1].json.error).toBe("'Recipient' is empty [item 1]");
});
