import nock from 'nock';
import type { INodeParameters } from 'n8n-workflow';
import { searchFlows } from '../../../nodes/WhatsAppBusinessCloud/methods/flows';
import { searchPhoneNumbers } from '../../../nodes/WhatsAppBusinessCloud/methods/phoneNumbers';
import { GRAPH, loadOptions, nodeOf, PHONE, WABA, WITH_FLOWS } from '../harness';
import {
	AUTH,
	mockedNetwork,
	errorRow,
	expectGet,
	FLOW,
	flowId,
	FLOWS,
	json,
	metaError,
	NODE,
	picked,
	errorOf,
} from './support';

mockedNetwork();

const listFields = 'id,name,status,categories,json_version,updated_at,validation_errors';
const row = (id: string, more: object = {}) => ({
	id,
	name: `flow ${id}`,
	status: 'DRAFT',
	categories: ['OTHER'],
	validation_errors: [],
	...more,
});

describe('Get Many', () => {
	test('returns all pages with the default fields', async () => {
		expectGet(
			FLOWS,
			{ fields: listFields, limit: '100' },
			{
				data: [row('1', { json_version: '7.3', updated_at: '2026-10-01T08:30:00+0000' })],
				paging: { cursors: { after: 'A' }, next: `${GRAPH}/next` },
			},
		);
		expectGet(
			FLOWS,
			{ fields: listFields, limit: '100', after: 'A' },
			{ data: [row('2', { validation_errors: [metaError] })] },
		);
		expect(await json('getAll', { returnAll: true })).toEqual([
			{
				id: '1',
				name: 'flow 1',
				status: 'DRAFT',
				categories: ['OTHER'],
				json_version: '7.3',
				updated_at: '2026-10-01T08:30:00+0000',
				valid: true,
				validationErrors: [],
			},
			{ id: '2', name: 'flow 2', status: 'DRAFT', categories: ['OTHER'], valid: false, validationErrors: [errorRow] },
		]);
	});

	test('returns raw rows up to the limit when Simplify is off', async () => {
		expectGet(FLOWS, { fields: listFields, limit: '1' }, { data: [row('1'), row('2')] });
		expect(await json('getAll', { limit: 1, simplify: false })).toEqual([row('1')]);
	});
});

describe('Get', () => {
	const fields = `${listFields},data_api_version,endpoint_uri,application,preview.invalidate(false),health_status`;
	const response = {
		...row(FLOW),
		data_api_version: '3.0',
		endpoint_uri: 'https://example.com/flow',
		application: { id: '7', name: 'App' },
		preview: {
			preview_url: 'https://business.facebook.com/wa/manage/flows/1/preview/?token=t',
			expires_at: '2026-12-01T00:00:00+0000',
		},
		health_status: {
			can_send_message: 'BLOCKED',
			entities: [
				{ entity_type: 'FLOW', id: FLOW, can_send_message: 'AVAILABLE' },
				{
					entity_type: 'WABA',
					id: WABA,
					can_send_message: 'BLOCKED',
					errors: [{ error_code: 141006, error_description: 'No card.', possible_solution: 'Add one.' }],
				},
			],
		},
	};

	test('returns flat fields and the problems that block sending', async () => {
		expectGet(NODE, { fields }, response);
		expect(await json('get', { flowId })).toEqual([
			{
				...row(FLOW, { validation_errors: undefined }),
				data_api_version: '3.0',
				endpoint_uri: 'https://example.com/flow',
				application_id: '7',
				preview_url: response.preview.preview_url,
				preview_expires_at: '2026-12-01T00:00:00+0000',
				can_send_message: 'BLOCKED',
				health_problems: [{ entity: 'WABA', problem: 'No card.', solution: 'Add one.' }],
				valid: true,
				validationErrors: [],
			},
		]);
	});

	test('returns the health for a phone number, and dates as Unix time', async () => {
		expectGet(
			NODE,
			{ fields: fields.replace(',health_status', `,health_status.phone_number(${PHONE})`), date_format: 'U' },
			row(FLOW),
		);
		const additionalFields = { healthPhoneNumberId: { __rl: true, mode: 'list', value: PHONE }, unixTime: true };
		expect(await json('get', { flowId, additionalFields })).toMatchObject([{ id: FLOW, valid: true }]);
	});

	test.each<[INodeParameters, string]>([
		[{ fields: ['name', 'status'] }, 'name,status'],
		[
			{ fields: '={{ "name, application{id,name},metric.name(X).granularity(DAY)" }}' },
			'name,application{id,name},metric.name(X).granularity(DAY)',
		],
		[
			{},
			'application,categories,data_api_version,endpoint_uri,health_status,id,json_version,name,preview.invalidate(false),status,updated_at,validation_errors,whatsapp_business_account',
		],
		[
			{ fields: ['health_status'], additionalFields: { healthPhoneNumberId: PHONE } },
			`health_status.phone_number(${PHONE})`,
		],
	])('returns the raw response when Simplify is off: %j', async (parameters, requested) => {
		expectGet(NODE, { fields: requested }, response);
		expect(await json('get', { flowId, simplify: false, ...parameters })).toEqual([response]);
	});

	test.each<[INodeParameters, string]>([
		[{ fields: '={{ "name;drop" }}' }, "'Fields' has an entry that is not the name of a field"],
		[{ fields: '={{ [{}] }}' }, "'Fields' needs text, got an object"],
		[{ additionalFields: { healthPhoneNumberId: 'mine' } }, "'Phone Number for Health Status' is not an ID"],
		[{ flowId: picked('a b', 'id') }, "'Flow' is not an ID"],
	])('rejects invalid parameters of Get: %j', async (parameters, message) =>
		expect(await errorOf('get', { flowId, simplify: false, ...parameters })).toBe(`${message}`),
	);
});

