import nock from 'nock';
import type { IBinaryData, IDataObject, INodeParameters } from 'n8n-workflow';
import { metaError } from '../fixtures';
import { credential, GRAPH, openBinaryStore, runNode, stored, TOKEN } from '../harness';
import { AUTH, mockedNetwork, expectCreation, errorOf, run } from './support';

mockedNetwork();
beforeAll(openBinaryStore);

const png = Buffer.concat([
	Buffer.from('89504e470d0a1a0a', 'hex'),
	Buffer.from(Array.from({ length: 200_000 }, (_unused, index) => 128 + (index % 97))),
]);
const SESSION = '/v25.0/upload:MTphdHRhY2htZW50?sig=ARZ_1-2';
const HANDLE = '4::aW1hZ2UvcG5n:ARYt\n4::aW1hZ2UvcG5n:ARZe';

const base: INodeParameters = {
	templateName: 'spring_sale',
	language: 'en_US',
	category: 'MARKETING',
	bodyText: 'Hello there',
	headerFormat: 'IMAGE',
};
const image = async (extra: Partial<IBinaryData> = {}): Promise<IBinaryData> =>
	await stored(png, { fileName: 'a b.png', mimeType: 'image/png', ...extra });

function expectSession(
	app = 'app',
	query: IDataObject = { file_name: 'a b.png', file_length: png.length, file_type: 'image/png' },
): void {
	nock(GRAPH, AUTH)
		.post(`/v25.0/${app}/uploads`)
		.query(query as never)
		.reply(200, { id: 'upload:MTphdHRhY2htZW50?sig=ARZ_1-2' });
}

/** Expects an upload from an offset on, and returns a getter of its bytes. */
function expectBytes(offset: number, status = 200, response: IDataObject = { h: HANDLE }): () => Buffer {
	let bytes = Buffer.alloc(0);
	nock(GRAPH, {
		reqheaders: {
			authorization: `Bearer ${TOKEN}`,
			file_offset: String(offset),
			'content-length': String(png.length - offset),
		},
	})
		.post(SESSION, (received: unknown) => {
			bytes = Buffer.from(String(received), 'hex');
			return true;
		})
		.reply(status, response);
	return () => bytes;
}

test('uploads the example from the input item, and creates the template with its handle', async () => {
	expectSession();
	const bytes = expectBytes(0);
	const sent = expectCreation();
	const { output, error } = await run('create', base, [{ json: {}, binary: { data: await image() } }]);
	expect(error).toBeUndefined();
	expect(bytes().equals(png)).toBe(true);
	expect((sent().components as IDataObject[])[0]).toEqual({
		type: 'HEADER',
		format: 'IMAGE',
		example: { header_handle: [HANDLE] },
	});
	expect(output?.[0].json.id).toBe('900');
});

test('uploads a file in memory with a given app ID, and sends appsecret_proof with each request', async () => {
	const proof = /^[0-9a-f]{64}$/;
	const proven = ({ appsecret_proof: value }: { appsecret_proof?: unknown }): boolean => proof.test(String(value));
	nock(GRAPH)
		.post('/v25.0/634/uploads')
		.query((query) => proven(query) && query.file_length === String(png.length))
		.reply(200, { id: 'upload:A?sig=B' });
	nock(GRAPH)
		.post('/v25.0/upload:A', () => true)
		.query((query) => proven(query) && query.sig === 'B')
		.reply(200, { h: '4::x' });
	nock(GRAPH)
		.post(/message_templates/)
		.query(proven)
		.reply(200, { id: '900' });
	const { error } = await runNode({
		parameters: { resource: 'template', operation: 'create', ...base, additionalFields: { appId: '634' } },
		input: [
			{ json: {}, binary: { data: { data: png.toString('base64'), mimeType: 'image/png', fileName: 'a b.png' } } },
		],
		credential: { ...credential, appSecret: 'f1c8e0f2d3b4a5968778695a4b3c2d1e' },
	});
	expect(error).toBeUndefined();
});

test('resumes an upload without a response at the offset that Meta reports', async () => {
	expectSession();
	nock(GRAPH)
		.post(SESSION, () => true)
		.reply(502, '<html></html>');
	nock(GRAPH, AUTH).get(SESSION).reply(200, { id: 'upload:x', file_offset: 70_000 });
	const rest = expectBytes(70_000);
	const sent = expectCreation();
	const { error } = await run('create', base, [{ json: {}, binary: { data: await image() } }]);
	expect(error).toBeUndefined();
	expect(rest().equals(png.subarray(70_000))).toBe(true);
	expect(sent().name).toBe('spring_sale');
});

