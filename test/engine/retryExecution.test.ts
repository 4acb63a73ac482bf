import nock from 'nock';
import { accepted, digitsOf, metaError, sent, textMessage } from './fixtures';
import { GRAPH, PHONE, runNode } from './harness';

const input = Array.from({ length: 4 }, (_, n) => ({ json: { phone: `4915100${n}`, text: 'x' } }));

/** Mocks the Graph API: rejects the third recipient while `reject` is set, and records the recipients. */
function graph() {
	const record = { seen: [] as string[], reject: true };
	nock(GRAPH)
		.persist()
		.post(`/v25.0/${PHONE}/messages`)
		.reply(((_uri: string, body: { to: string }) => {
			const to = digitsOf(body.to);
			record.seen.push(to);
			return record.reject && to === '49151002'
				? [400, metaError(131030, 'not allowed')]
				: [200, accepted(to, `wamid.${to}`)];
		}) as never);
	return record;
}

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test('"Retry" in the execution list sends only the messages that were not accepted', async () => {
	const record = graph();
	const { run: failed } = await runNode({ parameters: textMessage(), input });
	expect(failed.status).toBe('error');
	expect([...record.seen].sort()).toEqual(['49151000', '49151001', '49151002', '49151003']);

	record.seen = [];
	record.reject = false;
	const { run, output } = await runNode({ parameters: textMessage(), retryOf: failed });
	expect(run.status).toBe('success');
	expect(record.seen).toEqual(['49151002']);
	expect(output?.map(({ json }) => json)).toEqual(input.map(({ json: { phone } }) => sent(phone, `wamid.${phone}`)));
});

test('"Retry" with a changed text sends it to all recipients', async () => {
	const record = graph();
	const { run: failed } = await runNode({ parameters: textMessage(), input });
	record.seen = [];
	record.reject = false;
	const { output } = await runNode({ parameters: textMessage({ textBody: 'something else' }), retryOf: failed });
	expect([...record.seen].sort()).toEqual(['49151000', '49151001', '49151002', '49151003']);
	expect(output).toHaveLength(4);
});

test('"Retry" sends nothing twice when an expression changes with each evaluation', async () => {
	const record = graph();
	const parameters = textMessage({ textBody: '=It is {{ $now.toMillis() }} {{ Math.random() }}' });
	const { run: failed } = await runNode({ parameters, input });
	record.seen = [];
	record.reject = false;
	const { run } = await runNode({ parameters, retryOf: failed });
	expect(run.status).toBe('success');
	expect(record.seen).toEqual(['49151002']);
});

test('"Retry" with other Options sends nothing twice', async () => {
	const record = graph();
	const { run: failed } = await runNode({ parameters: textMessage(), input });
	record.seen = [];
	record.reject = false;
	await runNode({ parameters: textMessage({ largeRuns: { parallel: 2 } }), retryOf: failed });
	expect(record.seen).toEqual(['49151002']);
});