describe('Get Preview', () => {
	const preview_url = 'https://business.facebook.com/wa/manage/flows/1/preview/?token=t';
	const expires_at = '2026-12-01T00:00:00+0000';
	const expectPreview = (renew: boolean, preview: object = { preview_url, expires_at }) =>
		expectGet(NODE, { fields: `preview.invalidate(${renew})` }, { id: FLOW, preview });

	test('returns the current preview URL, or a new one', async () => {
		expectPreview(false);
		expect(await json('getPreview', { flowId })).toEqual([{ id: FLOW, preview_url, expires_at }]);
		expectPreview(true);
		await json('getPreview', { flowId, invalidate: true });
	});

	test('adds the parameters of an interactive preview to the URL', async () => {
		expectPreview(false);
		const previewParameters = {
			interactive: true,
			flowToken: 't 1',
			flowAction: 'navigate',
			flowActionPayload: '{"screen": "A", "data": {"a": "ä"}}',
			phoneNumber: '+1 650',
			debug: false,
		};
		const [{ preview_url: url }] = await json('getPreview', { flowId, previewParameters });
		expect(Object.fromEntries(new URL(String(url)).searchParams)).toEqual({
			token: 't',
			interactive: 'true',
			flow_token: 't 1',
			flow_action: 'navigate',
			flow_action_payload: '{"screen":"A","data":{"a":"ä"}}',
			phone_number: '+1 650',
			debug: 'false',
		});
	});

	test.each<[string, INodeParameters, object]>([
		['from the list', { flowScreen: picked('BOOKING') }, { screen: 'BOOKING' }],
		[
			'with its data',
			{ flowScreen: picked('BOOKING', 'id'), flowData: '={{ { name: "Ada" } }}' },
			{ screen: 'BOOKING', data: { name: 'Ada' } },
		],
		['data alone', { flowData: '{"name": "Ada"}', flowScreen: picked('') }, { data: { name: 'Ada' } }],
		[
			'in place of that of an earlier node',
			{ flowScreen: picked('BOOKING'), flowActionPayload: '{"screen": "A", "data": {"a": 1}}' },
			{ screen: 'BOOKING', data: { a: 1 } },
		],
	])('opens the first screen %s', async (_what, previewParameters, payload) => {
		expectPreview(false);
		const [{ preview_url: url }] = await json('getPreview', { flowId, previewParameters });
		const sent = Object.fromEntries(new URL(String(url)).searchParams);
		expect(sent).toEqual({ token: 't', flow_action_payload: JSON.stringify(payload) });
	});

	test.each([{}, { preview_url: 'odd' }])('passes an unexpected preview through: %j', async (preview) => {
		expectPreview(false, preview);
		expect(await json('getPreview', { flowId, previewParameters: { flowActionPayload: '{}', debug: true } })).toEqual([
			{ id: FLOW, ...preview },
		]);
	});

	test.each<[INodeParameters, string]>([
		[
			{ flowAction: 'data_exchange', flowActionPayload: '{"screen": "A"}' },
			"'First Screen' cannot be used with 'Flow Action' Call Endpoint",
		],
		[
			{ flowAction: 'data_exchange', flowData: '{"name": "Ada"}' },
			"'Opening Data (JSON)' cannot be used with 'Flow Action' Call Endpoint",
		],
		[{ flowData: '[1]' }, "'Opening Data (JSON)' needs a JSON object, got an array"],
		[{ flowActionPayload: '[1]' }, "'Flow Action Payload' needs a JSON object, got an array"],
		[{ flowActionPayload: '{' }, "'Flow Action Payload' is not valid JSON"],
		[{ flowAction: 'go' }, "'Flow Action' has an unknown value"],
		[{ interactive: '={{ "x" }}' }, "'Interactive' is neither true nor false"],
	])('rejects invalid parameters of Get Preview: %j', async (previewParameters, message) =>
		expect(await errorOf('getPreview', { flowId, previewParameters })).toContain(message),
	);
});

