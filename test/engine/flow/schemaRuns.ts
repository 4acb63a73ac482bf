import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { credential, GRAPH, PHONE, runNode, WABA, WITH_FLOWS } from '../harness';
import { ASSET_URL, FLOW, flowId, FLOWS, flowJson, metaError, NODE } from './support';

type Method = 'get' | 'post' | 'delete';
type Run = () => Promise<IDataObject[]>;

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();

async function outputOf(operation: string, parameters: INodeParameters): Promise<IDataObject[]> {
	const { output } = await runNode({
		parameters: { resource: 'flow', operation, ...parameters },
		node: WITH_FLOWS,
		credential: { ...credential, privateKey },
	});
	return (output ?? []).map(({ json }) => json);
}

/** Responds to a single request of any kind, and returns the resulting items. */
function runWithResponse(
	method: Method,
	path: string,
	response: IDataObject,
	operation: string,
	parameters: INodeParameters,
): Run {
	return async () => {
		nock(GRAPH)[method](path).query(true).reply(200, response);
		return await outputOf(operation, parameters);
	};
}

const inSequence =
	(...runs: Run[]): Run =>
	async () => {
		const items: IDataObject[] = [];
		for (const run of runs) items.push(...(await run()));
		return items;
	};

/** A validation error with two pointers. */
const errorWithTwoPointers = {
	...metaError,
	pointers: [metaError.pointers[0], { ...metaError.pointers[0], path: 'screens[1]' }],
};
const errors = { validation_errors: [errorWithTwoPointers] };
const success = { success: true };
const row = {
	id: FLOW,
	name: 'table_booking',
	status: 'DRAFT',
	categories: ['OTHER'],
	json_version: '7.3',
	updated_at: '2026-10-01T08:30:00+0000',
	...errors,
};
const node = {
	...row,
	data_api_version: '3.0',
	endpoint_uri: 'https://example.com/flow',
	application: { id: '634974688087057', name: 'Acme' },
	preview: {
		preview_url: 'https://business.facebook.com/wa/manage/flows/1/preview/?token=t',
		expires_at: '2026-12-01T00:00:00+0000',
	},
	health_status: {
		can_send_message: 'LIMITED',
		entities: [
			{
				entity_type: 'BUSINESS',
				id: '1',
				can_send_message: 'LIMITED',
				errors: [{ error_code: 141010, error_description: 'Not verified.', possible_solution: 'Verify it.' }],
			},
		],
	},
};
const edge = `/v25.0/${PHONE}/whatsapp_business_encryption`;
const phoneNumberId = PHONE;
const key = (business_public_key: string): IDataObject => ({
	data: [{ business_public_key, business_public_key_signature_status: 'MISMATCH' }],
});
const create = {
	flowName: 'table_booking',
	categories: ['OTHER'],
	startFrom: 'json',
	flowJson: JSON.stringify(flowJson),
};
const metric = (name: string, pairs: IDataObject): IDataObject => ({
	metric: {
		name,
		granularity: 'DAY',
		data_points: [
			{
				timestamp: '2026-11-01T00:00:00+0000',
				data: Object.entries(pairs).map(([one, value]) => ({ key: one, value })),
			},
		],
	},
});
const metricRun = (name: string, pairs: IDataObject): Run =>
	runWithResponse('get', NODE, metric(name, pairs), 'getMetrics', { flowId, metric: name });

function asset(text: string): void {
	const url = new URL(ASSET_URL);
	nock(GRAPH)
		.get(`${NODE}/assets`)
		.query(true)
		.reply(200, { data: [{ name: 'flow.json', asset_type: 'FLOW_JSON', download_url: ASSET_URL }] });
	nock(url.origin).get(url.pathname).query(true).reply(200, text);
}

/** Runs the operations of the Flow resource for the schema test. */
export const flowSchemaRuns: Record<string, Run> = {
	'flow/create': runWithResponse('post', FLOWS, { id: FLOW, ...success, ...errors }, 'create', create),
	'flow/delete': runWithResponse('delete', NODE, success, 'delete', { flowId }),
	'flow/deprecate': runWithResponse('post', `${NODE}/deprecate`, success, 'deprecate', { flowId }),
	'flow/generateKeyPair': async () => await outputOf('generateKeyPair', {}),
	'flow/get': runWithResponse('get', NODE, node, 'get', { flowId }),
	'flow/getAll': runWithResponse('get', FLOWS, { data: [row] }, 'getAll', {}),
	'flow/getAssets': runWithResponse(
		'get',
		`${NODE}/assets`,
		{ data: [{ name: 'flow.json', asset_type: 'FLOW_JSON', download_url: ASSET_URL }] },
		'getAssets',
		{ flowId },
	),
	'flow/getJson': inSequence(
		async () => {
			asset(
				JSON.stringify({
					version: '7.3',
					data_api_version: '3.0',
					routing_model: {},
					screens: [{ id: 'A', title: 'a', terminal: true }],
				}),
			);
			return await outputOf('getJson', { flowId });
		},
		async () => {
			asset('{}');
			return await outputOf('getJson', { flowId, outputAs: 'text' });
		},
	),
	'flow/getMetrics': inSequence(
		metricRun('ENDPOINT_REQUEST_COUNT', { value: 1 }),
		metricRun('ENDPOINT_AVAILABILITY', { succeeded: 1, failed: 1 }),
		metricRun('ENDPOINT_REQUEST_ERROR', { timeout_error: 1 }),
		metricRun('ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL', { 1: 5, 2: 1 }),
	),
	'flow/getPreview': runWithResponse('get', NODE, { id: FLOW, preview: node.preview }, 'getPreview', { flowId }),
	'flow/getPublicKey': runWithResponse('get', edge, key(publicKey), 'getPublicKey', { phoneNumberId }),
	'flow/migrate': runWithResponse(
		'post',
		`/v25.0/${WABA}/migrate_flows`,
		{
			migrated_flows: [{ source_name: 'a', source_id: '1', migrated_id: '2' }],
			failed_flows: [{ source_name: 'b', error_code: '4233041', error_message: 'exists' }],
		},
		'migrate',
		{ sourceBusinessAccountId: '5' },
	),
	'flow/publish': runWithResponse('post', `${NODE}/publish`, success, 'publish', { flowId }),
	'flow/update': runWithResponse('post', NODE, success, 'update', { flowId, updateFields: { flowName: 'a' } }),
	'flow/updateJson': runWithResponse('post', `${NODE}/assets`, { ...success, ...errors }, 'updateJson', {
		flowId,
		flowJson: '{}',
	}),
	'flow/uploadPublicKey': runWithResponse('post', edge, success, 'uploadPublicKey', { phoneNumberId }),
	'flow/validateJson': async () =>
		await outputOf('validateJson', { flowJson: JSON.stringify({ ...flowJson, name: 'a' }) }),
};
