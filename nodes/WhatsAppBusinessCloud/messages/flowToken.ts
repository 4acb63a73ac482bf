import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { optionalJsonObject } from '../shared/input/jsonParameter';
import { readCollection, isObject, optionalText, readAdditionalFields } from '../shared/input/parameterValues';
import { docsLink } from '../shared/docs';

const fields = { token: 'Signed Flow Token', hours: 'Expires After (Hours)', data: 'Token Data (JSON)' };

/** Hours. Flow messages can be opened as long as they are in the chat; one day fits what users do immediately. */
const DEFAULT_HOURS = 24;
const MAX_HOURS = 10 * 366 * 24;

/** Expiration and content of a token: the same in messages and in Flow > Create Token. */
export const tokenValues: INodeProperties[] = [
	{
		displayName: fields.hours,
		name: 'expiresAfter',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULT_HOURS,
		description:
			'How long the Flow can be used, in hours. 0 means no expiration. After that, the WhatsApp Flows Endpoint Trigger rejects it with a message.',
	},
	{
		displayName: fields.data,
		name: 'tokenData',
		type: 'json',
		default: '{}',
		description:
			'Data to include in the token, such as { "order": 2044 }. It reaches the endpoint and is returned with the response. The data is signed but not encrypted, so do not include secrets.',
	},
];

/** Part of Additional Fields of messages that open a flow. */
export const signedTokenField: INodeProperties = {
	displayName: fields.token,
	name: 'signedFlowToken',
	type: 'fixedCollection',
	placeholder: 'Add token',
	default: {},
	description:
		"Use a Flow token that is signed with the credential's app secret and valid for this recipient and Flow only. The WhatsApp Flows Endpoint Trigger verifies it and outputs its data.",
	hint: docsLink('flows.md#flow-tokens', 'About Flow tokens'),
	options: [{ displayName: 'Token', name: 'token', values: tokenValues }],
};

/** The user's settings for a token. */
export interface FlowTokenOptions {
	/** ms; undefined: never expires */
	lifetime?: number;
	data?: Record<string, unknown>;
}

/** Reads `tokenValues`. @throws InputError */
export function readFlowTokenOptions({ expiresAfter, tokenData }: Record<string, unknown>): FlowTokenOptions {
	const text = optionalText(expiresAfter, fields.hours)?.trim() ?? String(DEFAULT_HOURS);
	const hours = Number(text);
	if (!Number.isFinite(hours) || hours < 0 || hours > MAX_HOURS) {
		throw new InputError(
			fields.hours,
			'is not a number of hours',
			`Enter a number such as ${DEFAULT_HOURS}, or 0 for a token that does not expire`,
		);
	}
	const data = optionalJsonObject(tokenData, fields.data);
	return { ...(hours > 0 && { lifetime: hours * 3_600_000 }), ...(data && { data }) };
}

/** @returns the settings of `signedTokenField`; undefined when it was not added @throws InputError */
export function readSignedToken(additionalFields: unknown): FlowTokenOptions | undefined {
	const { signedFlowToken } = readAdditionalFields(additionalFields);
	const { token } = readCollection(signedFlowToken, fields.token);
	return isObject(token) ? readFlowTokenOptions(token) : undefined;
}

/** A part of a message that accepts a flow token. */
export interface FlowTokenSlot {
	target: { flow_token?: unknown };
	/** ID or name of the flow, if the message contains it. */
	flow?: string;
}

/**
 * Finds the slots for a flow token in a built message: the button of a flow message, or those of a template and its
 * cards.
 * @throws InputError when there is no slot, or the slot already has a token
 */
export function findFlowTokenSlots(body: Record<string, unknown>): FlowTokenSlot[] {
	const slots: FlowTokenSlot[] = [];
	const walk = (value: unknown): void => {
		if (Array.isArray(value)) value.forEach(walk);
		if (!isObject(value)) return;
		const { name, parameters, sub_type, action } = value;
		if (name === 'flow' && isObject(parameters)) {
			slots.push({ target: parameters, flow: optionalText(parameters.flow_id ?? parameters.flow_name, 'Flow') });
		} else if (sub_type === 'flow') {
			for (const parameter of Array.isArray(parameters) ? parameters : [])
				if (isObject(parameter) && isObject(parameter.action)) slots.push({ target: parameter.action });
		} else {
			[action, value.components, value.cards, value.interactive, value.template].forEach(walk);
		}
	};
	walk(body);
	if (slots.length === 0) {
		throw new InputError(
			fields.token,
			'is set, but no button of this message opens a flow',
			"Remove it, or fill in the template's flow button",
		);
	}
	if (slots.some(({ target: { flow_token: token } }) => token !== undefined && token !== 'unused')) {
		throw new InputError(fields.token, "is set, and so is 'Flow Token'", 'Remove one of the two: a flow has one token');
	}
	return slots;
}
