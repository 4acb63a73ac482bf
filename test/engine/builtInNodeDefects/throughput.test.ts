import nock from 'nock';
import type { INodeProperties } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { metaError, textMessage } from '../fixtures';
import { runNode } from '../harness';
import { meta } from './meta';

// The built-in node starts all items at once, has no setting for rate limit or timeout, and recommends a setting that
// it does not have.

const items = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ json: { phone: `49151${10_000 + n}`, text: 'x' } }));

const optionNames = (): string[] => {
	const collections = new WhatsAppBusinessCloud().description.properties.filter(
		({ name, displayOptions }) =>
			['options', 'largeRuns', 'network'].includes(name) && displayOptions?.show?.operation?.includes('send'),
	);
	return collections.flatMap(({ options }) => (options as INodeProperties[]).map(({ displayName }) => displayName));
};

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test('limits the concurrent requests of a large run', async () => {
	const { sent, most } = meta(undefined, 400);
	const { output } = await runNode({
		parameters: textMessage({ largeRuns: { messagesPerSecond: 0 } }),
		input: items(120),
	});
	expect(output).toHaveLength(120);
	expect(sent).toHaveLength(120);
	expect(most()).toBeGreaterThan(10);
	expect(most()).toBeLessThanOrEqual(50);
}, 120_000);

test('keeps to the default limit of 80 messages per second', async () => {
	const { sent } = meta();
	const started = Date.now();
	await runNode({ parameters: textMessage(), input: items(81) });
	expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(81);
	expect(Date.now() - started).toBeGreaterThanOrEqual(1000);
}, 120_000);

test('offers options for rate limit, parallel requests, retries and timeout', () => {
	expect(optionNames()).toEqual(
		expect.arrayContaining(['Messages per Second', 'Parallel Requests', 'Retries', 'Timeout']),
	);
});

test.each([
	['by a code', metaError(130429, 'Rate limit hit')],
	['by the status alone', { error: { message: 'Slow down', type: 'OAuthException', code: 999_999, fbtrace_id: 'T' } }],
	['by a page of a proxy', '<html><title>Too many</title></html>'],
])('recommends only existing options after too many requests, reported %s', async (_name, body) => {
	meta(() => ({ status: 429, body }));
	const { error } = await runNode({ parameters: textMessage({ network: { maxRetries: 0 } }), input: items(1) });
	const advised = [...(error.description ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name);
	expect(optionNames()).toEqual(expect.arrayContaining(advised));
	expect(error.description).not.toContain('batching');
});
