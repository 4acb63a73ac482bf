import nock from 'nock';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { ogg } from '../../fixtures/sounds';
import { openBinaryStore, PHONE, runNode, stored } from '../harness';
import { recordGraph } from '../parity/recorder';
import { meta } from './meta';

// The built-in node reads complete files into memory, all at once. It ignores the requested file name, rejects files
// without a name, fails on a binary object, validates nothing, and supports neither voice messages nor downloads.

const send = (messageType: string, extra: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'send',
	phoneNumberId: PHONE,
	recipientPhoneNumber: '49151000',
	messageType,
	mediaPath: 'useMedian8n',
	mediaPropertyName: 'data',
	...extra,
});

const item = async (
	file: { fileName?: string; mimeType: string },
	content: string | Buffer = 'content',
): Promise<INodeExecutionData> => ({
	json: {},
	binary: { data: await stored(Buffer.from(content), file) },
});

const pdf = { fileName: 'bin.pdf', mimeType: 'application/pdf' };

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test('limits the number of parallel uploads in a large run', async () => {
	const { sent, most } = meta(undefined, 200);
	const input = await Promise.all(Array.from({ length: 20 }, async (_, n) => await item(pdf, `file ${n}`)));
	await runNode({ parameters: { resource: 'media', phoneNumberId: PHONE, network: { parallel: 4 } }, input });
	expect(sent).toHaveLength(20);
	expect(most()).toBeGreaterThan(1);
	expect(most()).toBeLessThanOrEqual(4);
}, 30_000);

test('uploads a file for several recipients once', async () => {
	const { sent, messages } = meta();
	const one = await item(pdf);
	const input = Array.from({ length: 5 }, () => one);
	await runNode({ parameters: send('document', { recipientPhoneNumber: '=4915100{{ $itemIndex }}' }), input });
	expect(sent.filter(({ path }) => path.endsWith('/media'))).toHaveLength(1);
	expect(messages().map(({ document }) => document)).toEqual(Array(5).fill({ id: '1001', filename: 'bin.pdf' }));
});

test('uses the requested file name for both upload and message', async () => {
	const graph = recordGraph();
	await runNode({
		parameters: send('document', { additionalFields: { mediaFilename: 'USER.pdf' } }),
		input: [await item(pdf)],
	});
	expect(graph.sent[0].form?.file).toEqual({
		content: 'content',
		fileName: 'USER.pdf',
		contentType: 'application/pdf',
	});
	expect(graph.sent[1].json).toMatchObject({ document: { filename: 'USER.pdf' } });
});

test.each([
	['image', 'image/png'],
	['document', 'application/pdf'],
])('sends a file without a name (%s)', async (messageType, mimeType) => {
	const graph = recordGraph();
	const { run } = await runNode({ parameters: send(messageType), input: [await item({ mimeType })] });
	expect(run.status).toBe('success');
	expect(graph.sent[0].form?.file.fileName).toMatch(/^file/);
});

test.each(['={{ $binary.data }}', '= data '])('accepts %s as binary field', async (mediaPropertyName) => {
	const graph = recordGraph();
	const { error } = await runNode({ parameters: send('document', { mediaPropertyName }), input: [await item(pdf)] });
	expect(error).toBeUndefined();
	expect(graph.sent[0].form?.file).toEqual({ content: 'content', fileName: 'bin.pdf', contentType: 'application/pdf' });
});

test('accepts $binary.data as binary field when n8n keeps files in memory', async () => {
	const graph = recordGraph();
	const file = (content: string) => ({ data: Buffer.from(content).toString('base64'), mimeType: 'application/pdf' });
	const { error } = await runNode({
		parameters: send('document', { mediaPropertyName: '={{ $binary.second }}' }),
		input: [
			{
				json: {},
				binary: { first: { ...file('one'), fileName: '1.pdf' }, second: { ...file('two'), fileName: '2.pdf' } },
			},
		],
	});
	expect(error).toBeUndefined();
	expect(graph.sent[0].form?.file).toEqual({ content: 'two', fileName: '2.pdf', contentType: 'application/pdf' });
});

