import nock from 'nock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { GRAPH, openBinaryStore, readStored, WABA } from '../harness';
import {
	ASSET_URL,
	AUTH,
	mockedNetwork,
	errorRow,
	expectGet,
	expectPost,
	FLOW,
	flowId,
	flowJson,
	json,
	metaError,
	NODE,
	picked,
	errorOf,
	run,
} from './support';
import { flowJsonText, flowJsonItem } from './flowJsonFile';

mockedNetwork();
beforeAll(async () => await openBinaryStore());

describe('Update JSON', () => {
	/** Returns the parts of the form that was sent. */
	function expectUpload(response: IDataObject): () => { parts: string[]; type: string } {
		let parts: string[] = [];
		let type = '';
		nock(GRAPH, AUTH)
			.post(`${NODE}/assets`, (body: string) => {
				const boundary = body.slice(0, body.indexOf('\r\n'));
				parts = body.split(boundary).slice(1);
				return true;
			})
			.reply(200, function () {
				type = String(this.req.headers['content-type']);
				return response;
			});
		return () => ({ parts, type });
	}

	test.each([['the field'], ['a file']])(
		'uploads Flow JSON from %s as a form with name, asset type and file',
		async (from) => {
			const sent = expectUpload({ success: true, validation_errors: [metaError] });
			const isFile = from === 'a file';
			const parameters = isFile
				? { flowId, flowJsonSource: 'binary', binaryPropertyName: 'data' }
				: { flowId, flowJson: flowJsonText };
			expect(await json('updateJson', parameters, isFile ? { input: await flowJsonItem(flowJsonText) } : {})).toEqual([
				{ id: FLOW, success: true, valid: false, validationErrors: [errorRow] },
			]);
			const field = (name: string, value: string) =>
				`\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
			expect(sent().parts).toEqual([
				field('name', 'flow.json'),
				field('asset_type', 'FLOW_JSON'),
				`\r\nContent-Disposition: form-data; name="file"; filename="flow.json"\r\nContent-Type: application/json\r\n\r\n${flowJsonText}\r\n`,
				'--\r\n',
			]);
			expect(sent().type).toMatch(/^multipart\/form-data; boundary=----n8n-whatsapp-[0-9a-f]{32}$/);
		},
	);

	test('uploads malformed JSON too, since drafts may contain it', async () => {
		const sent = expectUpload({ success: true, validation_errors: [] });
		expect(await json('updateJson', { flowId, flowJson: '{"version": ' })).toEqual([
			{ id: FLOW, success: true, valid: true, validationErrors: [] },
		]);
		expect(sent().parts[2]).toContain('{"version": \r\n');
	});

	test('fails on validation errors or in Validate Before Sending if set, and sends nothing in a dry run', async () => {
		expectUpload({ success: true, validation_errors: [metaError] });
		const failed = await run('updateJson', {
			flowId,
			flowJson: flowJsonText,
			options: { failOnValidationErrors: true },
		});
		expect(failed.error.message).toBe("'Flow JSON' has 1 error");
		expect(failed.error.description).toContain('The draft has this JSON now');
		expect(await errorOf('updateJson', { flowId, flowJson: '{}', options: { checkFirst: true } })).toMatch(
			/^'Flow JSON' has \d+ errors?$/,
		);
		const [dry] = await json('updateJson', { flowId, flowJson: '{}', options: { dryRun: true } });
		expect(dry).toEqual({
			dryRun: true,
			requests: [
				{
					method: 'POST',
					url: `${GRAPH}${NODE}/assets`,
					body: { name: 'flow.json', asset_type: 'FLOW_JSON', file: '{}' },
				},
			],
		});
	});
});

describe('Update', () => {
	test('updates only the fields that have a value', async () => {
		const body = expectPost(NODE, { success: true });
		const updateFields = {
			flowName: 'new',
			categories: ['SURVEY'],
			endpointUri: 'https://example.com/flow',
			applicationId: '634974688087057',
		};
		expect(await json('update', { flowId, updateFields })).toEqual([{ id: FLOW, success: true }]);
		expect(body()).toEqual({
			name: 'new',
			categories: ['SURVEY'],
			endpoint_uri: 'https://example.com/flow',
			application_id: '634974688087057',
		});
	});

	test.each<[INodeParameters, string]>([
		[{}, "'Update Fields' is empty"],
		[{ updateFields: { endpointUri: '' } }, "'Update Fields' is empty"],
		[{ updateFields: { flowName: '' } }, "'Name' is empty"],
		[{ updateFields: { categories: [] } }, "'Categories' is empty"],
		[{ updateFields: { applicationId: 'mine' } }, "'Meta App ID' is not an ID"],
		[{ flowId: picked('={{ "" }}'), updateFields: { flowName: 'a' } }, "'Flow' is empty"],
	])('rejects invalid parameters of Update: %j', async (parameters, message) =>
		expect(await errorOf('update', { flowId, ...parameters })).toBe(`${message}`),
	);
});

describe('Publish, Deprecate, Delete', () => {
	test.each(['publish', 'deprecate'])('sends the request for %s', async (operation) => {
		expectPost(`${NODE}/${operation}`, { success: true });
		expect(await json(operation, { flowId })).toEqual([{ id: FLOW, success: true }]);
	});

	test('deletes a draft with a DELETE request', async () => {
		nock(GRAPH, AUTH).delete(NODE).reply(200, { success: true });
		expect(await json('delete', { flowId })).toEqual([{ id: FLOW, deleted: true, success: true }]);
	});

	test("returns Meta's error message and advice when it rejects a publish", async () => {
		expectPost(
			`${NODE}/publish`,
			{
				error: {
					message: '(#139002) Publishing failed',
					code: 139002,
					type: 'OAuthException',
					error_user_title: 'Flow invalid',
					error_user_msg: 'No public key.',
				},
			},
			400,
		);
		const { error } = await run('publish', { flowId });
		expect(error.message).toBe('The Flow could not be published');
		expect(error.description).toContain('No public key.');
	});
});

describe('Migrate', () => {
	const path = `/v25.0/${WABA}/migrate_flows`;

	test('migrates flows by name, and returns one item per flow', async () => {
		nock(GRAPH, AUTH)
			.post(path)
			.query({ source_waba_id: '5', source_flow_names: '["a, b","c"]' })
			.reply(200, {
				migrated_flows: [{ source_name: 'a, b', source_id: '1', migrated_id: '2' }],
				failed_flows: [{ source_name: 'c', error_code: '4233041', error_message: 'exists' }],
			});
		expect(await json('migrate', { sourceBusinessAccountId: '5', flowNames: ['a, b', ' c ', 'c', ''] })).toEqual([
			{ status: 'migrated', source_name: 'a, b', source_id: '1', migrated_id: '2' },
			{ status: 'failed', source_name: 'c', error_code: '4233041', error_message: 'exists' },
		]);
	});

	test('ignores duplicate names when it counts the maximum of 100', async () => {
		const names = Array.from({ length: 100 }, (_unused, index) => `flow ${index}`);
		nock(GRAPH, AUTH)
			.post(path)
			.query({ source_waba_id: '5', source_flow_names: JSON.stringify(names) })
			.reply(200, {});
		expect(
			await json('migrate', { sourceBusinessAccountId: '5', flowNames: [...names, ...names.slice(0, 5)] }),
		).toEqual([]);
	});

	test('migrates all flows when no names are given', async () => {
		nock(GRAPH, AUTH).post(path).query({ source_waba_id: '5' }).reply(200, { migrated_flows: 'odd' });
		expect(await json('migrate', { sourceBusinessAccountId: '5' })).toEqual([]);
	});

	test.each<[INodeParameters, string]>([
		[{ sourceBusinessAccountId: WABA }, "'Source Business Account' is the account of the credential"],
		[{ sourceBusinessAccountId: '={{ "" }}' }, "'Source Business Account' is empty"],
		[
			{ sourceBusinessAccountId: '5', flowNames: Array.from({ length: 101 }, (_unused, index) => String(index)) },
			"'Flow Names' has 101 names, WhatsApp accepts 100 per request",
		],
		[{ sourceBusinessAccountId: '5', flowNames: '={{ [{}] }}' }, "'Flow Names' needs text, got an object"],
	])('rejects invalid parameters of Migrate: %j', async (parameters, message) =>
		expect(await errorOf('migrate', parameters)).toBe(`${message}`),
	);
});

describe('Get JSON and Get Assets', () => {
	const asset = { name: 'flow.json', asset_type: 'FLOW_JSON', download_url: ASSET_URL };
	const assets = (rows: IDataObject[] = [asset]): void =>
		expectGet(`${NODE}/assets`, { limit: '100' }, { data: rows, paging: {} });
	const served = (content: string, status = 200): void => {
		const url = new URL(ASSET_URL);
		nock(url.origin).get(url.pathname).query(true).reply(status, content, { 'content-type': 'application/json' });
	};

	test('returns Flow JSON as an object or as text, and malformed JSON always as text', async () => {
		assets();
		served(flowJsonText);
		expect(await json('getJson', { flowId })).toEqual([{ id: FLOW, flowJson }]);
		assets();
		served(flowJsonText);
		expect(await json('getJson', { flowId, outputAs: 'text' })).toEqual([{ id: FLOW, flowJsonText: flowJsonText }]);
		assets();
		served('{"version": ');
		expect(await json('getJson', { flowId })).toEqual([{ id: FLOW, flowJsonText: '{"version": ' }]);
	});

	test('returns Flow JSON as a file', async () => {
		assets();
		served(flowJsonText);
		const { output } = await run('getJson', { flowId, outputAs: 'binary', binaryPropertyName: 'flow' });
		expect(output?.[0].json).toEqual({ id: FLOW });
		const { flow } = output![0].binary!;
		expect([flow.fileName, flow.mimeType, (await readStored(flow)).toString()]).toEqual([
			'flow.json',
			'application/json',
			flowJsonText,
		]);
	});

	test('lists assets, and downloads them', async () => {
		assets();
		expect(await json('getAssets', { flowId })).toEqual([asset]);
		assets();
		served(flowJsonText);
		const { output } = await run('getAssets', { flowId, download: true, binaryPropertyName: 'file' });
		expect(output?.map((item) => item.json)).toEqual([{ name: 'flow.json', asset_type: 'FLOW_JSON' }]);
		expect((await readStored(output![0].binary!.file)).toString()).toBe(flowJsonText);
	});

	test('reports a flow without Flow JSON', async () => {
		assets([]);
		expect(await errorOf('getJson', { flowId })).toBe('The flow has no Flow JSON yet');
	});

	test.each([
		['getJson', { outputAs: 'json' }],
		['getJson', { outputAs: 'binary' }],
		['getAssets', { download: true }],
	])('does not send the token to a host outside Meta: %s %j', async (operation, parameters) => {
		assets([{ ...asset, download_url: 'https://fbcdn.net.example.com/flow.json' }]);
		expect(await errorOf(operation, { flowId, ...parameters })).toBe("The file's URL is not on one of Meta's hosts");
	});

	test('reports a rejected download, and rejects invalid parameters', async () => {
		assets();
		served('URL signature expired', 403);
		const { error } = await run('getJson', { flowId, network: { maxRetries: 0 } });
		expect(error.httpCode).toBe('403');
		expect(error.description).toContain('URL signature expired');
		expect(await errorOf('getJson', { flowId, outputAs: 'paper' })).toBe("'Output As' has an unknown value");
		expect(await errorOf('getJson', { flowId, outputAs: 'binary', binaryPropertyName: '={{ " " }}' })).toBe(
			"'Put Output File in Field' is empty",
		);
	});
});
