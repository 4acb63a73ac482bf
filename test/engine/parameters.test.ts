import { Workflow } from 'n8n-workflow';
import type { INodeExecutionData } from 'n8n-workflow';
import { textMessage } from './fixtures';
import { runNode } from './harness';

const dryRun = { options: { dryRun: true } };
const keepGoing = { onError: 'continueRegularOutput' } as const;

const texts = (output: INodeExecutionData[] | undefined) =>
	output?.map(
		({ json }) => (json.requests as Array<{ body: { text: { body: string } } }>)?.[0].body.text.body ?? json.error,
	);

/** Plain values, and values that n8n converts in its own manner, ordered so that both kinds come first once. */
const names: unknown[] = ['Ada', 7, null, true, ['x', 'y'], '', '={{ 1 + 1 }}', { first: 'Ada' }, 'Bob', undefined];

const run = async (textBody: string, values: unknown[]) =>
	await runNode({
		parameters: textMessage({ textBody, ...dryRun }),
		node: keepGoing,
		input: values.map((name) => ({ json: { phone: '49151000', name } as INodeExecutionData['json'] })),
	});

test.each([
	['={{ $json.name }}', '={{ ($json.name) }}'],
	['=Hello {{ $json.name }}!', '=Hello {{ ($json.name) }}!'],
	['=Hello {{ $json["name"] }}, {{ $json.phone }}', '=Hello {{ ($json["name"]) }}, {{ ($json.phone) }}'],
])("%s resolves to the same values as n8n's own evaluation, for each item", async (plain, evaluated) => {
	for (const values of [names, [...names].reverse()]) {
		const filled = texts((await run(plain, values)).output);
		expect(filled).toHaveLength(values.length);
		expect(filled).toEqual(texts((await run(evaluated, values)).output));
	}
});

test('evaluates an expression that only reads item values once', async () => {
	const { expression } = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes: {} as never });
	const engine = Object.getPrototypeOf(expression) as { resolveSimpleParameterValue: (value: unknown) => unknown };
	const evaluated = jest.spyOn(engine, 'resolveSimpleParameterValue');
	const { output } = await run(
		'=Hello {{ $json.name }}',
		Array.from({ length: 50 }, (_unused, index) => `person ${index}`),
	);
	expect(texts(output)).toEqual(Array.from({ length: 50 }, (_unused, index) => `Hello person ${index}`));
	expect(evaluated.mock.calls.filter(([value]) => value === '=Hello {{ $json.name }}')).toHaveLength(1);
	evaluated.mockRestore();
});

const toRecipient = async (value: string, phones: unknown[]) => {
	const { output } = await runNode({
		parameters: textMessage({ recipientPhoneNumber: { __rl: true, mode: 'id', value }, textBody: 'x', ...dryRun }),
		node: keepGoing,
		input: phones.map((phone) => ({ json: { phone } as INodeExecutionData['json'] })),
	});
	return output?.map(
		({ json }) => (json.requests as Array<{ body: { to: string } }> | undefined)?.[0].body.to ?? json.error,
	);
};

test('a field with a list resolves to the same values, for each item', async () => {
	const phones = ['+49151000', 49151001, null, '', ['+49151002'], '+49151003', undefined, '+49151004'];
	for (const values of [phones, [...phones].reverse()]) {
		const filled = await toRecipient('={{ $json.phone }}', values);
		expect(filled).toContain('+49151004');
		expect(filled).toEqual(await toRecipient('={{ ($json.phone) }}', values));
	}
});

test('evaluates the expression of a field with a list once', async () => {
	const { expression } = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes: {} as never });
	const engine = Object.getPrototypeOf(expression) as { resolveSimpleParameterValue: (value: unknown) => unknown };
	const evaluated = jest.spyOn(engine, 'resolveSimpleParameterValue');
	const phones = Array.from({ length: 50 }, (_unused, index) => `+491510${index}`);
	expect(await toRecipient('={{ $json.phone }}', phones)).toEqual(phones);
	expect(evaluated.mock.calls.filter(([value]) => value === '={{ $json.phone }}')).toHaveLength(1);
	evaluated.mockRestore();
});

const atRate = async (messagesPerSecond: number | string) =>
	await runNode({
		parameters: textMessage({ textBody: 'x', options: { dryRun: true }, largeRuns: { messagesPerSecond } as never }),
		input: [{ json: { phone: '49151000' } }],
	});

test.each([
	[0.0001, "'Messages per Second' is too low: 0.0001"],
	['0.09', "'Messages per Second' is too low: 0.09"],
	[-1, "'Messages per Second' must be a number, 0 or more"],
])('rejects %p messages per second', async (messagesPerSecond, message) => {
	const { error } = await atRate(messagesPerSecond);
	expect(error.message).toBe(message);
});

test.each([0, 0.1, '0.5'])('accepts %p messages per second', async (messagesPerSecond) => {
	const { output } = await atRate(messagesPerSecond);
	expect(texts(output)).toEqual(['x']);
});
