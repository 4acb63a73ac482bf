import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { searchFlows } from '../../../nodes/WhatsAppBusinessCloud/methods/flows';
import { seed, startEmulator, type Emulator } from '../../../emulator/src';
import { loadOptions, openBinaryStore, readStored, runNode, stored, WITH_FLOWS, type RunResult } from '../harness';
import { flowJson, picked } from './support';

let emulator: Emulator;

beforeAll(async () => {
	await openBinaryStore();
	emulator = await startEmulator();
});
afterEach(() => emulator.reset());
afterAll(async () => await emulator.close());

const text = JSON.stringify(flowJson, undefined, 2);
const phoneNumberId = picked(seed.phoneNumberId);
const data = (): IDataObject => ({
	accessToken: seed.accessToken,
	businessAccountId: seed.wabaId,
	apiVersion: 'v25.0',
	appSecret: seed.app.secret,
	baseUrl: emulator.url,
});

async function run(
	operation: string,
	parameters: INodeParameters,
	more: { input?: INodeExecutionData[]; privateKey?: string } = {},
): Promise<RunResult> {
	const { input, privateKey = '' } = more;
	const credential = { ...data(), privateKey };
	return await runNode({
		parameters: { resource: 'flow', operation, ...parameters },
		input,
		node: WITH_FLOWS,
		credential,
	});
}

/** Returns the JSON of the items; fails with the error message if the run failed. */
async function json(...parameters: Parameters<typeof run>): Promise<IDataObject[]> {
	const { output, error } = await run(...parameters);
	expect(error && [error.message, error.description]).toBeUndefined();
	return (output ?? []).map((item) => item.json);
}

const create = async (parameters: INodeParameters = {}): Promise<INodeParameters> => {
	const [{ id }] = await json('create', {
		flowName: 'hello',
		categories: ['OTHER'],
		startFrom: 'json',
		flowJson: text,
		...parameters,
	});
	return picked(String(id));
};

test('supports the lifecycle of a flow from draft to deprecation', async () => {
	const [created] = await json('create', { flowName: 'hello', categories: ['SURVEY', 'OTHER'], startFrom: 'empty' });
	const flowId = picked(String(created.id));
	expect((await run('getJson', { flowId })).error.message).toBe('The flow has no Flow JSON yet');

	const [broken] = await json('updateJson', { flowId, flowJson: '{\n  "version": "7.3",\n  "screens": []\n}' });
	expect(broken).toEqual({
		id: created.id,
		success: true,
		valid: false,
		validationErrors: [
			expect.objectContaining({
				error: 'MIN_ITEMS_REQUIRED',
				line: 3,
				column: 14,
				lineEnd: 3,
				columnEnd: 15,
				pointer: 'screens',
			}),
		],
	});
	const failed = await run('publish', { flowId });
	expect(failed.error.message).toBe('The Flow could not be published');
	expect(failed.error.description).toContain('The Flow JSON has errors.');

	const file = {
		json: {},
		binary: { data: await stored(Buffer.from(text), { fileName: 'hello.json', mimeType: 'application/json' }) },
	};
	expect(await json('updateJson', { flowId, flowJsonSource: 'binary' }, { input: [file] })).toMatchObject([
		{ valid: true },
	]);
	expect(await json('getJson', { flowId })).toEqual([{ id: created.id, flowJson }]);
	const { output } = await run('getAssets', { flowId, download: true });
	expect((await readStored(output![0].binary!.data)).toString()).toBe(text);

	await json('update', { flowId, updateFields: { flowName: 'hello again', categories: ['OTHER'] } });
	expect(
		await json('get', { flowId, additionalFields: { healthPhoneNumberId: picked(seed.unregisteredPhoneNumberId) } }),
	).toMatchObject([
		{
			name: 'hello again',
			status: 'DRAFT',
			categories: ['OTHER'],
			json_version: '7.3',
			can_send_message: 'BLOCKED',
			valid: true,
		},
	]);
	const [preview] = await json('getPreview', { flowId, previewParameters: { interactive: true } });
	expect(preview.preview_url).toMatch(/\/preview\/\?token=[0-9a-f]{32}&interactive=true$/);

	expect(await json('publish', { flowId })).toEqual([{ id: created.id, success: true }]);
	expect((await run('updateJson', { flowId, flowJson: text })).error.message).toBe('The Flow could not be updated');
	expect((await run('delete', { flowId })).error.message).toBe('The Flow could not be deleted');
	expect(await json('getMetrics', { flowId })).toEqual([]);
	await json('deprecate', { flowId });
	const [listed] = (await json('getAll', { returnAll: true })).filter(({ id }) => id === created.id);
	expect(listed).toMatchObject({ name: 'hello again', status: 'DEPRECATED', valid: true });
});

