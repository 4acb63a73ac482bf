import { generateKeyPairSync } from 'node:crypto';
import { client, closeAll, problem, sendMessage, started, type GraphResponse } from './helpers';
import type { Emulator } from '../src';
import { oneScreen } from '../src/flows/seed';
import { seed } from '../src/seed';

afterEach(closeAll);

const waba = seed.wabaId;
const validFlowJson = oneScreen('WELCOME', 'Hello');
/** A flow that uses an endpoint. */
const withEndpoint = JSON.stringify({
	...(JSON.parse(validFlowJson) as object),
	data_api_version: '3.0',
	routing_model: { WELCOME: [] },
});
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

function form(
	json: string,
	{ name = 'flow.json', asset_type = 'FLOW_JSON', type = 'application/json' } = {},
): FormData {
	const data = new FormData();
	data.set('name', name);
	data.set('asset_type', asset_type);
	data.set('file', new Blob([json], { type }), 'flow.json');
	return data;
}

async function create(
	emulator: Emulator,
	more: object = {},
): Promise<{ status: number; data: GraphResponse & { id: string } }> {
	const { status, data } = await client(emulator).post<GraphResponse & { id: string }>(`/${waba}/flows`, {
		name: 'hello',
		categories: ['OTHER'],
		...more,
	});
	return { status, data };
}

test('creates, reads, updates, publishes and deprecates a flow', async () => {
	const emulator = await started();
	const api = client(emulator);
	const { data } = await create(emulator);
	expect(data).toEqual({ id: expect.any(String), success: true, validation_errors: [] });
	const { id } = data;
	expect((await api.get(`/${id}/assets`)).data).toEqual({ data: [] });
	expect(problem(await api.post(`/${id}/publish`)).code).toBe(139002);

	expect((await api.post(`/${id}/assets`, form(validFlowJson))).data).toEqual({ success: true, validation_errors: [] });
	const assets = await api.get(`/${id}/assets`);
	expect(assets.data.data).toEqual([
		{ name: 'flow.json', asset_type: 'FLOW_JSON', download_url: expect.stringContaining(emulator.url) },
	]);
	const file = await client(emulator, '').get(assets.data.data[0].download_url, {
		transformResponse: (text: string) => text,
	});
	expect(file.data).toBe(validFlowJson);
	expect(problem(await client(emulator, '').get(`${assets.data.data[0].download_url}x`))).toMatchObject({
		status: 403,
	});

	expect((await api.post(`/${id}`, { name: 'hello again', categories: ['SURVEY'] })).data).toEqual({ success: true });
	expect((await api.post(`/${id}/publish`)).data).toEqual({ success: true });
	expect((await api.get(`/${id}`)).data).toEqual({
		id,
		name: 'hello again',
		status: 'PUBLISHED',
		categories: ['SURVEY'],
		validation_errors: [],
	});
	expect(problem(await api.post(`/${id}/assets`, form(validFlowJson))).code).toBe(139001);
	expect(problem(await api.delete(`/${id}`)).code).toBe(139004);
	expect((await api.post(`/${id}/deprecate`)).data).toEqual({ success: true });
	expect(problem(await api.post(`/${id}/deprecate`)).code).toBe(139003);
	expect(problem(await api.post(`/${id}`, { name: 'x' })).code).toBe(139001);
});

test('deletes a flow in draft state', async () => {
	const emulator = await started();
	const { data } = await create(emulator);
	expect((await client(emulator).delete(`/${data.id}`)).data).toEqual({ success: true });
	expect(problem(await client(emulator).get(`/${data.id}`))).toMatchObject({ code: 100, subcode: 33 });
});

test('creates a flow with its JSON, clones it, and publishes it in one request', async () => {
	const emulator = await started();
	const first = await create(emulator, { flow_json: validFlowJson, publish: true });
	expect(emulator.flows.find(first.data.id)).toMatchObject({ status: 'PUBLISHED', json: validFlowJson });
	const copy = await create(emulator, { name: 'copy', clone_flow_id: first.data.id });
	expect(emulator.flows.find(copy.data.id)).toMatchObject({ status: 'DRAFT', json: validFlowJson });
});

