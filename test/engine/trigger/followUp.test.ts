import 'reflect-metadata';
// Before n8n-core, whose HTTP client keeps what it finds when it loads.
import nock from 'nock';
import { createHash } from 'node:crypto';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type { IBinaryData, IDataObject, INode, INodeExecutionData, INodeTypes, IRunExecutionData } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { WhatsAppBusinessCloudApi } from '../../../credentials/WhatsAppBusinessCloudApi.credentials';
import { WhatsAppBusinessCloudTrigger } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloudTrigger.node';
import { toOutput } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/output';
import type { Output } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/settings';
import { message, messagesChange, PHONE, read, statusesChange, text, type Json } from '../../unit/trigger/payloads';
import { TestCredentialsHelper } from '../credentials';
import { credential, GRAPH, openBinaryStore, readStored, TOKEN } from '../harness';

const nodeType = new WhatsAppBusinessCloudTrigger();
const nodeTypes = { getByName: () => nodeType, getByNameAndVersion: () => nodeType, getKnownTypes: () => ({}) } as unknown as INodeTypes;

/** Runs the trigger in an execution that its webhook started. */
async function run(items: IDataObject[], options: IDataObject, hasCredential = true): Promise<INodeExecutionData[]> {
	const node: INode = {
		id: 't',
		name: 'WhatsApp Trigger',
		type: 'test.trigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: { updates: ['messages'], options } as INode['parameters'],
		credentials: hasCredential ? { whatsAppBusinessCloudApi: { id: '1', name: 'Test' } } : {},
	};
	const workflow = new Workflow({ id: 'wf', nodes: [node], connections: {}, nodeTypes, active: true });
	const additional = {
		executionId: '1',
		hooks: new ExecutionLifecycleHooks('webhook', '1', { id: 'wf' } as never),
		variables: {},
		currentNodeExecutionIndex: 0,
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
		setExecutionStatus: () => {},
		credentialsHelper: new TestCredentialsHelper({ whatsAppBusinessCloudApi: new WhatsAppBusinessCloudApi() }, { whatsAppBusinessCloudApi: credential }),
	};
	const data = {
		startData: {},
		resultData: { runData: {} },
		executionData: {
			contextData: {},
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: null,
			nodeExecutionStack: [{ node, data: { main: [items.map((json) => ({ json }))] }, source: null }],
		},
	};
	const done = await new WorkflowExecute(additional as never, 'webhook', data as unknown as IRunExecutionData).processRunExecutionData(workflow);
	expect(done.data.resultData.error).toBeUndefined();
	return done.data.resultData.runData[node.name][0].data?.main[0] ?? [];
}

const itemsOf = (output: Output, ...changes: Json[]): IDataObject[] => toOutput(read(...changes), output);
const photo = (id: string, media: string, rest: Json = {}): Json => message({ id, type: 'image', image: { id: media, caption: 'Look', mime_type: 'image/jpeg' }, ...rest });
const api = (): nock.Scope => nock(GRAPH, { reqheaders: { authorization: `Bearer ${TOKEN}` } });
const accepted = { success: true };

/** Meta's two answers for a file. */
function serve(id: string, content: Buffer, described: Json = {}): void {
	const url = `https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=${id}`;
	api()
		.get(`/v25.0/${id}`)
		.reply(200, { url, mime_type: 'image/jpeg', sha256: createHash('sha256').update(content).digest('hex'), file_size: content.length, id, messaging_product: 'whatsapp', ...described });
	nock('https://lookaside.fbsbx.com').get(`/whatsapp_business/attachments/?mid=${id}`).reply(200, content, { 'content-type': 'image/jpeg' });
}

beforeAll(openBinaryStore);
beforeEach(() => nock.disableNetConnect());
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});
afterEach(() => {
	const pending = nock.pendingMocks();
	nock.cleanAll();
	expect(pending).toEqual([]);
});

test('nothing asked for: the items go on as they are', async () => {
	const items = itemsOf('events', messagesChange(text('a'), photo('wamid.2', '11')));
	expect((await run(items, {}, false)).map(({ json, binary }) => [json, binary])).toEqual(items.map((json) => [json, undefined]));
});