describe('Get Metrics', () => {
	const day = (back: number): string => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
	const metric = (name: string, granularity: string, data: object[]) => ({
		id: FLOW,
		metric: { name, granularity, data_points: [{ timestamp: '2026-11-01T00:00:00+0000', data }, 'odd'] },
	});

	test('returns one item per data point', async () => {
		const response = metric('ENDPOINT_AVAILABILITY', 'DAY', [
			{ key: 'succeeded', value: 713 },
			{ key: 'failed', value: 2 },
		]);
		expectGet(
			NODE,
			{ fields: `metric.name(ENDPOINT_AVAILABILITY).granularity(DAY).since(${day(89)}).until(${day(0)})` },
			response,
		);
		const parameters = {
			flowId,
			metric: 'ENDPOINT_AVAILABILITY',
			since: `${day(89)}T00:00:00`,
			until: `${day(0)}T00:00:00`,
		};
		expect(await json('getMetrics', parameters)).toEqual([
			{
				metric: 'ENDPOINT_AVAILABILITY',
				granularity: 'DAY',
				timestamp: '2026-11-01T00:00:00+0000',
				succeeded: 713,
				failed: 2,
			},
		]);
	});

	test('renames latency keys, and ignores dates for the lifetime granularity', async () => {
		expectGet(
			NODE,
			{ fields: 'metric.name(ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL).granularity(LIFETIME)' },
			metric('ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL', 'LIFETIME', [{ key: '1', value: 5 }]),
		);
		const parameters = {
			flowId,
			metric: 'ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL',
			granularity: 'LIFETIME',
			since: '2020-01-01',
		};
		expect(await json('getMetrics', parameters)).toEqual([
			{
				metric: 'ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL',
				granularity: 'LIFETIME',
				timestamp: '2026-11-01T00:00:00+0000',
				up_to_1_s: 5,
			},
		]);
	});

	test('returns the raw metrics when Simplify is off, and no items when there is no data', async () => {
		const response = metric('ENDPOINT_REQUEST_COUNT', 'HOUR', [{ key: 'value', value: 1 }]);
		expectGet(NODE, { fields: 'metric.name(ENDPOINT_REQUEST_COUNT).granularity(HOUR)' }, response);
		expect(await json('getMetrics', { flowId, granularity: 'HOUR', simplify: false })).toEqual([response]);
		expectGet(NODE, { fields: 'metric.name(ENDPOINT_REQUEST_COUNT).granularity(DAY)' }, { id: FLOW });
		expect(await json('getMetrics', { flowId })).toEqual([]);
	});

	test.each<[INodeParameters, string]>([
		[{ since: day(93) }, "'Start Date' is more than 90 days ago, the time for which WhatsApp keeps numbers per day"],
		[
			{ granularity: 'HOUR', since: day(33) },
			"'Start Date' is more than 30 days ago, the time for which WhatsApp keeps numbers per hour",
		],
		[{ since: day(1), until: day(5) }, "'Start Date' is after 'End Date'"],
		[{ until: day(-3) }, "'End Date' is in the future"],
		[{ since: 'soon' }, "'Start Date' is not a date"],
		[{ metric: 'SALES' }, "'Metric' has an unknown value"],
		[{ granularity: 'YEAR' }, "'Granularity' has an unknown value"],
	])('rejects invalid parameters of Get Metrics: %j', async (parameters, message) =>
		expect(await errorOf('getMetrics', { flowId, ...parameters })).toBe(`${message}`),
	);
});