test('creates a draft and reports errors when the Flow JSON has errors, also when asked to publish', async () => {
	const emulator = await started();
	const { data } = await create(emulator, { flow_json: '{\n  "version": "7.3",\n  "screens": 1\n}', publish: true });
	expect(data.validation_errors).toEqual([
		{
			error: 'INVALID_PROPERTY_TYPE',
			error_type: 'JSON_SCHEMA_ERROR',
			message: 'Expected property "$root/screens" to be of type array.',
			line_start: 3,
			line_end: 3,
			column_start: 14,
			column_end: 14,
			pointers: [{ line_start: 3, line_end: 3, column_start: 14, column_end: 14, path: 'screens' }],
		},
	]);
	expect(emulator.flows.find(data.id)?.status).toBe('DRAFT');
	expect(problem(await client(emulator).post(`/${data.id}/publish`)).code).toBe(139002);
});

test.each([
	['an empty name', { name: '' }],
	['a name already in use', { name: 'visit_booking' }],
	['no categories', { categories: [] }],
	['an unknown category', { categories: ['GAMES'] }],
	['a URL without https', { endpoint_uri: 'http://example.com' }],
	['a flow to clone that does not exist', { clone_flow_id: '1' }],
	['JSON that is not a string', { flow_json: {} }],
])('rejects creating a flow with %s', async (_name, more) => {
	const emulator = await started();
	const before = emulator.flows.of(waba).length;
	expect(problem(await create(emulator, more))).toMatchObject({ status: 400, code: 100 });
	expect(emulator.flows.of(waba)).toHaveLength(before);
});

test.each([
	['a file of another media type', { type: 'text/plain' }],
	['another file name', { name: 'other.json' }],
	['another asset type', { asset_type: 'IMAGE' }],
])('rejects an asset with %s', async (_name, more) => {
	const emulator = await started();
	const { data } = await create(emulator);
	expect(problem(await client(emulator).post(`/${data.id}/assets`, form(validFlowJson, more)))).toMatchObject({
		code: 100,
	});
});

test('publishes a flow with an endpoint only when it has a URL, an app, and a key with a valid signature', async () => {
	const emulator = await started();
	const api = client(emulator);
	const { data } = await create(emulator, { flow_json: withEndpoint });
	const reason = async (): Promise<string> => (await api.post(`/${data.id}/publish`)).data.error.error_user_msg;
	expect(await reason()).toContain('no endpoint URI');
	await api.post(`/${data.id}`, { endpoint_uri: 'https://example.com/flow' });
	expect(await reason()).toContain('no Meta app');
	expect(problem(await api.post(`/${data.id}`, { application_id: '5' })).code).toBe(100);
	await api.post(`/${data.id}`, { application_id: seed.app.id });
	expect(await reason()).toContain('has a public key');
	expect(
		(await api.post(`/${seed.phoneNumberId}/whatsapp_business_encryption`, { business_public_key: pem })).data,
	).toEqual({ success: true });
	emulator.flows.keys.get(seed.phoneNumberId)!.business_public_key_signature_status = 'MISMATCH';
	expect(await reason()).toContain('does not match');
	emulator.flows.keys.get(seed.phoneNumberId)!.business_public_key_signature_status = 'VALID';
	expect((await api.post(`/${data.id}/publish`)).data).toEqual({ success: true });
});

test('stores an RSA key of 2048 bits, sent as form or JSON, and rejects other keys', async () => {
	const emulator = await started();
	const api = client(emulator);
	const path = `/${seed.phoneNumberId}/whatsapp_business_encryption`;
	expect((await api.get(path)).data).toEqual({ data: [] });
	expect((await api.post(path, new URLSearchParams({ business_public_key: pem }))).data).toEqual({ success: true });
	expect((await api.get(path)).data).toEqual({
		data: [{ business_public_key: pem, business_public_key_signature_status: 'VALID' }],
	});
	const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' });
	const pkcs1 = publicKey.export({ type: 'pkcs1', format: 'pem' });
	for (const key of ['', 'x', small, pkcs1])
		expect(problem(await api.post(path, { business_public_key: key })).code).toBe(100);
	expect(problem(await api.get(`/${seed.foreignPhoneNumberId}/whatsapp_business_encryption`)).code).toBe(100);
});