test("uploads with Meta's name of the media type", async () => {
	const graph = recordGraph();
	await runNode({ parameters: send('image'), input: [await item({ fileName: 'a.jpg', mimeType: 'image/jpg' })] });
	expect(graph.sent[0].form?.type).toEqual({ content: 'image/jpeg' });
	expect(graph.sent[0].form?.file.contentType).toBe('image/jpeg');
});

test.each([
	[
		'image',
		{ fileName: 'a.gif', mimeType: 'image/gif' },
		'GIF89a',
		"The file in 'Input Data Field Name' is of type image/gif, WhatsApp accepts images as JPEG or PNG",
	],
	[
		'image',
		{ fileName: 'a.png', mimeType: 'image/png' },
		Buffer.alloc(5 * 1024 * 1024 + 1),
		"The file in 'Input Data Field Name' has 5.01 MB, WhatsApp allows 5 MB for images",
	],
	[
		'video',
		{ fileName: 'a.avi', mimeType: 'video/x-msvideo' },
		'RIFF',
		"The file in 'Input Data Field Name' is of type video/x-msvideo, WhatsApp accepts videos as MP4 or 3GP",
	],
])(
	'rejects a file that WhatsApp does not accept before the upload (%s)',
	async (messageType, file, content, message) => {
		const { sent } = meta();
		const { error } = await runNode({ parameters: send(messageType, {}), input: [await item(file, content)] });
		expect(error.message).toBe(message);
		expect(sent).toEqual([]);
	},
);

test.each([
	['a.csv', 'text/csv', 'a.csv'],
	['page.html', 'text/html', 'page.html'],
	['order.xml', 'application/xml', 'order.xml'],
	['notes.md', 'text/markdown', 'notes.md'],
	['export', 'text/csv', 'export.csv'],
	['a.json', 'application/octet-stream', 'a.json'],
	[undefined, 'text/csv', 'file.csv'],
])('uploads a text file (%s of type %s) as text/plain and sends it as %s', async (fileName, mimeType, arrives) => {
	const graph = recordGraph();
	const { error } = await runNode({ parameters: send('document'), input: [await item({ fileName, mimeType })] });
	expect(error).toBeUndefined();
	expect(graph.sent[0].form?.type).toEqual({ content: 'text/plain' });
	expect(graph.sent[0].form?.file).toEqual({ content: 'content', fileName: arrives, contentType: 'text/plain' });
	expect(graph.sent[1].json).toMatchObject({ document: { filename: arrives } });
});

test('sends a voice message with the voice flag', async () => {
	const { messages } = meta();
	await runNode({
		parameters: send('audio', { voice: true }),
		input: [await item({ fileName: 'a.ogg', mimeType: 'audio/ogg; codecs=opus' }, ogg.opus)],
	});
	expect(messages().map(({ audio }) => audio)).toEqual([{ id: '1001', voice: true }]);
});

test('downloads the content of a file', async () => {
	const url = 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1';
	nock('https://lookaside.fbsbx.com')
		.get('/whatsapp_business/attachments/')
		.query({ mid: '1' })
		.reply(200, 'the picture', { 'content-type': 'image/png' });
	meta(() => ({ body: { id: '77', url, mime_type: 'image/png', file_size: 11, messaging_product: 'whatsapp' } }));
	const { output } = await runNode({
		parameters: { resource: 'media', operation: 'mediaDownload', mediaDownloadId: '77' },
	});
	expect(output?.[0].json).toEqual({ id: '77', mime_type: 'image/png', file_size: 11, messaging_product: 'whatsapp' });
	expect(output?.[0].binary?.data).toMatchObject({ mimeType: 'image/png', fileExtension: 'png' });
});
