import type { INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';
import nock from 'nock';
import { accepted, acceptedHint, metaError, sent, textMessage } from './fixtures';
import { GRAPH, PHONE, runNode, type RunOptions } from './harness';

const PATH = `/v25.0/${PHONE}/messages`;
const BINARY = { data: { data: 'aGk=', mimeType: 'text/plain' } };
const row = { name: 'Ann', phone: '49151000', text: 'Hi' };
const out = sent('49151000', 'wamid.1');

const acceptOne = () => nock(GRAPH).post(PATH).reply(200, accepted('49151000', 'wamid.1'));

const send = async (json: INodeExecutionData['json'], extra: INodeParameters = {}, more: Partial<RunOptions> = {}) =>
	await runNode({
		parameters: textMessage({ includeInputFields: true, ...extra }),
		input: [{ json }],
		...more,
	});

const hintsOf = (ended: IRun): unknown =>
	(ended.data.resultData.runData.WhatsApp.at(-1) as unknown as { hints: unknown }).hints;

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
});
afterAll(() => nock.enableNetConnect());

test('outputs the fields of the input beside those of the message by default, without the files of the input', async () => {
	acceptOne();
	const { includeInputFields: _omitted, ...parameters } = textMessage();
	const { output } = await runNode({ parameters, input: [{ json: row, binary: BINARY }] });
	expect(output).toEqual([{ json: { ...row, ...out }, pairedItem: { item: 0 } }]);
});

test('outputs the fields of the input of Send Template too', async () => {
	acceptOne();
	const { output } = await runNode({
		parameters: {
			resource: 'message',
			operation: 'sendTemplate',
			phoneNumberId: PHONE,
			recipientPhoneNumber: '={{ $json.phone }}',
			template: 'hello_world|en_US',
		},
		input: [{ json: row }],
	});
	expect(output).toEqual([{ json: { ...row, ...out }, pairedItem: { item: 0 } }]);
});

test("outputs the message's field when the input has one of the same name", async () => {
	acceptOne();
	const { output } = await send({ ...row, to: 'Annette', status: 'new', messageId: 7 });
	expect(output?.[0].json).toEqual({ ...row, ...out });
});

describe('an event of the trigger', () => {
	const base = { kind: 'message', field: 'messages', from: '49151000', text: 'Do you have it?', type: 'text' };
	const message = { ...base, phone: '49151000', message: { type: 'text' }, messageId: 'wamid.0' };
	const status = { ...row, kind: 'status', field: 'messages', status: 'failed', error: 'x', value: { id: 'wamid.0' } };

	test.each<[string, INodeExecutionData['json']]>([
		['a message', message],
		['a status with an error', status],
		['a message with a field that a step in between added', { ...message, customer: 7 }],
	])('is output as received: %s', async (_name, json) => {
		acceptOne();
		const { output } = await send(json, { textBody: 'Yes' });
		expect(output).toEqual([{ json: { ...out, received: json }, pairedItem: { item: 0 } }]);
	});

	test('stays there after a second message', async () => {
		acceptOne();
		const earlier = { phone: '49151000', ...sent('49151', 'wamid.0'), received: message };
		const { output } = await send(earlier, { textBody: 'Yes' });
		expect(output?.[0].json).toEqual({ phone: '49151000', ...out, received: message });
	});

	test.each<[string, INodeExecutionData['json']]>([
		['kind and field', { ...row, kind: 'shoe', field: 'left' }],
		['a message as text', { ...row, kind: 'shoe', field: 'left', message: 'Hi' }],
	])('is not a row of a list with %s', async (_name, json) => {
		acceptOne();
		expect((await send(json)).output?.[0].json).toEqual({ ...json, ...out });
	});
});

test('adds the fields of the input to the raw response and to the requests of a dry run', async () => {
	acceptOne();
	expect((await send(row, { simplify: false })).output?.[0].json).toEqual({
		...row,
		...accepted('49151000', 'wamid.1'),
	});
	expect((await send(row, { options: { dryRun: true } })).output?.[0].json).toEqual({
		...row,
		dryRun: true,
		requests: [
			{
				method: 'POST',
				url: `${GRAPH}${PATH}`,
				body: { messaging_product: 'whatsapp', to: '+49151000', type: 'text', text: { body: 'Hi' } },
			},
		],
	});
});

test('outputs only the message when Include Input Fields is off, evaluated for each item', async () => {
	acceptOne();
	acceptOne();
	const input = [{ json: { ...row, wanted: false } }, { json: { ...row, wanted: 'true' } }];
	const { output } = await send({}, { includeInputFields: '={{ $json.wanted }}' }, { input });
	expect(output?.map(({ json }) => json)).toEqual([out, { ...row, wanted: 'true', ...out }]);
});

test('rejects a value of Include Input Fields that is neither true nor false', async () => {
	const { error } = await send(row, { includeInputFields: '={{ "perhaps" }}' });
	expect(error.message).toMatch(/^'Include Input Fields' is neither true nor false/);
});

test('keeps input and error of a failed item as they are when Include Input Fields is off', async () => {
	const failing = async (includeInputFields: boolean) => {
		nock(GRAPH).post(PATH).reply(400, metaError(131026, 'Undeliverable'));
		const { output } = await send(row, { includeInputFields }, { node: { onError: 'continueRegularOutput' } });
		return output;
	};
	const [off, on] = [await failing(false), await failing(true)];
	expect(off).toEqual(on);
	expect(off?.[0].json).toMatchObject({ ...row, errorDetails: { code: 131026 } });
});

test('leaves out the error of an earlier node, so that Retry On Fail does not send an accepted message again', async () => {
	acceptOne();
	const { output, run } = await send(
		{ ...row, error: 'The message cannot be delivered', errorDetails: { code: 131026 } },
		{},
		{ node: { onError: 'continueRegularOutput', retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
	);
	expect(run.status).toBe('success');
	expect(output).toEqual([{ json: { ...row, ...out }, pairedItem: { item: 0 } }]);
});

test('lists accepted items in the error of a stopped run without the fields of their input', async () => {
	acceptOne();
	nock(GRAPH).post(PATH).reply(400, metaError(131026, 'Undeliverable'));
	const input = [{ json: row }, { json: row }];
	const { error } = await send({}, {}, { input });
	expect(error.context.accepted).toEqual([{ item: 0, result: out }]);
});

describe('hint that accepted does not mean delivered', () => {
	test('appears once after a manual run', async () => {
		acceptOne();
		acceptOne();
		expect(hintsOf((await send({}, {}, { input: [{ json: row }, { json: row }] })).run)).toEqual([acceptedHint]);
	});

	test('does not appear after a dry run, nor when nothing was accepted', async () => {
		expect(hintsOf((await send(row, { options: { dryRun: true } })).run)).toEqual([]);
		nock(GRAPH).post(PATH).reply(400, metaError(131026, 'Undeliverable'));
		const { run } = await send(row, {}, { node: { onError: 'continueRegularOutput' } });
		expect(hintsOf(run)).toEqual([]);
	});
});