test('returns the flows of an account in all states page by page, and requires the permission', async () => {
	const emulator = await started();
	const { data } = await client(emulator).get(`/${waba}/flows`, { params: { limit: 3, fields: 'name,status' } });
	expect(data.data).toEqual([
		{ id: '900100200300', name: 'visit_booking', status: 'PUBLISHED' },
		{ id: '1434689960874242', name: 'table_booking', status: 'PUBLISHED' },
		{ id: '900100200301', name: 'customer_survey', status: 'DRAFT' },
	]);
	const next = await client(emulator).get(`/${waba}/flows`, { params: { after: data.paging.cursors.after } });
	expect(next.data.data.map(({ status }: { status: string }) => status)).toEqual([
		'DEPRECATED',
		'BLOCKED',
		'THROTTLED',
		'DRAFT',
	]);
	expect(problem(await client(emulator, seed.withoutManagementToken).get(`/${waba}/flows`)).code).toBe(200);
	expect(problem(await client(emulator, seed.withoutManagementToken).get('/900100200300')).code).toBe(200);
	expect(problem(await client(emulator, seed.withoutAssetsToken).get('/900100200300'))).toMatchObject({
		code: 100,
		subcode: 33,
	});
	expect(problem(await client(emulator).get('/900100200300', { params: { fields: 'unknown_field' } })).code).toBe(100);
});

test('returns the preview, the health for a number, and dates as Unix time when these fields are requested', async () => {
	const emulator = await started();
	const get = async (fields: string, more: object = {}) =>
		(await client(emulator).get('/900100200304', { params: { fields, ...more } })).data;
	const { preview } = await get('preview');
	expect((await get('preview.invalidate(false)')).preview).toEqual(preview);
	expect((await get('preview.invalidate(true)')).preview.preview_url).not.toBe(preview.preview_url);
	expect(await get(`health_status.phone_number(${seed.unregisteredPhoneNumberId})`)).toEqual({
		id: '900100200304',
		health_status: {
			can_send_message: 'BLOCKED',
			entities: [
				{ entity_type: 'FLOW', id: '900100200304', can_send_message: 'LIMITED' },
				{ entity_type: 'WABA', id: waba, can_send_message: 'AVAILABLE' },
				{ entity_type: 'BUSINESS', id: seed.businessPortfolioId, can_send_message: 'AVAILABLE' },
				{ entity_type: 'APP', id: seed.app.id, can_send_message: 'AVAILABLE' },
				{ entity_type: 'PHONE_NUMBER', id: seed.unregisteredPhoneNumberId, can_send_message: 'BLOCKED' },
			],
		},
	});
	expect(await get('updated_at,json_version', { date_format: 'U' })).toEqual({
		id: '900100200304',
		json_version: '7.3',
		updated_at: 1790843400,
	});
});

test("returns one data point per step within Meta's retention period, and none without an endpoint", async () => {
	const emulator = await started();
	const ask = async (id: string, modifiers: string) =>
		await client(emulator).get(`/${id}`, { params: { fields: `metric.name(ENDPOINT_AVAILABILITY)${modifiers}` } });
	const today = new Date().toISOString().slice(0, 10);
	const { metric } = (await ask('900100200304', `.granularity(DAY).since(${today}).until(${today})`)).data;
	expect(metric).toEqual({
		name: 'ENDPOINT_AVAILABILITY',
		granularity: 'DAY',
		data_points: [
			{
				timestamp: `${today}T00:00:00+0000`,
				data: [
					{ key: 'succeeded', value: 713 },
					{ key: 'failed', value: 2 },
				],
			},
		],
	});
	expect((await ask('900100200300', '.granularity(LIFETIME)')).data.metric.data_points).toEqual([]);
	expect(problem(await ask('900100200304', '.granularity(DAY).since(2020-01-01)')).code).toBe(100);
	expect(problem(await ask('900100200304', '.granularity(WEEK)')).code).toBe(100);
});

