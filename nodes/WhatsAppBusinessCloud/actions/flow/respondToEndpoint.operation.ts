import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { SUCCESS, invalidTokenResponse, type FlowResponse } from '../../flows/protocol/response';
import { InputError } from '../../shared/inputError';
import { jsonObject } from '../../shared/input/jsonParameter';
import { readEnum, readCollection, optionalId, requiredText } from '../../shared/input/parameterValues';
import { optionalObject, string } from '../../shared/lenientSchemas';
import type { Operation, OperationItem } from '../types';

const fields = {
	with: 'Respond With',
	screen: 'Screen',
	same: 'Error Screen',
	message: 'Error Message',
	expired: 'Message',
	mode: 'Define Data',
	json: 'Data (JSON)',
	fields: 'Data',
	name: 'Name',
};

const answers = ['screen', 'error', 'close', 'expired'] as const;
const withData = { show: { respondWith: ['screen', 'error', 'close'] } };

const properties: INodeProperties[] = [
	{
		displayName: fields.with,
		name: 'respondWith',
		type: 'options',
		default: 'screen',
		options: [
			{ name: 'Next Screen', value: 'screen', description: 'Show a screen of the Flow with the data below' },
			{
				name: 'Error Message',
				value: 'error',
				description: 'Show an error message on the current screen',
			},
			{
				name: 'Close Flow',
				value: 'close',
				description: 'Complete the Flow. The WhatsApp Trigger receives its response as a message.',
			},
			{
				name: 'Invalid Token',
				value: 'expired',
				description: 'End the Flow and disable the button that opened it',
			},
		],
		description: 'What to show to the user of the Flow. Only the first item is used as the response.',
	},
	{
		displayName: fields.screen,
		name: 'screen',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. CHOOSE_TIME',
		description: 'ID of the screen to show, as in the Flow JSON',
		displayOptions: { show: { respondWith: ['screen'] } },
	},
	{
		displayName: fields.same,
		name: 'errorScreen',
		type: 'string',
		default: '',
		placeholder: 'e.g. CHOOSE_TIME',
		description: 'ID of the screen to show the error on. Default: the current screen.',
		displayOptions: { show: { respondWith: ['error'] } },
	},
	{
		displayName: fields.message,
		name: 'errorMessage',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. This time slot is no longer available. Please choose another one.',
		description: 'The message to show to the user',
		displayOptions: { show: { respondWith: ['error'] } },
	},
	{
		displayName: fields.expired,
		name: 'expiredMessage',
		type: 'string',
		required: true,
		default: 'This form is no longer valid. Please ask for a new one.',
		description: 'The message to show to the user. WhatsApp disables the button that opened the Flow.',
		displayOptions: { show: { respondWith: ['expired'] } },
	},
	{
		displayName: fields.mode,
		name: 'dataMode',
		type: 'options',
		default: 'fields',
		options: [
			{ name: 'Using Fields', value: 'fields', description: 'Enter names and values one by one' },
			{ name: 'Using JSON', value: 'json', description: 'Enter an object as JSON or as an expression' },
		],
		description: 'How to enter the data',
		displayOptions: withData,
	},
	{
		displayName: fields.fields,
		name: 'dataFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add field',
		default: {},
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{
						displayName: fields.name,
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. times',
						description: 'Name as declared in the Flow JSON',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Ada',
						description: 'Text, or an expression that returns a number, boolean, list or object',
					},
				],
			},
		],
		description:
			'Data for the screen, as declared in the Flow JSON. When the Flow is closed: data to add to its response.',
		displayOptions: { show: { respondWith: ['screen', 'error', 'close'], dataMode: ['fields'] } },
	},
	{
		displayName: fields.json,
		name: 'dataJson',
		type: 'json',
		typeOptions: { rows: 5 },
		default: '{}',
		description:
			'Data for the screen, such as { "greeting": "Hello Ada" }. When the Flow is closed: data to add to its response.',
		displayOptions: { show: { respondWith: ['screen', 'error', 'close'], dataMode: ['json'] } },
	},
];

