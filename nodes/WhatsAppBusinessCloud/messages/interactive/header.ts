import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { buildMedia, mediaFieldNames, mediaProperties } from '../media';
import type { Parameters } from '../../shared/input/parameters';
import type { BuiltMessage } from '../types';
import { readEnum } from '../../shared/input/parameterValues';
import { requiredLimitedText } from '../../shared/input/validators';
import { texts } from './limits';
import { withFieldName } from '../../shared/inputError';
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
const fields = { kind: 'Header', text: 'Header Text', fileName: 'Header Filename' };
const textAdvice = 'Enter the text to show above the message';

/** Names of a media message's fields in a header. */
const names: Record<string, string> = {
	[mediaFieldNames.link]: 'Header Link',
	[mediaFieldNames.id]: 'Header Media ID',
	[mediaFieldNames.fileName]: fields.fileName,
};
const headerName = (field: string): string => names[field] ?? field;

/** `mediaLink` becomes `headerMediaLink`. */
const parameterName = (name: string): string => `header${name[0].toUpperCase()}${name.slice(1)}`;

const isMedia = (kind: HeaderKind): kind is MediaHeaderKind => kind !== 'text';

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
	none: { name: 'None', value: 'none', description: 'No header' },
	text: { name: 'Text', value: 'text', description: 'A line of bold text' },
	video: { name: 'Video', value: 'video', description: 'An MP4 or 3GP, up to 16 MB' },
};

/** The selection of a header's kind. @param kinds in alphabetical order, as the editor lists them */
export const headerTypeField = (kinds: ReadonlyArray<keyof typeof kindOptions>, initial: string): INodeProperties => ({
	displayName: fields.kind,
	name: 'headerType',
	type: 'options',
	default: initial,
	description: 'What to show above the text',
	options: kinds.map((kind) => kindOptions[kind]),
});

const textField = (required: boolean): INodeProperties => ({
	displayName: fields.text,
	name: 'headerText',
	type: 'string',
	...(required ? { required } : {}),
	default: '',
	placeholder: 'e.g. Our summer offers',
	description: `Text shown in bold above the message, up to ${texts.headerText.max} characters. No formatting.`,
});

/** The fields of a header. @param kinds the kinds that the message supports; text alone needs no selection */
export function headerFields(kinds: readonly HeaderKind[], isRequired = false): INodeProperties[] {
	if (kinds.length === 0) return [];
	if (!kinds.some(isMedia)) return [textField(isRequired)];
	const listed = (['document', 'image', 'none', 'text', 'video'] as const).filter(
		(kind) => kind === 'none' || kinds.includes(kind),
	);
	return [
		headerTypeField(listed, 'none'),
		...(kinds.includes('text') ? [{ ...textField(true), displayOptions: { show: { headerType: ['text'] } } }] : []),
		...mediaHeaderFields(kinds.filter(isMedia)),
	];
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
 * The header from the form, if any. WhatsApp docs: Messages > Interactive messages.
 * @throws InputError
 */
export function readHeader(kinds: readonly HeaderKind[], parameters: Parameters, isRequired = false): BuiltHeader {
	const none: BuiltHeader = { uploads: [], links: [] };
	if (kinds.length === 0) return none;
	if (!kinds.some(isMedia)) {
		const text = isRequired || hasText(parameters.headerText) ? headerText(parameters.headerText) : undefined;
		return text === undefined ? none : { ...none, header: { type: 'text', text } };
	}
	const kind = readEnum(parameters.headerType, fields.kind, ['none', ...kinds] as const, 'none');
	if (kind === 'none') return none;
	if (kind === 'text') return { ...none, header: { type: 'text', text: headerText(parameters.headerText) } };
	return readMediaHeader(kind, parameters);
}

const hasText = (value: unknown): boolean =>
	value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '');

const headerText = (value: unknown): string => requiredLimitedText(value, texts.headerText, fields.text, textAdvice);