test('deletes a draft, and publishes a clone with the same screens', async () => {
	const flowId = await create();
	const [copy] = await json('create', {
		flowName: 'copy',
		categories: ['OTHER'],
		startFrom: 'clone',
		cloneFlowId: flowId,
		publish: true,
	});
	expect(emulator.flows.find(String(copy.id))).toMatchObject({ status: 'PUBLISHED', json: text });
	expect(await json('delete', { flowId })).toEqual([{ id: flowId.value, deleted: true, success: true }]);
	expect((await run('get', { flowId })).error.context).toMatchObject({ metaCode: 100, metaSubcode: 33 });
});

test('deletes an invalid flow when Fail on Validation Errors is on, so that its name is free', async () => {
	const before = emulator.flows.of(seed.wabaId).length;
	const parameters = {
		startFrom: 'json',
		flowName: 'hello',
		categories: ['OTHER'],
		flowJson: '{"version": "7.3"}',
		options: { failOnValidationErrors: true },
	};
	expect((await run('create', parameters)).error.message).toBe("'Flow JSON' has 1 error");
	expect(emulator.flows.of(seed.wabaId)).toHaveLength(before);
	await create();
});

describe('dropped connections', () => {
	test.each([
		['before the flow was created', 'cut', ['POST', 'GET', 'POST']],
		['after the flow was created', 'cutAfterAcceptance', ['POST', 'GET']],
	] as const)('creates the flow once and returns it when the connection drops %s', async (_name, kind, methods) => {
		emulator.addFault({ kind, match: { method: 'POST', path: '/flows' } });
		const flowId = await create();
		expect(
			emulator.flows
				.of(seed.wabaId)
				.filter(({ name }) => name === 'hello')
				.map(({ id }) => id),
		).toEqual([flowId.value]);
		expect(emulator.requests.map(({ method }) => method)).toEqual(methods);
	});

	test.each([
		['cut', ['POST', 'GET', 'POST']],
		['cutAfterAcceptance', ['POST', 'GET']],
	] as const)('publishes after a dropped connection (%s) by checking the status first', async (kind, methods) => {
		const flowId = await create();
		const before = emulator.requests.length;
		emulator.addFault({ kind, match: { method: 'POST', path: '/publish' } });
		expect(await json('publish', { flowId })).toEqual([{ id: flowId.value, success: true }]);
		expect(emulator.flows.find(String(flowId.value))?.status).toBe('PUBLISHED');
		expect(emulator.requests.slice(before).map(({ method }) => method)).toEqual(methods);
	});

	test('retries uploads and downloads of Flow JSON', async () => {
		const flowId = await create({ startFrom: 'empty' });
		emulator.addFault({ kind: 'cutAfterAcceptance', match: { method: 'POST', path: '/assets' } });
		expect(await json('updateJson', { flowId, flowJson: text })).toMatchObject([{ valid: true }]);
		emulator.addFault({ kind: 'cut', match: { path: '/flow_assets/' } });
		expect(await json('getJson', { flowId })).toEqual([{ id: flowId.value, flowJson }]);
	});
});

