import nock from 'nock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { GRAPH, openBinaryStore, readStored, stored, WABA } from '../harness';
import {
	ASSET_URL,
	AUTH,
	closedNetwork,
	errorRow,
	expectGet,
	expectPost,
	FLOW,
	flowId,
	flowJson,
	FLOWS,
	json,
	metaError,
	NODE,
	picked,
	errorOf,
	run,
} from './support';

closedNetwork();
beforeAll(async () => await openBinaryStore());

const text = JSON.stringify(flowJson, undefined, 2);
const base: INodeParameters = {
	flowName: 'table_booking',
	categories: ['APPOINTMENT_BOOKING'],
	startFrom: 'json',
	flowJson: text,
};
const fileItem = async (content: string | Buffer) => [
	{
		json: {},
		binary: { data: await stored(Buffer.from(content), { fileName: 'flow.json', mimeType: 'application/json' }) },
	},
];

describe('Create', () => {
	const answer = { id: FLOW, success: true, validation_errors: [] };

	test('creates a flow from Flow JSON with an endpoint, and publishes it', async () => {
		const body = expectPost(FLOWS, answer);
		const parameters = {
			...base,
			publish: true,
			additionalFields: { endpointUri: ' https://n8n.example.com/webhook/1f3c/flow ' },
		};
		expect(await json('create', parameters)).toEqual([{ id: FLOW, success: true, valid: true, validationErrors: [] }]);
		expect(body()).toEqual({
			name: 'table_booking',
			categories: ['APPOINTMENT_BOOKING'],
			flow_json: text,
			endpoint_uri: 'https://n8n.example.com/webhook/1f3c/flow',
			publish: true,
		});
	});

	test('accepts Flow JSON as an object from an expression', async () => {
		const body = expectPost(FLOWS, answer);
		await json('create', { ...base, flowJson: '={{ $json.flow }}' }, { input: [{ json: { flow: flowJson } }] });
		expect(JSON.parse(String(body().flow_json))).toEqual(flowJson);
	});

	test('reads Flow JSON from a file, without its byte order mark', async () => {
		const body = expectPost(FLOWS, answer);
		await json(
			'create',
			{ ...base, flowJsonSource: 'binary', binaryPropertyName: 'data' },
			{ input: await fileItem(`\uFEFF${text}`) },
		);
		expect(body()).toEqual({ name: 'table_booking', categories: ['APPOINTMENT_BOOKING'], flow_json: text });
	});

	test('clones a flow or creates an empty one, and ignores hidden fields', async () => {
		const clone = expectPost(FLOWS, answer);
		await json('create', { ...base, startFrom: 'clone', cloneFlowId: picked('77'), flowJson: '{bad' });
		expect(clone()).toEqual({ name: 'table_booking', categories: ['APPOINTMENT_BOOKING'], clone_flow_id: '77' });
		const empty = expectPost(FLOWS, answer);
		await json('create', { ...base, startFrom: 'empty', publish: true, categories: '={{ "survey, other" }}' });
		expect(empty()).toEqual({ name: 'table_booking', categories: ['SURVEY', 'OTHER'] });
	});

	test('returns validation errors as a list, and the flow as invalid', async () => {
		const pointless = {
			error: 'INVALID_PROPERTY',
			error_type: 'JSON_SCHEMA_ERROR',
			message: 'm',
			line_start: 46,
			line_end: 46,
			column_start: 17,
			column_end: 30,
		};
		expectPost(FLOWS, { ...answer, validation_errors: [metaError, pointless, 'odd'] });
		expect(await json('create', base)).toEqual([
			{
				id: FLOW,
				success: true,
				valid: false,
				validationErrors: [
					errorRow,
					{
						error: 'INVALID_PROPERTY',
						type: 'JSON_SCHEMA_ERROR',
						message: 'm',
						line: 46,
						column: 17,
						lineEnd: 46,
						columnEnd: 30,
					},
				],
			},
		]);
	});

	test('fails and deletes the draft when Fail on Validation Errors is on', async () => {
		expectPost(FLOWS, { ...answer, validation_errors: [metaError] });
		nock(GRAPH, AUTH).delete(NODE).reply(200, { success: true });
		const { error } = await run('create', { ...base, options: { failOnValidationErrors: true } });
		expect([error.message, error.description]).toEqual([
			"'Flow JSON' has 1 error [item 0]",
			"Line 11, column 21: Invalid value found for property 'type'. (screens[0].layout.children[0].type)\nThe flow was not kept. Correct the JSON, then create it again.",
		]);
	});

	test('reports the ID of an invalid draft that could not be deleted', async () => {
		expectPost(FLOWS, { ...answer, validation_errors: Array.from({ length: 12 }, () => metaError) });
		nock(GRAPH, AUTH)
			.delete(NODE)
			.reply(400, { error: { message: 'no', code: 139004 } });
		const { error } = await run('create', { ...base, options: { failOnValidationErrors: true } });
		expect(error.message).toBe("'Flow JSON' has 12 errors [item 0]");
		expect(String(error.description).split('\n').slice(-2)).toEqual([
			'... and 2 more',
			`The flow was created as a draft, with the ID ${FLOW}. Correct the JSON, then use Flow > Update JSON.`,
		]);
	});

	test('rejects invalid Flow JSON before anything is sent when Validate Before Sending is on', async () => {
		const broken = text.replace('"TextInput"', '"TextInputt"');
		const { error } = await run('create', { ...base, flowJson: broken, options: { checkFirst: true } });
		expect(error.message).toMatch(/^'Flow JSON' has \d+ errors? \[item 0\]$/);
		expect(error.description).toMatch(
			/^Line 13, column 21: .*TextInputt.*\(screens\[0\]\.layout\.children\[0\]\.type\)$/m,
		);
		expect(error.description).toContain('Nothing was sent.');
		expectPost(FLOWS, answer);
		await json('create', { ...base, options: { checkFirst: true } });
	});

	test('shows the creation request in a dry run', async () => {
		expect(
			await json('create', { ...base, startFrom: 'empty', options: { dryRun: true, failOnValidationErrors: true } }),
		).toEqual([
			{
				dryRun: true,
				requests: [
					{
						method: 'POST',
						url: `${GRAPH}${FLOWS}`,
						body: { name: 'table_booking', categories: ['APPOINTMENT_BOOKING'] },
					},
				],
			},
		]);
	});

	test.each<[INodeParameters, string]>([
		[{ flowName: ' ' }, "'Name' is empty"],
		[{ flowName: '={{ ["a"] }}' }, "'Name' needs text, got an array"],
		[{ categories: '={{ [] }}' }, "'Categories' is empty"],
		[{ categories: '={{ "no such!" }}' }, "'Categories' has an entry that is no category"],
		[{ startFrom: 'air' }, "'Start From' has a value that does not exist"],
		[{ startFrom: 'clone', cloneFlowId: picked('={{ "" }}') }, "'Flow to Clone' is empty"],
		[{ startFrom: 'clone', cloneFlowId: picked('abc', 'id') }, "'Flow to Clone' is not an ID"],
		[{ flowJson: '' }, "'Flow JSON' is empty"],
		[{ flowJson: '={{ 5 }}' }, "'Flow JSON' needs JSON, got a number"],
		[
			{ flowJson: `={{ "x".repeat(${10 * 1024 * 1024 + 1}) }}` },
			"'Flow JSON' is larger than 10 MB, the maximum of WhatsApp",
		],
		[{ flowJsonSource: 'binary' }, "The item has no file 'data', named in 'Input Binary Field'"],
		[{ publish: '={{ "maybe" }}' }, "'Publish' is neither true nor false"],
		[{ additionalFields: { endpointUri: 'http://example.com' } }, "'Endpoint URI' does not start with https://"],
		[
			{ additionalFields: { endpointUri: 'https://192.168.1.7/flow' } },
			"'Endpoint URI' leads to a host that Meta's servers cannot reach",
		],
		[{ additionalFields: { endpointUri: 'example' } }, "'Endpoint URI' is not a valid URL"],
		[
			{ additionalFields: { endpointUri: 'https://a:b@example.com' } },
			"'Endpoint URI' contains a user name or password",
		],
		[{ options: { failOnValidationErrors: '={{ "x" }}' } }, "'Fail on Validation Errors' is neither true nor false"],
	])('rejects invalid parameters of Create: %j', async (parameters, message) =>
		expect(await errorOf('create', { ...base, ...parameters })).toBe(`${message} [item 0]`),
	);

	test('rejects a file of more than 10 MB without reading it', async () => {
		const input = await fileItem(Buffer.alloc(10 * 1024 * 1024 + 1, 32));
		expect(await errorOf('create', { ...base, flowJsonSource: 'binary', binaryPropertyName: 'data' }, input)).toBe(
			"'Input Binary Field' is larger than 10 MB, the maximum of WhatsApp [item 0]",
		);
	});
});