describe('the flow list', () => {
	const context = (resource: string) => loadOptions({ resource, operation: 'x' });
	const response = { data: [row('1', { name: 'Table booking', status: 'PUBLISHED' }), row('2', { name: 'Survey' })] };

	test('shows name and status, and filters by part of the name or ID', async () => {
		expectGet(FLOWS, { fields: 'id,name,status', limit: '100' }, response);
		expect(await searchFlows.call(context('message'))).toEqual({
			results: [
				{ name: 'Table booking - published', value: '1' },
				{ name: 'Survey - draft', value: '2' },
			],
		});
		expectGet(FLOWS, { fields: 'id,name,status', limit: '100' }, response);
		expect((await searchFlows.call(context('message'), 'tABLE ')).results).toEqual([
			{ name: 'Table booking - published', value: '1' },
		]);
	});

	test('skips pages without a match, and returns the token of the next page', async () => {
		const next = { cursors: { after: 'B' }, next: 'https://next' };
		expectGet(FLOWS, { fields: 'id,name,status', limit: '100', after: 'A' }, { data: [row('3')], paging: next });
		expectGet(
			FLOWS,
			{ fields: 'id,name,status', limit: '100', after: 'B' },
			{ ...response, paging: { ...next, cursors: { after: 'C' } } },
		);
		expect(await searchFlows.call(context('message'), 'survey', 'A')).toEqual({
			results: [{ name: 'Survey - draft', value: '2' }],
			paginationToken: 'C',
		});
	});

	test.each([
		['flow', 'whatsAppFlowsApi'],
		['message', 'whatsAppBusinessCloudApi'],
	])('lists flows and numbers for the resource %s with %s', async (resource, wanted) => {
		const load = context(resource);
		const requested: string[] = [];
		const node = nodeOf({ resource }, resource === 'flow' ? WITH_FLOWS : {});
		jest.spyOn(load, 'getNode').mockReturnValue(node);
		const other = context('message');
		jest.spyOn(load, 'getCredentials').mockImplementation(async (type: string) => {
			requested.push(type);
			return await other.getCredentials('whatsAppBusinessCloudApi');
		});
		nock(GRAPH).get(FLOWS).query(true).reply(200, response);
		nock(GRAPH).get(`/v25.0/${WABA}/phone_numbers`).query(true).reply(200, { data: [] });
		await searchFlows.call(load);
		await searchPhoneNumbers.call(load);
		expect(requested).toEqual([wanted, wanted]);
	});
});

test('sends a picked flow by ID, or by name', async () => {
	const message = {
		resource: 'message',
		operation: 'send',
		phoneNumberId: PHONE,
		recipientPhoneNumber: '49151000',
		messageType: 'flow',
		textBody: 'a',
		buttonText: 'b',
		flowAction: 'data_exchange',
	};
	const response = { messages: [{ id: 'wamid.1' }] };
	const { runNode } = await import('../harness');
	for (const [flow, called] of [
		[picked('77'), { flow_id: '77' }],
		[picked('=7{{ 7 }}', 'name'), { flow_name: '77' }],
	] as const) {
		let sent: { interactive?: { action: { parameters: object } } } = {};
		nock(GRAPH, AUTH)
			.post(`/v25.0/${PHONE}/messages`, (body) => Boolean((sent = body)))
			.reply(200, response);
		await runNode({ parameters: { ...message, flow } });
		expect(sent.interactive?.action.parameters).toEqual({
			flow_message_version: '3',
			...called,
			flow_cta: 'b',
			flow_action: 'data_exchange',
		});
	}
});
