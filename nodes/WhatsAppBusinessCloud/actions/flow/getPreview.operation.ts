import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { flowScreenField, flowScreenName, readFlowScreen } from '../../messages/flowScreen';
import { optionalJsonObject } from '../../shared/input/jsonParameter';
import {
	readEnum,
	omitUndefined,
	readCollection,
	isObject,
	optionalFlag,
	optionalText,
} from '../../shared/input/parameterValues';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { flowLocator, readFlowId } from './fields';

const FIELD = 'Preview Parameters';
const fields = {
	action: 'Flow Action',
	debug: 'Debug',
	interactive: 'Interactive',
	data: 'Opening Data (JSON)',
	payload: 'Flow Action Payload',
	phone: 'Phone Number',
	token: 'Flow Token',
};
/** Not a secret: it is part of a URL that users open. */
const tokenParameter = 'flowToken';
const actions = ['navigate', 'data_exchange'] as const;
const dataAdvice = 'Enter a JSON object such as {"name": "Ada"}, or leave the field empty';
const payloadAdvice = 'Enter a JSON object such as {"screen": "WELCOME", "data": {"name": "Ada"}}';

/** First screen and its data, which earlier nodes have as one JSON object. @throws InputError */
function readPayload(values: Record<string, unknown>): IDataObject | undefined {
	const payload = omitUndefined({
		...optionalJsonObject(values.flowActionPayload, fields.payload, payloadAdvice),
		...omitUndefined({
			screen: readFlowScreen(values.flowScreen),
			data: optionalJsonObject(values.flowData, fields.data, dataAdvice),
		}),
	});
	return Object.keys(payload).length === 0 ? undefined : payload;
}

/** Parameters of the preview URL. WhatsApp docs: Flows > Testing and debugging > Interactive preview. */
function readParameters(value: unknown): Record<string, string> {
	const values = readCollection(value, FIELD);
	const payload = readPayload(values);
	const action =
		values.flowAction === undefined ? undefined : readEnum(values.flowAction, fields.action, actions, 'navigate');
	if (payload !== undefined && action === 'data_exchange') {
		throw new InputError(
			payload.screen === undefined ? fields.data : flowScreenName,
			`cannot be used with '${fields.action}' Call Endpoint`,
			'Remove it: the endpoint provides screen and data',
		);
	}
	const parameters = omitUndefined({
		interactive: optionalFlag(values.interactive, fields.interactive),
		flow_token: optionalText(values[tokenParameter], fields.token)?.trim(),
		flow_action: action,
		flow_action_payload: payload && JSON.stringify(payload),
		phone_number: optionalText(values.phoneNumber, fields.phone)?.trim(),
		debug: optionalFlag(values.debug, fields.debug),
	});
	return Object.fromEntries(Object.entries(parameters).map(([name, one]) => [name, String(one)]));
}

/** Adds parameters to a URL; returns it unchanged when it cannot be parsed. */
function withParameters(address: unknown, parameters: Record<string, string>): unknown {
	if (typeof address !== 'string' || !URL.canParse(address)) return address;
	const url = new URL(address);
	for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
	return url.href;
}

/** Flow > Get Preview: GET /{flow}?fields=preview. WhatsApp docs: Flows > Flows API > Preview URL. */
export const getPreview: Operation = {
	properties: [
		flowLocator('The Flow to preview'),
		{
			displayName: 'Renew Preview URL',
			name: 'invalidate',
			type: 'boolean',
			default: false,
			description:
				'Whether to create a new preview URL, valid for 30 days, and invalidate earlier ones. When off, the current URL is returned if it is still valid.',
		},
		{
			displayName: FIELD,
			name: 'previewParameters',
			type: 'collection',
			placeholder: 'Add Parameter',
			default: {},
			description: 'Parameters to add to the preview URL',
			options: [
				{
					displayName: fields.debug,
					name: 'debug',
					type: 'boolean',
					default: true,
					description: "Whether to show the Flow's actions and endpoint responses next to the preview",
				},
				flowScreenField('flowScreen', "The screen to open. Only if 'Flow Action' is Open Screen."),
				{
					displayName: fields.action,
					name: 'flowAction',
					type: 'options',
					options: [
						{
							name: 'Call Endpoint',
							value: 'data_exchange',
							description: "Get the first screen from the Flow's endpoint",
						},
						{
							name: 'Open Screen',
							value: 'navigate',
							description: `Open the first screen, or the one in '${flowScreenName}'`,
						},
					],
					default: 'navigate',
					description: 'How the Flow determines its first screen. Only for interactive previews.',
				},
				// First screen and data of earlier nodes. Not offered in the editor.
				{ displayName: fields.payload, name: 'flowActionPayload', type: 'hidden', default: '' },
				{
					displayName: fields.token,
					name: tokenParameter,
					type: 'string',
					default: '',
					placeholder: 'e.g. preview-1',
					description:
						'Flow token to send to the endpoint. Required for interactive previews of Flows with an endpoint.',
				},
				{
					displayName: fields.interactive,
					name: 'interactive',
					type: 'boolean',
					default: true,
					description: 'Whether users can fill in the preview and send data to the endpoint',
				},
				{
					displayName: fields.data,
					name: 'flowData',
					type: 'json',
					typeOptions: { rows: 4 },
					// n8n's editor marks an empty JSON field as invalid.
					default: '{}',
					description:
						'Data for the first screen, as declared in the Flow JSON, such as { "name": "Ada" }. Only if \'Flow Action\' is Open Screen.',
				},
				{
					displayName: fields.phone,
					name: 'phoneNumber',
					type: 'string',
					default: '',
					placeholder: 'e.g. +16505550111',
					description:
						'Business phone number whose public key encrypts the requests. Required for interactive previews of Flows with an endpoint.',
				},
			],
		},
		...readOptions,
	],

	prepare(item) {
		const id = readFlowId(item);
		const renew = optionalFlag(item.parameter('invalidate', false), 'Renew Preview URL') ?? false;
		const parameters = readParameters(item.parameter('previewParameters', {}));
		const query = { fields: `preview.invalidate(${renew})` };
		return {
			async run() {
				const response = await item.graph.request({ method: 'GET', path: [id], query });
				const preview = (isObject(response.preview) ? response.preview : {}) as IDataObject;
				return { json: { id, ...preview, preview_url: withParameters(preview.preview_url, parameters) as string } };
			},
		};
	},
};