describe('Update JSON', () => {
	/** Returns the parts of the form that was sent. */
	function expectUpload(answer: IDataObject): () => { parts: string[]; type: string } {
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
				return answer;
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
				: { flowId, flowJson: text };
			expect(await json('updateJson', parameters, isFile ? { input: await fileItem(text) } : {})).toEqual([
				{ id: FLOW, success: true, valid: false, validationErrors: [errorRow] },
			]);
			const field = (name: string, value: string) =>
				`\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
			expect(sent().parts).toEqual([
				field('name', 'flow.json'),
				field('asset_type', 'FLOW_JSON'),
				`\r\nContent-Disposition: form-data; name="file"; filename="flow.json"\r\nContent-Type: application/json\r\n\r\n${text}\r\n`,
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
		const failed = await run('updateJson', { flowId, flowJson: text, options: { failOnValidationErrors: true } });
		expect(failed.error.message).toBe("'Flow JSON' has 1 error [item 0]");
		expect(failed.error.description).toContain('The draft has this JSON now');
		expect(await errorOf('updateJson', { flowId, flowJson: '{}', options: { checkFirst: true } })).toMatch(
			/^'Flow JSON' has \d+ errors? \[item 0\]$/,
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
		expect(await errorOf('update', { flowId, ...parameters })).toBe(`${message} [item 0]`),
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
		[{ sourceBusinessAccountId: WABA }, "'Source Business Account ID' is the account of the credential"],
		[{ sourceBusinessAccountId: '={{ "" }}' }, "'Source Business Account ID' is empty"],
		[
			{ sourceBusinessAccountId: '5', flowNames: Array.from({ length: 101 }, (_unused, index) => String(index)) },
			"'Flow Names' has 101 names, WhatsApp accepts 100 per request",
		],
		[{ sourceBusinessAccountId: '5', flowNames: '={{ [{}] }}' }, "'Flow Names' needs text, got an object"],
	])('rejects invalid parameters of Migrate: %j', async (parameters, message) =>
		expect(await errorOf('migrate', parameters)).toBe(`${message} [item 0]`),
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
		served(text);
		expect(await json('getJson', { flowId })).toEqual([{ id: FLOW, flowJson }]);
		assets();
		served(text);
		expect(await json('getJson', { flowId, outputAs: 'text' })).toEqual([{ id: FLOW, flowJsonText: text }]);
		assets();
		served('{"version": ');
		expect(await json('getJson', { flowId })).toEqual([{ id: FLOW, flowJsonText: '{"version": ' }]);
	});

	test('returns Flow JSON as a file', async () => {
		assets();
		served(text);
		const { output } = await run('getJson', { flowId, outputAs: 'binary', binaryPropertyName: 'flow' });
		expect(output?.[0].json).toEqual({ id: FLOW });
		const { flow } = output![0].binary!;
		expect([flow.fileName, flow.mimeType, (await readStored(flow)).toString()]).toEqual([
			'flow.json',
			'application/json',
			text,
		]);
	});

	test('lists assets, and downloads them', async () => {
		assets();
		expect(await json('getAssets', { flowId })).toEqual([asset]);
		assets();
		served(text);
		const { output } = await run('getAssets', { flowId, download: true, binaryPropertyName: 'file' });
		expect(output?.map((item) => item.json)).toEqual([{ name: 'flow.json', asset_type: 'FLOW_JSON' }]);
		expect((await readStored(output![0].binary!.file)).toString()).toBe(text);
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
		const { error } = await run('getJson', { flowId, options: { maxRetries: 0 } });
		expect(error.httpCode).toBe('403');
		expect(error.description).toContain('URL signature expired');
		expect(await errorOf('getJson', { flowId, outputAs: 'paper' })).toBe(
			"'Output As' has a value that does not exist [item 0]",
		);
		expect(await errorOf('getJson', { flowId, outputAs: 'binary', binaryPropertyName: '={{ " " }}' })).toBe(
			"'Put Output File in Field' is empty [item 0]",
		);
	});
});
