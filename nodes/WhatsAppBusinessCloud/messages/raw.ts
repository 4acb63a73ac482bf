import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { readJson } from '../shared/input/jsonParameter';
import type { MessageType } from './types';
import { describeType } from '../shared/input/parameterValues';

/** Display name of the field with the message. */
export const rawMessageField = 'Message (JSON)';

const field = rawMessageField;
const advice = 'Enter a JSON object such as {"type": "text", "text": {"body": "Hello"}}';

/** Properties of a complete message that the node sets from its own fields. */
const replaced = ['messaging_product', 'recipient', 'recipient_type', 'to'];

/**
 * Any Cloud API message, for types without a form. The JSON requires `type` and an object of that name. Sender and
 * recipient always come from the node's fields; everything else in the JSON is sent unchanged.
 */
export const raw: MessageType = {
	value: 'raw',
	name: 'Raw JSON',
	description: 'Send any Cloud API message, defined as JSON',
	properties: [
		{
			displayName: field,
			name: 'rawMessage',
			type: 'json',
			typeOptions: { rows: 8 },
			required: true,
			default: '{\n  "type": "text",\n  "text": { "body": "Hello" }\n}',
			description: 'The message in the Cloud API format: its type, and the object of that name',
			hint: 'The fields above set the recipient. The JSON keys messaging_product, to, recipient and recipient_type are ignored.',
		},
	],
	build(parameters) {
		const message = readJson(parameters.rawMessage, field, advice);
		if (Array.isArray(message)) throw new InputError(field, 'needs one JSON object, got an array', advice);
		const parts = Object.entries(message).filter(([key]) => !replaced.includes(key));
		const body = Object.fromEntries(parts) as IDataObject;
		const type = checkType(Object.hasOwn(body, 'type') ? body.type : undefined);
		const content = Object.hasOwn(body, type) ? body[type] : undefined;
		if (typeof content !== 'object' || content === null) {
			throw new InputError(
				field,
				`has the type "${type}", but its "${type}" is ${content === undefined ? 'missing' : describeType(content)}`,
				`Add the content of the message as an object named "${type}"`,
			);
		}
		return { body, uploads: [], links: [] };
	},
};

function checkType(type: unknown): string {
	if (type === undefined || type === '') throw new InputError(field, 'has no "type"', advice);
	if (typeof type !== 'string')
		throw new InputError(field, (quoted) => `The "type" in ${quoted} needs text, got ${describeType(type)}`, advice);
	// `type` and __proto__ are not message types.
	if (/^[a-z][a-z_]*$/.test(type) && type !== 'type') return type;
	throw new InputError(
		field,
		(quoted) => `The "type" in ${quoted} is not a message type`,
		'Types have small letters and underscores only, such as text or interactive',
	);
}
