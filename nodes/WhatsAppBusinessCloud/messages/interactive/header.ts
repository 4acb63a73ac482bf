import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { buildMedia, mediaFieldNames, mediaProperties } from '../media';
import type { Parameters } from '../../shared/input/parameters';
import type { BuiltMessage } from '../types';
import { isObject, readCollection, readEnum } from '../../shared/input/parameterValues';
import { limitedText, requiredLimitedText } from '../../shared/input/validators';
import { texts } from './interactiveLimits';
import { InputError, withFieldName } from '../../shared/inputError';
import { renameField } from '../../shared/inputPath';

export type MediaHeaderKind = 'document' | 'image' | 'video';
export type HeaderKind = MediaHeaderKind | 'text';

/** A header and the files it requires. */
export interface BuiltHeader {
	header?: IDataObject;
	uploads: BuiltMessage['uploads'];
	links: BuiltMessage['links'];
}

const fileTitle = 'Header File';
const fields = { kind: 'Header Type', text: 'Header Text', fileName: 'Header Filename' };
const mediaKinds = ['document', 'image', 'video'] as const;

/** Names of a media message's fields in a header. */
const names: Record<string, string> = {
	[mediaFieldNames.link]: 'Header Link',
	[mediaFieldNames.id]: 'Header Media ID',
	[mediaFieldNames.fileName]: fields.fileName,
};
const headerName = (field: string): string => names[field] ?? field;

/** `mediaLink` becomes `headerMediaLink`. */
const parameterName = (name: string): string => `header${name[0].toUpperCase()}${name.slice(1)}`;

/** The fields for the source of a header's file, as in media messages. Shown for the kinds of header that have one. */
export function mediaHeaderFields(kinds: readonly MediaHeaderKind[]): INodeProperties[] {
	const files = mediaProperties(fileTitle).map((property) => {
		const path = property.displayOptions?.show?.mediaPath;
		return {
			...property,
			displayName: headerName(property.displayName),
			name: parameterName(property.name),
			displayOptions: { show: { headerType: [...kinds], ...(path === undefined ? {} : { headerMediaPath: path }) } },
		};
	});
	if (!kinds.includes('document')) return files;
	return [
		...files,
		{
			displayName: fields.fileName,
			name: parameterName('mediaFilename'),
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice-2044.pdf',
			description: 'File name shown to the recipient',
			displayOptions: { show: { headerType: ['document'] } },
		},
	];
}

const kindOptions = {
	document: { name: 'Document', value: 'document', description: 'A file such as a PDF, up to 100 MB' },
	image: { name: 'Image', value: 'image', description: 'A JPEG or PNG, up to 5 MB' },
	video: { name: 'Video', value: 'video', description: 'An MP4 or 3GP, up to 16 MB' },
};

/** The selection of a header's kind. @param kinds in alphabetical order, as the editor lists them */
export const headerTypeField = (kinds: readonly MediaHeaderKind[]): INodeProperties => ({
	displayName: fields.kind,
	name: 'headerType',
	type: 'options',
	default: 'image',
	description: 'The type of file to show above the text',
	options: kinds.map((kind) => kindOptions[kind]),
});

/** @returns the kind of file @throws InputError when the message does not support it */
export const readHeaderType = (value: unknown, kinds: readonly MediaHeaderKind[]): MediaHeaderKind =>
	readEnum(value, fields.kind, kinds, 'image');

const textField: INodeProperties = {
	displayName: fields.text,
	name: 'headerText',
	type: 'string',
	default: '',
	placeholder: 'e.g. Our summer offers',
	description: `Text shown in bold above the message, up to ${texts.headerText.max} characters. No formatting.`,
};

/** The header of a message that needs one. */
export const requiredHeaderField: INodeProperties = { ...textField, required: true };

/** A file above the text. n8n opens its fields as soon as it is added, since its default has the entry. */
const fileField = (kinds: readonly MediaHeaderKind[]): INodeProperties => ({
	displayName: fileTitle,
	name: 'headerFile',
	type: 'fixedCollection',
	placeholder: `Add ${fileTitle}`,
	default: { file: {} },
	description:
		'A file to show above the text. If only some items have one, let an expression for the type return none for the others.',
	options: [{ displayName: fileTitle, name: 'file', values: [headerTypeField(kinds), ...mediaHeaderFields(kinds)] }],
});

/** The headers of a message, for Additional Fields. @param kinds those that the message supports */
export function headerFields(kinds: readonly HeaderKind[]): INodeProperties[] {
	const files = mediaKinds.filter((kind) => kinds.includes(kind));
	return [...(kinds.includes('text') ? [textField] : []), ...(files.length > 0 ? [fileField(files)] : [])];
}

/**
 * A header with a file.
 * @param source the fields of mediaHeaderFields
 * @throws InputError
 */
export function readMediaHeader(kind: MediaHeaderKind, source: Parameters): BuiltHeader {
	const media: Parameters = { additionalFields: { mediaFilename: source.headerMediaFilename } };
	for (const name of ['mediaPath', 'mediaLink', 'mediaId', 'mediaPropertyName'])
		media[name] = source[parameterName(name)];
	const { body, uploads, links } = withFieldName(headerName, () =>
		buildMedia(kind, media, { title: fileTitle, fileName: kind === 'document' }),
	);
	return {
		header: { type: kind, [kind]: body[kind] },
		uploads: uploads.map((upload) => ({ ...upload, field: renameField(upload.field, headerName) })),
		links: links.map((link) => ({ ...link, field: renameField(link.field, headerName) })),
	};
}

/**
 * The header from Additional Fields, if any. WhatsApp docs: Messages > Interactive messages.
 * @throws InputError
 */
export function readHeader(kinds: readonly HeaderKind[], additionalFields: Record<string, unknown>): BuiltHeader {
	const text = kinds.includes('text')
		? limitedText(additionalFields.headerText, texts.headerText, fields.text)
		: undefined;
	const types = mediaKinds.filter((kind) => kinds.includes(kind));
	// n8n keeps the value if the user selects another message type.
	const file = types.length > 0 ? readCollection(additionalFields.headerFile, fileTitle).file : undefined;
	if (!isObject(file) || file.headerType === 'none') return textHeader(text);
	if (text === undefined) return readMediaHeader(readHeaderType(file.headerType, types), file);
	throw new InputError(fields.text, `cannot be used together with '${fileTitle}'`, 'Remove one of them');
}

/** The text header of a message that needs one. @throws InputError */
export const readRequiredHeader = ({ headerText }: Parameters): BuiltHeader =>
	textHeader(
		requiredLimitedText(headerText, texts.headerText, fields.text, 'Enter the text to show above the message'),
	);

const textHeader = (text: string | undefined): BuiltHeader => ({
	...(text === undefined ? {} : { header: { type: 'text', text } }),
	uploads: [],
	links: [],
});
