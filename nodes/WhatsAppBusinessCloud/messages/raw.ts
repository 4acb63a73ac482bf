import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { docsLink } from '../shared/docs';
import { InputError } from '../shared/inputError';
import { readJson } from '../shared/input/jsonParameter';
import { checkInput, jsonError } from '../shared/input/parseInput';
import type { MessageType } from './types';
import { describeType } from '../shared/input/parameterValues';

/** Display name of the field with the message. */
export const rawMessageField = 'Message (JSON)';

const field = rawMessageField;
const advice = 'Enter a JSON object such as {"type": "text", "text": {"body": "Hello"}}';

/** Properties of a complete message that the node sets from its own fields. */
const replaced = ['messaging_product', 'recipient', 'recipient_type', 'to'];

/** `type` and `__proto__` are not message types. */
const isType = (type: string): boolean => /^[a-z][a-z_]*$/.test(type) && type !== 'type';

const message = z.object({ type: z.string().min(1) }).passthrough();

/** `{type, [type]: {...}}`, with any type and other keys. */
function checkMessage(value: unknown): IDataObject {
	const body = checkInput(message, value, field, { advice });
	const { type } = body;
	if (!isType(type)) {
		const have = 'Types have small letters and underscores only, such as text or interactive';
		throw jsonError(field, ['type'], 'is not a message type', have);
	}
	const content = Object.hasOwn(body, type) ? body[type] : undefined;
	if (typeof content === 'object' && content !== null) return body as IDataObject;
	throw new InputError(
		field,
		`has the type "${type}", but its "${type}" is ${content === undefined ? 'missing' : describeType(content)}`,
		`Add the content of the message as an object named "${type}"`,
	);
}

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
			hint: `The fields above set the recipient. The JSON keys messaging_product, to, recipient and recipient_type are ignored. ${docsLink('sending.md#raw-json', 'More')}`,
		},
	],
	build(parameters) {
		const entered = readJson(parameters.rawMessage, field, advice);
		const body = checkMessage(Array.isArray(entered) ? entered : withoutKeys(entered, replaced));
		return { body, uploads: [], links: [] };
	},
};

const withoutKeys = (object: object, keys: string[]): object =>
	Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
