import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { BinaryDataService } from 'n8n-core';
import { Container } from '@n8n/di';
import { metaError } from '../fixtures';
import { GRAPH, openBinaryStore, PHONE, runNode, stored } from '../harness';
import { openStore, type FakeDeduplicator } from './fakeDeduplicator';
import { campaign, Meta } from './testEnvironment';

const ANN = '4915100000';
const pdf = (content: string): Buffer => Buffer.from(`%PDF-1.4\n${content}`);
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

let store: FakeDeduplicator;
/** Names of the uploaded files. */
let uploaded: string[];

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
	store = await openStore();
});
beforeEach(() => {
	store.rows = new Map();
	uploaded = [];
	nock(GRAPH)
		.persist()
		.post(`/v25.0/${PHONE}/media`)
		.reply(((_uri: string, body: string) => {
			const text = /^[0-9a-f]+$/.test(body) ? Buffer.from(body, 'hex').toString('latin1') : body;
			uploaded.push(/filename="([^"]*)"/.exec(text)![1]);
			return [200, { id: String(uploaded.length) }];
		}) as never);
});
afterEach(() => {
	jest.restoreAllMocks();
	nock.cleanAll();
});
afterAll(() => nock.enableNetConnect());

/** A new copy in n8n's binary store, with an ID of its own: as in another run. */
const item = async (fileName: string, content: Buffer, mimeType = 'application/pdf'): Promise<INodeExecutionData> => ({
	json: { phone: ANN },
	binary: { data: await stored(content, { fileName, mimeType }) },
});

const inMemory = (fileName: string, content: Buffer): INodeExecutionData => ({
	json: { phone: ANN },
	binary: { data: { fileName, mimeType: 'application/pdf', data: content.toString('base64') } },
});

const DOCUMENT: INodeParameters = { messageType: 'document', mediaPath: 'useMedian8n', mediaPropertyName: 'data' };

const TEMPLATE: INodeParameters = {
	operation: 'sendTemplate',
	templateInput: 'components',
	template: { __rl: true, mode: 'name', value: 'invoice|en_US' },
	components: {
		component: [{ type: 'header', headerParameters: { parameter: [{ type: 'image', imageLink: 'data' }] } }],
	},
};

/** @returns for each item, whether an earlier run sent it */
async function send(input: INodeExecutionData[], form = DOCUMENT): Promise<boolean[]> {
	const { output } = await runNode({
		parameters: campaign({}, form),
		input,
		executionId: String(Math.random()),
		node: { onError: 'continueRegularOutput' },
	});
	return output!.map(({ json }) => json.acceptedEarlier === true);
}

const image = async (name: string, content: string): Promise<INodeExecutionData> =>
	await item(name, Buffer.concat([PNG, Buffer.from(content)]), 'image/png');

test.each<
	[string, INodeParameters, (name: string, content: string) => INodeExecutionData | Promise<INodeExecutionData>]
>([
	['stored files', DOCUMENT, async (name, content) => await item(name, pdf(content))],
	['files in memory', DOCUMENT, (name, content) => inMemory(name, pdf(content))],
	['files in the header of a template', TEMPLATE, image],
])('a campaign tells the %s of one recipient apart', async (_name, form, file) => {
	const meta = new Meta();
	const a = async () => await file('a', 'a');
	const b = async () => await file('b', 'b');
	meta.before = () => (meta.seen.length === 2 ? metaError(131009, 'rejected') : undefined);
	await send([await a(), await b()], form);
	expect(uploaded).toEqual(['a', 'b']);
	expect(await send([await b(), await a()], form)).toEqual([false, true]);
	expect(uploaded).toEqual(['a', 'b', 'b']);
	expect(await send([await b()], form)).toEqual([true]);
	expect(meta.accepted.get(ANN)).toHaveLength(2);
});

test.each([
	['another content of the same size', 'invoice.pdf', pdf('b')],
	['another name', 'reminder.pdf', pdf('a')],
])('a file with %s is another message of a campaign', async (_name, fileName, content) => {
	new Meta();
	await send([await item('invoice.pdf', pdf('a'))]);
	expect(await send([await item(fileName, content)])).toEqual([false]);
});

test('an image with another name is the same message of a campaign: WhatsApp does not show the name', async () => {
	new Meta();
	const form = { ...DOCUMENT, messageType: 'image' };
	await send([await image('tmp-1.png', 'a')], form);
	expect(await send([await image('tmp-2.png', 'a')], form)).toEqual([true]);
});

test('a campaign reads a file once for all of its recipients, and other runs do not read it to tell messages apart', async () => {
	new Meta();
	const one = await item('invoice.pdf', pdf('a'));
	const input = ['4915100000', '4915100001', '4915100002'].map((phone) => ({ ...one, json: { phone } }));
	const opened = jest.spyOn(Container.get(BinaryDataService), 'getAsStream');
	await send(input, { ...DOCUMENT, largeRuns: {} });
	const reads = opened.mock.calls.length;
	opened.mockClear();
	await send(input);
	expect(opened.mock.calls.length).toBe(reads + 1);
	expect(opened.mock.calls.map(([id]) => id)).toEqual(Array(reads + 1).fill(one.binary!.data.id));
});