test('migrates all or the named flows, and reports names in use or unknown as failed', async () => {
	const emulator = await started();
	const migrate = async (names?: string[]) =>
		(
			await client(emulator).post(`/${waba}/migrate_flows`, undefined, {
				params: { source_waba_id: seed.otherWabaId, ...(names && { source_flow_names: JSON.stringify(names) }) },
			})
		).data;
	expect(await migrate(['appointment', 'missing_flow'])).toEqual({
		migrated_flows: [{ source_name: 'appointment', source_id: '900200300400', migrated_id: expect.any(String) }],
		failed_flows: [
			{
				source_name: 'missing_flow',
				error_code: '4233041',
				error_message: 'Flows Migration Error: Flow name not found in source WABA.',
			},
		],
	});
	const rest = await migrate();
	expect(rest.migrated_flows.map(({ source_name: name }: { source_name: string }) => name)).toEqual(['leadgen']);
	expect(rest.failed_flows.map(({ source_name: name }: { source_name: string }) => name)).toEqual([
		'appointment',
		'visit_booking',
	]);
	expect(
		problem(
			await client(emulator).post(`/${waba}/migrate_flows`, {
				source_waba_id: seed.otherWabaId,
				source_flow_names: Array.from({ length: 101 }, String),
			}),
		).code,
	).toBe(100);
});

test('rejects a throttled flow after ten messages in an hour', async () => {
	const emulator = await started();
	const parameters = { flow_message_version: '3', flow_cta: 'Go', flow_name: 'slow_form' };
	const interactive = { type: 'flow', body: { text: 'a' }, action: { name: 'flow', parameters } };
	const send = async (to: number) =>
		await sendMessage(emulator, { to: `1650555${String(1000 + to)}`, type: 'interactive', interactive });
	for (let sent = 0; sent < 10; sent += 1) expect((await send(sent)).status).toBe(200);
	expect(problem(await send(10)).code).toBe(132069);
});

test.each([
	['a flow that does not exist', { flow_id: '1' }, 131009],
	['a flow in draft state', { flow_id: '900100200301' }, 100],
	[
		'a screen that the flow does not have',
		{ flow_id: '900100200300', flow_action: 'navigate', navigate_screen: 'NOWHERE' },
		100,
	],
	['a Flow JSON with errors', { flow_json: '{}' }, 100],
])('rejects a template with a button to %s', async (_name, more, code) => {
	const emulator = await started();
	const components = [
		{ type: 'BODY', text: 'Hello there, it is us.' },
		{ type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Go', ...more }] },
	];
	const response = await client(emulator).post(`/${waba}/message_templates`, {
		name: 'a',
		language: 'en_US',
		category: 'MARKETING',
		components,
	});
	expect(problem(response).code).toBe(code);
});

test('rejects sending a template when its flow was blocked after approval', async () => {
	const emulator = await started();
	const buttons = [{ type: 'FLOW', text: 'Go', flow_id: '900100200300' }];
	emulator.addTemplate({
		name: 'visit',
		language: 'en_US',
		category: 'UTILITY',
		status: 'APPROVED',
		parameter_format: 'POSITIONAL',
		components: [
			{ type: 'BODY', text: 'Hi' },
			{ type: 'BUTTONS', buttons },
		],
	});
	const components = [
		{ type: 'button', sub_type: 'flow', index: '0', parameters: [{ type: 'action', action: { flow_token: 't' } }] },
	];
	const template = { name: 'visit', language: { code: 'en_US' }, components };
	expect((await sendMessage(emulator, { type: 'template', template })).status).toBe(200);
	emulator.flows.find('900100200300')!.status = 'BLOCKED';
	expect(problem(await sendMessage(emulator, { type: 'template', template })).code).toBe(132068);
});