describe('mark as read', () => {
	test('the newest message of each person, one call each', async () => {
		const body = (message_id: string): Json => ({ messaging_product: 'whatsapp', status: 'read', message_id });
		api().post(`/v25.0/${PHONE}/messages`, body('wamid.2') as never).reply(200, accepted);
		api().post(`/v25.0/${PHONE}/messages`, body('wamid.3') as never).reply(200, accepted);
		const other = text('c', { id: 'wamid.3', from: '1', from_user_id: 'US.1' });
		const grouped = text('d', { id: 'wamid.4', group_id: 'G1' });
		await run(itemsOf('events', messagesChange(text('a'), text('b', { id: 'wamid.2' }), other, grouped), statusesChange({ id: 'w', status: 'read' })), { markAsRead: true });
	});

	test.each<[Output]>([['events'], ['bundle'], ['raw']])('and typing, with output %s', async (output) => {
		api()
			.post(`/v25.0/${PHONE}/messages`, { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.1', typing_indicator: { type: 'text' } })
			.reply(200, accepted);
		await run(itemsOf(output, messagesChange(text('a'))), { showTyping: true });
	});

	test('does not lose the message when Meta refuses', async () => {
		api().post(`/v25.0/${PHONE}/messages`).reply(400, { error: { message: '(#100) Invalid parameter', type: 'OAuthException', code: 100, error_data: { details: 'Message ID is too old' } } });
		const [{ json }] = await run(itemsOf('events', messagesChange(text('a'))), { markAsRead: true });
		expect(json).toMatchObject({ event: 'message', text: 'a' });
		expect(json.markAsReadError).toContain('Message ID is too old');
	});

	test('never for old messages', async () => {
		await run(itemsOf('events', { field: 'history', value: { metadata: { phone_number_id: PHONE }, messages: [photo('wamid.1', '11')] } }), { markAsRead: true, downloadMedia: true });
	});
});

describe('download media', () => {
	const file = Buffer.from('a photo of a cat');

	test.each<[Output]>([['events'], ['bundle'], ['raw']])('into binary data, with output %s', async (output) => {
		serve('11', file);
		const [{ json, binary }] = await run(itemsOf(output, messagesChange(photo('wamid.1', '11'))), { downloadMedia: true });
		expect(Object.keys(binary ?? {})).toEqual(['data']);
		const { data } = binary as { data: IBinaryData };
		expect([await readStored(data), data.mimeType]).toEqual([file, 'image/jpeg']);
		expect(JSON.stringify(json)).not.toContain('mediaError');
	});

	test('each to its own item, several of one item side by side', async () => {
		serve('11', file);
		serve('12', Buffer.from('another'));
		const changes = messagesChange(photo('wamid.1', '11'), text('b', { id: 'wamid.2' }), photo('wamid.3', '12'));
		const each = await run(itemsOf('events', changes), { downloadMedia: true, mediaField: 'photo' });
		expect(each.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([['photo'], [], ['photo']]);

		serve('11', file);
		serve('12', Buffer.from('another'));
		const [bundle] = await run(itemsOf('bundle', changes), { downloadMedia: true });
		expect(Object.keys(bundle.binary ?? {}).sort()).toEqual(['data', 'data_1']);
	});

	test('a file that is too large is not fetched, and the message says so', async () => {
		api().get('/v25.0/11').reply(200, { url: 'https://lookaside.fbsbx.com/x', file_size: 3 * 1024 * 1024, id: '11' });
		const [{ json, binary }] = await run(itemsOf('events', messagesChange(photo('wamid.1', '11'))), { downloadMedia: true, maxFileSize: 2 });
		expect([json.caption, json.mediaError, binary]).toEqual(['Look', "The file has 3.0 MB; 'Largest File' allows 2.0 MB", undefined]);
	});

	test('one that fails costs neither its message nor the others', async () => {
		api().get('/v25.0/11').reply(404, { error: { message: 'Unsupported get request', type: 'GraphMethodException', code: 100, error_subcode: 33 } });
		serve('12', file);
		const [first, second] = await run(itemsOf('events', messagesChange(photo('wamid.1', '11'), photo('wamid.2', '12'))), { downloadMedia: true });
		expect(first.json).toMatchObject({ messageId: 'wamid.1', mediaId: '11', mediaError: expect.any(String) as string });
		expect(String(first.json.mediaError)).not.toContain(TOKEN);
		expect([first.binary, Object.keys(second.binary ?? {}), second.json.mediaError]).toEqual([undefined, ['data'], undefined]);
	});

	test('without the credential, the message says so', async () => {
		const [{ json }] = await run(itemsOf('events', messagesChange(photo('wamid.1', '11'))), { downloadMedia: true }, false);
		expect([json.messageId, typeof json.mediaError]).toEqual(['wamid.1', 'string']);
	});
});
