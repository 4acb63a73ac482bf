import type { INodeProperties } from 'n8n-workflow';
import type { Report } from '../../flows/json';
import { binaryFileStream } from '../../transport/stream';
import { InputError } from '../../shared/inputError';
import { binaryField, inputFileDescription, inputFileHint, mediaFieldNames } from '../../messages/media';
import { readEnum, emptyFieldError, describeType } from '../../shared/input/parameterValues';
import { findBinary } from '../run/binaryData';
import type { OperationItem } from '../types';

const FIELD = 'Flow JSON';
const BINARY_FIELD = mediaFieldNames.binary;

/** In bytes. WhatsApp docs: Flows > Flow JSON > Limitations. */
const MAX_SIZE = 10 * 1024 * 1024;

const ADVICE = 'Paste the JSON from the Flow Builder, or let an expression give it: text, or an object';

/** Flow JSON, as text or from a file. Read with `readFlowJson`. */
export const flowJsonFields: INodeProperties[] = [
	{
		displayName: 'Flow JSON Source',
		name: 'flowJsonSource',
		type: 'options',
		options: [
			{ name: 'Binary File', value: 'binary', description: "Use a JSON file in the input item's binary data" },
			{ name: 'JSON', value: 'json', description: 'Enter JSON here or use an expression' },
		],
		default: 'json',
		description: 'The source of the Flow JSON',
	},
	{
		displayName: FIELD,
		name: 'flowJson',
		type: 'json',
		typeOptions: { rows: 10 },
		required: true,
		default: '{}',
		description: 'Flow JSON with the screens, as in Flow Builder',
		displayOptions: { show: { flowJsonSource: ['json'] } },
	},
	{
		displayName: BINARY_FIELD,
		name: 'binaryPropertyName',
		type: 'string',
		default: '',
		placeholder: 'e.g. data',
		description: inputFileDescription,
		hint: inputFileHint,
		displayOptions: { show: { flowJsonSource: ['binary'] } },
	},
];

export interface FlowJsonText {
	text: string;
	/**
	 * Whether the text is as the user wrote it, so that its lines and columns are meaningful; false when it was
	 * generated from an object.
	 */
	written: boolean;
}

const tooLarge = (field: string): InputError =>
	new InputError(
		field,
		'is larger than 10 MB, the maximum of WhatsApp',
		'Make its images smaller, or send them from an endpoint',
	);

function checked(text: string, field: string): string {
	if (text.trim() === '') throw emptyFieldError(text, field, ADVICE);
	if (Buffer.byteLength(text) > MAX_SIZE) throw tooLarge(field);
	return text;
}

/** JSON of an object; undefined for what has none: functions, circular objects, big integers. */
function stringify(value: object): string | undefined {
	try {
		return JSON.stringify(value, undefined, 2);
	} catch {
		return undefined;
	}
}

function entered(value: unknown): FlowJsonText {
	if (value === null || value === undefined) throw emptyFieldError(value, FIELD, ADVICE);
	if (typeof value === 'string') return { text: checked(value, FIELD), written: true };
	const text = typeof value === 'object' ? stringify(value) : undefined;
	if (text === undefined) throw new InputError(FIELD, `needs JSON, got ${describeType(value)}`, ADVICE);
	return { text: checked(text, FIELD), written: false };
}

async function fromFile(item: OperationItem): Promise<FlowJsonText> {
	const binary = findBinary(item, binaryField(item.parameter('binaryPropertyName')), BINARY_FIELD);
	const file = await binaryFileStream(item.n8n, binary);
	if (file.size > MAX_SIZE) throw tooLarge(BINARY_FIELD);
	const content = await item.n8n.helpers.binaryToBuffer(await file.open());
	// A byte order mark is not part of JSON.
	return { text: checked(content.toString('utf8').replace(/^\uFEFF/, ''), BINARY_FIELD), written: true };
}

/**
 * Reads Flow JSON from the field or from the item's binary data: text of at most 10 MB, not necessarily valid JSON.
 * @throws InputError when there is none, or it is too large
 */
export async function readFlowJson(item: OperationItem): Promise<FlowJsonText> {
	const source = readEnum(item.parameter('flowJsonSource', 'json'), 'Flow JSON Source', ['json', 'binary'], 'json');
	return source === 'binary' ? await fromFile(item) : entered(item.parameter('flowJson'));
}

/** Validates Flow JSON without a request. The rules are loaded with the first flow. */
export async function assertValidFlowJson({ text, written }: FlowJsonText): Promise<Report> {
	const { validateFlowJson } = await import('../../flows/json');
	return validateFlowJson(text, { lines: written });
}
