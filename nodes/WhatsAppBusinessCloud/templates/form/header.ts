import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { binaryField, inputFileDescription, inputFileHint, mediaFieldNames } from '../../messages/media';
import type { Parameters } from '../../shared/input/parameters';
import { readEnum, emptyFieldError, optionalText } from '../../shared/input/parameterValues';
import { exampleField, mediaFormats } from '../check/header';
import { textFields } from '../check/texts';
import { templateTexts } from '../definitionLimits';
import type { ExampleUpload } from '../types';
import { textExample } from './examples';

const fields = {
	kind: 'Header',
	source: 'Take Example From',
	handle: 'File Handle',
	variable: 'Header Variable Example',
};

const sources = ['binary', 'handle'] as const;
const kinds = ['NONE', 'TEXT', ...mediaFormats, 'LOCATION', 'PRODUCT'] as const;
type Kind = (typeof kinds)[number];

const kindOptions = [
	{ name: 'Document', value: 'DOCUMENT', description: 'A PDF, set for each message' },
	{ name: 'GIF', value: 'GIF', description: 'A short MP4 that loops. Marketing Messages API only.' },
	{ name: 'Image', value: 'IMAGE', description: 'A JPEG or PNG, set for each message' },
	{ name: 'Location', value: 'LOCATION', description: 'A location on a map, set for each message' },
	{ name: 'None', value: 'NONE', description: 'No header' },
	{ name: 'Product', value: 'PRODUCT', description: 'A product from the catalog with a View button' },
	{ name: 'Text', value: 'TEXT', description: 'A line of bold text with up to one variable' },
	{ name: 'Video', value: 'VIDEO', description: 'An MP4, set for each message' },
];

/** Fields for the source of an example file. @param show when the fields are shown */
export function exampleFields(show: NonNullable<INodeProperties['displayOptions']>['show']): INodeProperties[] {
	return [
		{
			displayName: fields.source,
			name: 'headerExampleFrom',
			type: 'options',
			options: [
				{ name: 'File Handle', value: 'handle', description: 'Use the handle of a file that is already uploaded' },
				{ name: 'Input Data', value: 'binary', description: "Upload a file from the input item's binary data" },
			],
			default: 'binary',
			description: "The source of the example file for Meta's review. Each message is sent with its own file.",
			displayOptions: { show },
		},
		{
			displayName: mediaFieldNames.binary,
			name: 'headerPropertyName',
			type: 'string',
			default: '',
			placeholder: 'e.g. data',
			description: inputFileDescription,
			hint: inputFileHint,
			displayOptions: { show: { ...show, headerExampleFrom: ['binary'] } },
		},
		{
			displayName: fields.handle,
			name: 'headerHandle',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4::aW1hZ2UvanBlZw==:ARZ...',
			description: 'File handle from the Resumable Upload API',
			displayOptions: { show: { ...show, headerExampleFrom: ['handle'] } },
		},
	];
}

/** The header's fields; the check rejects kinds that a layout does not allow. */
export const headerFields: INodeProperties[] = [
	{
		displayName: fields.kind,
		name: 'headerFormat',
		type: 'options',
		options: kindOptions,
		default: 'NONE',
		description: 'What to show above the text',
	},
	{
		displayName: textFields.header,
		name: 'headerText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Your order {{1}}',
		description: `One line of up to ${templateTexts.header.max} characters with up to one variable`,
		displayOptions: { show: { headerFormat: ['TEXT'] } },
	},
	{
		displayName: fields.variable,
		name: 'headerExample',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2044',
		description: "Example value for the variable, for Meta's review",
		displayOptions: { show: { headerFormat: ['TEXT'] } },
	},
	...exampleFields({ headerFormat: [...mediaFormats] }),
];

const uploadKinds: Record<string, ExampleUpload['kind']> = {
	IMAGE: 'image',
	VIDEO: 'video',
	GIF: 'video',
	DOCUMENT: 'document',
};

/**
 * A header with a file. For a binary field, the upload adds the example later.
 * @throws InputError
 */
export function mediaHeader(format: string, parameters: Parameters): { header: IDataObject; uploads: ExampleUpload[] } {
	const example: IDataObject = {};
	const header = { type: 'HEADER', format, example };
	if (readEnum(parameters.headerExampleFrom, fields.source, sources, 'binary') === 'binary') {
		const binary = binaryField(parameters.headerPropertyName);
		return { header, uploads: [{ kind: uploadKinds[format], field: mediaFieldNames.binary, binary, target: example }] };
	}
	const handle = optionalText(parameters.headerHandle, fields.handle)?.trim();
	if (handle === undefined)
		throw emptyFieldError(parameters.headerHandle, fields.handle, 'Enter the handle that Meta returned for the file');
	example.header_handle = [handle];
	return { header, uploads: [] };
}

/** The header from the form, if any. @throws InputError */
export function buildHeader(parameters: Parameters): { header?: IDataObject; uploads: ExampleUpload[] } {
	const format: Kind = readEnum(parameters.headerFormat, fields.kind, kinds, 'NONE');
	if (format === 'NONE') return { uploads: [] };
	if ((mediaFormats as readonly string[]).includes(format)) return mediaHeader(format, parameters);
	if (format !== 'TEXT') return { header: { type: 'HEADER', format }, uploads: [] };
	const text = optionalText(parameters.headerText, textFields.header) ?? '';
	const example = optionalText(parameters.headerExample, fields.variable);
	const built = textExample(
		text,
		example === undefined || !text.includes('{{') ? [] : [example],
		'header',
		textFields.header,
	);
	return { header: { type: 'HEADER', format, text, ...(built && { example: built }) }, uploads: [] };
}

/** Header files that JSON refers to by their binary field; handles and links are not changed. */
export function namedFiles(header: IDataObject, format: string): ExampleUpload[] {
	const kind = Object.hasOwn(uploadKinds, format) ? uploadKinds[format] : undefined;
	const example = header.example as IDataObject | undefined;
	const handles: unknown = example?.header_handle;
	const name: unknown = Array.isArray(handles) ? handles[0] : handles;
	if (kind === undefined || example === undefined || typeof name !== 'string') return [];
	if (name.trim() === '' || /^(\d+:|https?:)/i.test(name)) return [];
	return [{ kind, field: exampleField, binary: name.trim(), target: example }];
}
