import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { SUCCESS, invalidTokenResponse, type FlowAnswer } from '../../flows/protocol/answer';
import { InputError } from '../../shared/inputError';
import { jsonObject } from '../../shared/input/jsonParameter';
import {
	readEnum,
	readCollection,
	isObject,
	optionalId,
	optionalText,
	requiredText,
} from '../../shared/input/parameterValues';
import type { Operation, OperationItem } from '../types';

const fields = {
	with: 'Respond With',
	screen: 'Screen',
	same: 'Screen to Stay On',
	message: 'Error Message',
	expired: 'Message',
	mode: 'Send Data As',
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
			{
				name: 'Closing the Flow',
				value: 'close',
				description: 'Ends the Flow; its answers come to the WhatsApp Trigger as a message',
			},
			{
				name: 'Error on the Same Screen',
				value: 'error',
				description: 'The person stays where they are, and reads a message',
			},
			{ name: 'Next Screen', value: 'screen', description: 'Shows a screen of the Flow, with data for it' },
			{
				name: 'Token No Longer Valid',
				value: 'expired',
				description: 'Ends the Flow for good: the button that opened it is disabled',
			},
		],
		description: 'What the person in the Flow is to see. Only the first item of a run is answered with.',
	},
	{
		displayName: fields.screen,
		name: 'screen',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. CHOOSE_TIME',
		description: 'ID of the screen to show, as in the JSON of the flow',
		displayOptions: { show: { respondWith: ['screen'] } },
	},
	{
		displayName: fields.same,
		name: 'errorScreen',
		type: 'string',
		default: '',
		placeholder: 'e.g. CHOOSE_TIME',
		description: 'ID of a screen. Leave it empty for the one where the person is.',
		displayOptions: { show: { respondWith: ['error'] } },
	},
	{
		displayName: fields.message,
		name: 'errorMessage',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. This time was taken in the meantime. Please choose another one.',
		description: 'What the person reads',
		displayOptions: { show: { respondWith: ['error'] } },
	},
	{
		displayName: fields.expired,
		name: 'expiredMessage',
		type: 'string',
		required: true,
		default: 'This form is no longer valid. Please ask for a new one.',
		description: 'What the person reads. WhatsApp disables the button that opened the Flow.',
		displayOptions: { show: { respondWith: ['expired'] } },
	},
	{
		displayName: fields.mode,
		name: 'dataMode',
		type: 'options',
		default: 'fields',
		options: [
			{ name: 'Fields', value: 'fields', description: 'One by one, each with its name' },
			{ name: 'JSON', value: 'json', description: 'A whole object' },
		],
		description: 'How to say what the screen shows, or, when the Flow is closed, what its answers hold',
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
						description: 'As the screen declares it',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Ada',
						description: 'Text; an expression may give a list, an object, a number, or true and false',
					},
				],
			},
		],
		description:
			'What the screen shows, by the names that its data declares; or, when the Flow is closed, what its answers hold',
		displayOptions: { show: { respondWith: ['screen', 'error', 'close'], dataMode: ['fields'] } },
	},
	{
		displayName: fields.json,
		name: 'dataJson',
		type: 'json',
		typeOptions: { rows: 5 },
		default: '{}',
		description:
			'What the screen shows, such as { "greeting": "Hello Ada" }; or, when the Flow is closed, what its answers hold',
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
		if (data.has(key))
			throw new InputError(fields.name, `is there twice: ${key.slice(0, 50)}`, 'Remove one of the two');
		data.set(key, value);
	}
	return Object.fromEntries(data) as IDataObject;
}

function readData(item: OperationItem): IDataObject {
	if (readEnum(item.parameter('dataMode'), fields.mode, ['fields', 'json'] as const, 'fields') === 'fields')
		return readFields(item);
	return jsonObject(item.parameter('dataJson', '{}'), fields.json);
}

/**
 * The request to respond to, as output by this workflow's trigger.
 * @throws InputError when there is no such trigger before this node
 */
function requestOf(n8n: IExecuteFunctions): IDataObject {
	const trigger = n8n
		.getParentNodes(n8n.getNode().name)
		.find(({ type }) => type.endsWith('whatsAppFlowsEndpointTrigger'));
	if (trigger === undefined) {
		throw new InputError(
			'Operation',
			() => "'Respond to Endpoint' has no WhatsApp Flows Endpoint Trigger before it",
			'Put that trigger at the start of this very workflow: only a request that it received can be answered',
		);
	}
	const source = n8n.getWorkflowDataProxy(0).$ as (name: string) => { first(): { json: unknown } };
	const { json } = source(trigger.name).first();
	return isObject(json) ? (json as IDataObject) : {};
}

function readAnswer(item: OperationItem, request: IDataObject): FlowAnswer {
	const respondWith = readEnum(item.parameter('respondWith'), fields.with, answers, 'screen');
	if (respondWith === 'expired')
		return invalidTokenResponse(
			requiredText(item.parameter('expiredMessage'), fields.expired, 'Enter what the person is to read'),
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
	const screen = optionalId(item.parameter('errorScreen'), fields.same) ?? optionalText(request.screen, fields.same);
	if (screen === undefined) {
		throw new InputError(
			fields.same,
			'is empty, and the person is on no screen yet: the Flow is just being opened',
			'Enter the ID of a screen to show the message on',
		);
	}
	const message = requiredText(item.parameter('errorMessage'), fields.message, 'Enter what the person is to read');
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
