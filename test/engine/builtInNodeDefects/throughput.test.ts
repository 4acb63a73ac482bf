import nock from 'nock';
import type { INodeProperties } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { metaError, textMessage } from '../fixtures';
import { runNode } from '../harness';
import { meta } from './meta';

// The built-in node starts every item at once, offers no setting for pace or time-out, and advises one that it does not have.

const items = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ json: { phone: `49151${10_000 + n}`, text: 'x' } }));

const optionNames = (): string[] => {
	const options = new WhatsAppBusinessCloud().description.properties.find(
		({ name, displayOptions }) => name === 'options' && displayOptions?.show?.operation?.includes('send'),
	);
	return (options?.options as INodeProperties[]).map(({ displayName }) => displayName);
};

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test('a large run has a bounded number of requests under way, and many of them', async () => {
	const { sent, most } = meta(undefined, 400);
	const { output } = await runNode({
		parameters: textMessage({ options: { messagesPerSecond: 0 } }),
		input: items(120),
	});
	expect(output).toHaveLength(120);
	expect(sent).toHaveLength(120);
	expect(most()).toBeGreaterThan(10);
	expect(most()).toBeLessThanOrEqual(50);
}, 120_000);

test('without any setting a run keeps to the 80 messages per second of a number', async () => {
	const { sent } = meta();
	const started = Date.now();
	await runNode({ parameters: textMessage(), input: items(81) });
	expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(81);
	expect(Date.now() - started).toBeGreaterThanOrEqual(1000);
}, 120_000);

test('the editor offers pace, parallel requests, retries and time-out', () => {
	expect(optionNames()).toEqual(
		expect.arrayContaining(['Messages per Second', 'Parallel Requests', 'Retries', 'Timeout']),
	);
});

test.each([
	['by a code', metaError(130429, 'Rate limit hit')],
	['by the status alone', { error: { message: 'Slow down', type: 'OAuthException', code: 999_999, fbtrace_id: 'T' } }],
	['by a page of something before Meta', '<html><title>Too many</title></html>'],
])('what is advised about too many requests, told %s, can be set', async (_name, body) => {
	meta(() => ({ status: 429, body }));
	const { error } = await runNode({ parameters: textMessage({ options: { maxRetries: 0 } }), input: items(1) });
	const advised = [...(error.description ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name);
	expect(optionNames()).toEqual(expect.arrayContaining(advised));
	expect(error.description).not.toContain('batching');
});