function readFields(item: OperationItem): IDataObject {
	const { field: rows = [] } = readCollection(item.parameter('dataFields', {}), fields.fields);
	const list: unknown[] = Array.isArray(rows) ? rows : [rows];
	const data = new Map<string, unknown>();
	for (const row of list) {
		const { name, value } = readCollection(row, fields.fields);
		const key = requiredText(name, fields.name, 'Enter the name of the field, as the screen declares it').trim();
		if (data.has(key)) throw new InputError(fields.name, `is used twice: ${key.slice(0, 50)}`, 'Remove one of the two');
		data.set(key, value);
	}
	return Object.fromEntries(data) as IDataObject;
}

function readData(item: OperationItem): IDataObject {
	if (readEnum(item.parameter('dataMode'), fields.mode, ['fields', 'json'] as const, 'fields') === 'fields')
		return readFields(item);
	return jsonObject(item.parameter('dataJson', '{}'), fields.json);
}

/** What a response needs of the trigger's item, which can be pinned, and so edited. */
const requestSchema = optionalObject({ screen: string, flowToken: string });

/**
 * The request to respond to, as output by this workflow's trigger.
 * @throws InputError when there is no such trigger before this node
 */
function requestOf(n8n: IExecuteFunctions): { screen?: string; flowToken?: string } {
	const trigger = n8n
		.getParentNodes(n8n.getNode().name)
		.find(({ type }) => type.endsWith('whatsAppFlowsEndpointTrigger'));
	if (trigger === undefined) {
		throw new InputError(
			'Operation',
			() => "'Respond to Endpoint' has no WhatsApp Flows Endpoint Trigger before it",
			'Start this workflow with that trigger: only a request that it received can be answered',
		);
	}
	const source = n8n.getWorkflowDataProxy(0).$ as (name: string) => { first(): { json: unknown } };
	const { json } = source(trigger.name).first();
	return requestSchema.parse(json) ?? {};
}

function readAnswer(item: OperationItem, request: ReturnType<typeof requestOf>): FlowResponse {
	const respondWith = readEnum(item.parameter('respondWith'), fields.with, answers, 'screen');
	if (respondWith === 'expired')
		return invalidTokenResponse(
			requiredText(item.parameter('expiredMessage'), fields.expired, 'Enter the text that the user reads'),
		);
	if (respondWith === 'close') {
		const { flowToken } = request;
		const params = { ...(flowToken !== undefined && { flow_token: flowToken }), ...readData(item) };
		return { status: 200, body: { screen: SUCCESS, data: { extension_message_response: { params } } } };
	}
	if (respondWith === 'screen') {
		const screen = requiredText(
			optionalId(item.parameter('screen'), fields.screen),
			fields.screen,
			'Enter the ID of the screen to show, as in the JSON of the flow',
		);
		return { status: 200, body: { screen, data: readData(item) } };
	}
	const screen = optionalId(item.parameter('errorScreen'), fields.same) ?? request.screen;
	if (screen === undefined) {
		throw new InputError(
			fields.same,
			'is empty, but the user has no screen yet: the Flow is just being opened',
			'Enter the ID of a screen to show the message on',
		);
	}
	const message = requiredText(item.parameter('errorMessage'), fields.message, 'Enter the text that the user reads');
	return { status: 200, body: { screen, data: { ...readData(item), error_message: message } } };
}

/**
 * Flow > Respond to Endpoint: the response of a WhatsApp Flows Endpoint Trigger of this workflow (WhatsApp docs: Flows
 * > Endpoint > Data exchange request). n8n passes it to the process that received the request, also from a worker;
 * there the trigger encrypts it. Items pass through.
 */
export const respondToEndpoint: Operation = {
	properties,

	prepare(item) {
		const { index, n8n } = item;
		const passed = n8n.getInputData()[index];
		// A request has one response.
		if (index > 0) return { run: async () => passed };
		const { status, body } = readAnswer(item, requestOf(n8n));
		return {
			async run() {
				await n8n.sendResponse({
					body: body as IDataObject,
					headers: { 'content-type': 'application/json' },
					statusCode: status,
				});
				return passed;
			},
		};
	},
};