test('reports why Meta rejected an upload, and creates nothing', async () => {
	expectSession();
	expectBytes(0, 400, metaError(100, 'File type is not supported'));
	const { error } = await run('create', base, [{ json: {}, binary: { data: await image() } }]);
	expect(error.message).toBe('Meta rejected a parameter of the request');
	expect(error.description).toContain('File type is not supported');
});

test('reports a response without a handle or a session ID', async () => {
	expectSession();
	expectBytes(0, 200, { success: true });
	expect((await run('create', base, [{ json: {}, binary: { data: await image() } }])).error.message).toBe(
		"Meta accepted the file 'a b.png' but returned no handle for it",
	);
	nock(GRAPH).post('/v25.0/app/uploads').query(true).reply(200, { id: '../me?x=1' });
	expect((await run('create', base, [{ json: {}, binary: { data: await image() } }])).error.message).toBe(
		'Meta returned no valid ID for the upload of the file',
	);
});

test('uploads a file shared by several cards once, and reads field names from JSON', async () => {
	expectSession();
	expectBytes(0);
	const sent = expectCreation();
	const card = {
		headerPropertyName: 'data',
		bodyText: 'Rye',
		buttons: { button: [{ type: 'QUICK_REPLY', text: 'More' }] },
	};
	const input = [{ json: {}, binary: { data: await image() } }];
	await run('create', { ...base, templateLayout: 'carousel', cards: { card: [card, card] } }, input);
	const cards = (sent().components as Array<{ cards: Array<{ components: IDataObject[] }> }>)[1].cards;
	expect(cards.map(({ components }) => components[0].example)).toEqual([
		{ header_handle: [HANDLE] },
		{ header_handle: [HANDLE] },
	]);

	expectSession();
	expectBytes(0);
	const json = expectCreation();
	const components = [
		{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['data'] } },
		{ type: 'BODY', text: 'Hi' },
	];
	await run('create', { ...base, defineComponents: 'json', componentsJson: JSON.stringify(components) }, input);
	expect(json().components).toEqual([
		{ type: 'HEADER', format: 'IMAGE', example: { header_handle: [HANDLE] } },
		{ type: 'BODY', text: 'Hi' },
	]);
});

test('shows upload and creation in a dry run', async () => {
	const { output } = await run('create', { ...base, options: { dryRun: true } }, [
		{ json: {}, binary: { data: await image() } },
	]);
	const requests = output?.[0].json.requests as IDataObject[];
	expect(requests).toHaveLength(2);
	expect(requests[0]).toEqual({
		method: 'POST',
		url: `${GRAPH}/v25.0/app/uploads`,
		query: { file_name: 'a b.png', file_type: 'image/png' },
	});
	expect((requests[1].body as IDataObject).components).toEqual([
		{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['<handle of a b.png>'] } },
		{ type: 'BODY', text: 'Hello there' },
	]);
});

test.each<[string, INodeParameters, { mimeType: string }, string]>([
	['a WebP image', {}, { mimeType: 'image/webp' }, "'Input Data Field Name'"],
	[
		'a 3GP video',
		{ headerFormat: 'VIDEO' },
		{ mimeType: 'video/3gpp' },
		"The file in 'Input Data Field Name' is of the type video/3gpp, examples need video/mp4",
	],
	[
		'a text file as document',
		{ headerFormat: 'DOCUMENT' },
		{ mimeType: 'text/plain' },
		"The file in 'Input Data Field Name' is of the type text/plain, examples need application/pdf",
	],
])('rejects an example file that is %s', async (_name, parameters, file, message) => {
	expect(
		await errorOf('create', { ...base, ...parameters }, [{ json: {}, binary: { data: await image(file) } }]),
	).toContain(message);
});

test('uploads examples for Update', async () => {
	expectSession();
	expectBytes(0);
	nock(GRAPH)
		.post(
			'/v25.0/900',
			({ components }: { components: IDataObject[] }) =>
				(components[0].example as IDataObject).header_handle !== undefined,
		)
		.reply(200, { success: true });
	const { error } = await run(
		'update',
		{ templateId: '900', defineComponents: 'fields', headerFormat: 'IMAGE', bodyText: 'Hi' },
		[{ json: {}, binary: { data: await image() } }],
	);
	expect(error).toBeUndefined();
});
