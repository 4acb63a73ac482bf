import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { readJson } from '../../shared/input/jsonParameter';
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
	payload: 'Flow Action Payload',
	phone: 'Phone Number',
	token: 'Flow Token',
};
/** Not a secret: it is part of a URL that users open. */
const tokenParameter = 'flowToken';
const actions = ['navigate', 'data_exchange'] as const;
const payloadAdvice = 'Enter a JSON object such as {"screen": "WELCOME", "data": {"name": "Ada"}}';

/** @returns undefined when a JSON field is empty; n8n's editor requires at least an empty object */
function payloadOf(value: unknown): IDataObject | undefined {
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return undefined;
	const data = readJson(value, fields.payload, payloadAdvice);
	if (!isObject(data)) throw new InputError(fields.payload, 'needs a JSON object, got an array', payloadAdvice);
	return Object.keys(data).length > 0 ? (data as IDataObject) : undefined;
}

/** Parameters of the preview URL. WhatsApp docs: Flows > Testing and debugging > Interactive preview. */
function readParameters(value: unknown): Record<string, string> {
	const given = readCollection(value, FIELD);
	const payload = payloadOf(given.flowActionPayload);
	const action =
		given.flowAction === undefined ? undefined : readEnum(given.flowAction, fields.action, actions, 'navigate');
	if (payload !== undefined && action === 'data_exchange') {
		throw new InputError(
			fields.payload,
			`does not go with '${fields.action}' Ask the Endpoint`,
			'Remove it: the endpoint gives screen and data',
		);
	}
	const parameters = omitUndefined({
		interactive: optionalFlag(given.interactive, fields.interactive),
		flow_token: optionalText(given[tokenParameter], fields.token)?.trim(),
		flow_action: action,
		flow_action_payload: payload && JSON.stringify(payload),
		phone_number: optionalText(given.phoneNumber, fields.phone)?.trim(),
		debug: optionalFlag(given.debug, fields.debug),
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
		flowLocator('The flow to look at in a browser'),
		{
			displayName: 'Renew',
			name: 'invalidate',
			type: 'boolean',
			default: false,
			description:
				'Whether to get a new address, valid for 30 days, and make those handed out before invalid. Otherwise the present address comes, as long as it is valid.',
		},
		{
			displayName: FIELD,
			name: 'previewParameters',
			type: 'collection',
			placeholder: 'Add Parameter',
			default: {},
			description: 'What the preview does, appended to its address',
			options: [
				{
					displayName: fields.debug,
					name: 'debug',
					type: 'boolean',
					default: true,
					description: 'Whether to show the actions of the flow and the answers of its endpoint beside it',
				},
				{
					displayName: fields.action,
					name: 'flowAction',
					type: 'options',
					options: [
						{
							name: 'Ask the Endpoint',
							value: 'data_exchange',
							description: 'The endpoint of the flow says which screen comes first',
						},
						{ name: 'Open a Screen', value: 'navigate', description: 'The first screen, or the one in the payload' },
					],
					default: 'navigate',
					description: 'What happens when the flow is opened. Only for an interactive preview.',
				},
				{
					displayName: fields.payload,
					name: 'flowActionPayload',
					type: 'json',
					typeOptions: { rows: 4 },
					default: '{}',
					description:
						'The first screen and its data, such as { "screen": "WELCOME", "data": { "name": "Ada" } }. Goes with the flow action Open a Screen.',
				},
				{
					displayName: fields.token,
					name: tokenParameter,
					type: 'string',
					default: '',
					placeholder: 'e.g. preview-1',
					description:
						'The flow token that the endpoint gets with each request. Flows with an endpoint need one in an interactive preview.',
				},
				{
					displayName: fields.interactive,
					name: 'interactive',
					type: 'boolean',
					default: true,
					description: 'Whether the preview can be filled in and sends its data to the endpoint',
				},
				{
					displayName: fields.phone,
					name: 'phoneNumber',
					type: 'string',
					default: '',
					placeholder: 'e.g. +16505550111',
					description:
						'The business number that would send the flow: its public key encrypts the requests. Flows with an endpoint need one in an interactive preview.',
				},
			],
		},
		readOptions,
	],

	prepare(item) {
		const id = readFlowId(item);
		const renew = optionalFlag(item.parameter('invalidate', false), 'Renew') ?? false;
		const parameters = readParameters(item.parameter('previewParameters', {}));
		const query = { fields: `preview.invalidate(${renew})` };
		return {
			async run() {
				const answer = await item.graph.request({ method: 'GET', path: [id], query });
				const preview = (isObject(answer.preview) ? answer.preview : {}) as IDataObject;
				return { json: { id, ...preview, preview_url: withParameters(preview.preview_url, parameters) as string } };
			},
		};
	},
};
