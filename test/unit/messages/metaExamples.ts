import type { IDataObject } from 'n8n-workflow';
import { examples as found } from '../../fixtures/metaExamples.json';

/** Meta's example requests for /messages, by name. */
export const examples = found as unknown as Record<string, IDataObject>;

/**
 * Values for the form and the example, in place of placeholders in the examples and of values that no message can have.
 */
const filledIn: Record<string, string> = {
	'{{Recipient-Phone-Number}}': '16505551234',
	'{{Recipient-WA-Phone-Number}}': '16505551234',
	'<AUDIO_OBJECT_ID>': '1037543291543636',
	'<DOCUMENT_OBJECT_ID>': '1037543291543636',
	'<IMAGE_OBJECT_ID>': '1037543291543636',
	'<MEDIA_OBJECT_ID>': '1037543291543636',
	'<VIDEO_OBJECT_ID>': '1037543291543636',
	'<http(s)://audio-url>': 'https://example.com/file',
	'http(s)://audio-url': 'https://example.com/file',
	'<http(s)://document-url>': 'https://example.com/file',
	'http(s)://image-url': 'https://example.com/file',
	'<http(s)://sticker-url>': 'https://example.com/file',
	'<http(s)://video-url>': 'https://example.com/file',
	'<MSGID_OF_MSG_YOU_ARE_REPLYING_TO>': 'wamid.HBgLMTY1MDUwNzY1MjA',
	'<MSGID_OF_PREV_MSG>': 'wamid.HBgLMTY1MDUwNzY1MjA',
	'<HEADER_TYPE>': 'text',
	'{{Flow-ID}}': '1434689960874242',
	'http(s)://the-image-url': 'https://example.com/file',
	// Template names contain only lowercase letters, digits and underscores.
	'<TEMPLATE_NAME>': 'template_name',
	'template-name': 'template_name',
	'language-and-locale-code': 'en_US',
	// 42 characters; a reference ID has at most 35.
	'unique-reference-id-from-order-details-msg': 'unique-reference-id-from-details',
};

function fillIn(value: unknown): unknown {
	if (typeof value === 'string') return filledIn[value] ?? value;
	if (Array.isArray(value)) return value.map(fillIn);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillIn(inner)]));
}

/** Changes an example that the platform does not accept as printed. */
export type Change = (example: MetaExample) => void;

/** The parts of an example that are changed. */
interface MetaExample extends IDataObject {
	type: string;
	template: { components: ExampleComponent[] };
}

interface ExampleComponent extends IDataObject {
	sub_type?: string;
	parameters: Array<{ type?: string; text?: boolean; payload?: string; date_time?: IDataObject }>;
}

/**
 * The example as the platform reads it: with its defaults, and numbers with a plus sign.
 * @throws if its recipient is not a single user, which is the form's default
 */
export function readExample(name: string, change?: Change): IDataObject {
	const { recipient_type: kind = 'individual', ...rest } = structuredClone(examples[name]);
	if (kind !== 'individual') throw new Error(`${name} goes to a ${String(kind)}`);
	const example = fillIn(rest) as IDataObject;
	change?.(example as MetaExample);
	return typeof example.to === 'string' ? { ...example, to: example.to.replace(/^\+?/, '+') } : example;
}