test('generates, uploads and reads keys, and can then publish a flow with an endpoint', async () => {
	const [{ privateKey }] = await json('generateKeyPair', {});
	const more = { privateKey: String(privateKey) };
	expect(await json('getPublicKey', { phoneNumberId }, more)).toMatchObject([{ hasKey: false }]);

	const asking = JSON.stringify({ ...flowJson, data_api_version: '3.0', routing_model: { WELCOME: [] } });
	const flowId = await create({
		flowJson: asking,
		additionalFields: { endpointUri: 'https://n8n.example.com/webhook/flow' },
	});
	const reason = async (): Promise<unknown> => (await run('publish', { flowId })).error.description;
	expect(await reason()).toContain('no Meta app');
	await json('update', { flowId, updateFields: { applicationId: seed.app.id } });
	expect(await reason()).toContain('public key');

	await json('uploadPublicKey', { phoneNumberId }, more);
	expect(await json('getPublicKey', { phoneNumberId }, more)).toMatchObject([
		{ hasKey: true, business_public_key_signature_status: 'VALID', matchesCredential: true },
	]);
	await json('publish', { flowId });
	expect(await json('getMetrics', { flowId, metric: 'ENDPOINT_AVAILABILITY', granularity: 'LIFETIME' })).toEqual([
		{
			metric: 'ENDPOINT_AVAILABILITY',
			granularity: 'LIFETIME',
			timestamp: expect.any(String),
			succeeded: 713,
			failed: 2,
		},
	]);
	emulator.flows.keys.get(seed.phoneNumberId)!.business_public_key_signature_status = 'MISMATCH';
	expect(await json('getPublicKey', { phoneNumberId }, more)).toMatchObject([
		{ advice: expect.stringContaining('no longer valid') },
	]);
});

test('migrates flows by name, or all of them', async () => {
	expect(
		await json('migrate', {
			sourceBusinessAccountId: seed.otherWabaId,
			flowNames: ['appointment', 'visit_booking', 'nobody'],
		}),
	).toEqual([
		{ status: 'migrated', source_name: 'appointment', source_id: '900200300400', migrated_id: expect.any(String) },
		{
			status: 'failed',
			source_name: 'visit_booking',
			error_code: '4233041',
			error_message: expect.stringContaining('same name'),
		},
		{
			status: 'failed',
			source_name: 'nobody',
			error_code: '4233041',
			error_message: expect.stringContaining('not found'),
		},
	]);
	expect(await json('migrate', { sourceBusinessAccountId: seed.otherWabaId })).toHaveLength(3);
});

test('reports a token that lacks the permission or the account', async () => {
	for (const accessToken of [seed.withoutManagementToken, seed.withoutAssetsToken]) {
		const { error } = await runNode({
			parameters: { resource: 'flow', operation: 'getAll' },
			node: WITH_FLOWS,
			credential: { ...data(), accessToken },
		});
		expect(error.message).not.toContain(accessToken);
		expect(error.description).toBeTruthy();
	}
});

test('lists flows, and sends the selected flow in a message', async () => {
	const { results } = await searchFlows.call(loadOptions({ resource: 'message' }, data() as never), 'table');
	expect(results).toEqual([{ name: 'table_booking - published', value: '1434689960874242' }]);
	const message = {
		resource: 'message',
		operation: 'send',
		phoneNumberId,
		recipientPhoneNumber: '+16505550001',
		messageType: 'flow',
		textBody: 'Hello',
		buttonText: 'Open',
		flowScreen: 'BOOKING',
	};
	const send = async (flow: INodeParameters): Promise<RunResult> =>
		await runNode({ parameters: { ...message, flow }, credential: data() as never });
	for (const flow of [picked(String(results[0].value)), picked('table_booking', 'name')])
		expect((await send(flow)).error?.message).toBeUndefined();
	expect((await send(picked('900100200303'))).error.context).toMatchObject({ metaCode: 132068 });
	expect((await send(picked('nobody', 'name'))).error.context).toMatchObject({ metaCode: 131009 });
});
