import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { checkMaxLength } from '../shared/input/textLength';
import { InputError } from '../shared/inputError';
import { limits } from './messageLimits';
import { messageTextField, messageTextName } from './messageText';
import { checkLink } from '../shared/input/publicUrl';
import type { Parameters } from '../shared/input/parameters';
import type { BuiltMessage, MediaKind, MediaUpload } from './types';
import {
	readEnum,
	emptyFieldError,
	isObject,
	describeType,
	optionalId,
	optionalText,
	readAdditionalFields,
} from '../shared/input/parameterValues';
import { maxCharacters } from '../shared/input/maxCharacters';

export { checkFile, isDecidedByContent } from './checkFile';
export type { FileMetadata } from './checkFile';
export { checkLink } from '../shared/input/publicUrl';

/** Display names of the fields that all media types share. */
export const mediaFieldNames = {
	link: 'Link',
	id: 'Media ID',
	binary: 'Input Data Field Name',
	fileName: 'Filename',
};

/** About the field for the file of the item. */
export const inputFileDescription =
	"The name of the input field that contains the file, as in the input's Binary tab. You can also use an expression that returns the file.";
export const inputFileHint = 'Leave empty if the input item has only one file';

const sources = ['useMediaLink', 'useMediaId', 'useMedian8n'] as const;

/** Display name of the source selection, e.g. `Take Image From`. */
const sourceField = (title: string): string => `Take ${title} From`;

/**
 * The fields for the source of a file: a link, a media ID, or the item's binary data. Link and ID are not marked as
 * required: if an expression selects the source, n8n would require both to be filled in. The builder rejects an empty
 * one.
 * @param title the kind of media, in Title Case
 * @param formats supported formats, for a hint below the field
 */
export function mediaProperties(title: string, formats?: string): INodeProperties[] {
	const noun = title === 'Audio' ? 'audio file' : title.toLowerCase();
	return [
		{
			displayName: sourceField(title),
			name: 'mediaPath',
			type: 'options',
			default: 'useMediaLink',
			description: 'The source of the file',
			...(formats === undefined ? {} : { hint: formats }),
			options: [
				{
					name: 'Input Data',
					value: 'useMedian8n',
					description: `Upload and send the ${noun} in the input item's binary data`,
				},
				{
					name: 'Link',
					value: 'useMediaLink',
					description: `Let WhatsApp download the ${noun} from a public URL`,
				},
				{
					name: 'WhatsApp Media',
					value: 'useMediaId',
					description: `Use the media ID of ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun} that is already uploaded to WhatsApp`,
				},
			],
		},
		{
			displayName: mediaFieldNames.link,
			name: 'mediaLink',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/files/photo.jpg',
			description: 'Public URL of the file. It must work without authentication.',
			hint: 'WhatsApp caches the file for about 10 minutes. Use a new URL if the file changes.',
			displayOptions: { show: { mediaPath: ['useMediaLink'] } },
		},
		{
			displayName: mediaFieldNames.id,
			name: 'mediaId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1037543291543636',
			description: 'ID of a file uploaded to WhatsApp. Valid for 30 days after the upload.',
			displayOptions: { show: { mediaPath: ['useMediaId'] } },
		},
		{
			displayName: mediaFieldNames.binary,
			name: 'mediaPropertyName',
			type: 'string',
			default: '',
			placeholder: 'e.g. data',
			description: inputFileDescription,
			hint: inputFileHint,
			displayOptions: { show: { mediaPath: ['useMedian8n'] } },
		},
	];
}

/** The text below the file, for kinds that support it. */
export const captionField = (placeholder: string): INodeProperties =>
	messageTextField({
		isOptional: true,
		placeholder,
		description: `Text shown below the file, up to ${maxCharacters(limits.caption)}`,
	});

/**
 * The same in nodes of n8n's built-in one, which has it in Additional Fields. Not offered in the editor; n8n removes
 * values of fields that do not exist.
 */
export const builtInCaptionField: INodeProperties = {
	displayName: messageTextName,
	name: 'mediaCaption',
	type: 'hidden',
	default: '',
};

/** @returns the ID of uploaded media: text without white space @throws InputError */
function mediaId(value: unknown): string {
	const field = mediaFieldNames.id;
	const id = optionalId(value, field);
	if (id === undefined)
		throw emptyFieldError(value, field, 'Enter the ID that WhatsApp returned when the file was uploaded');
	if (/^[\w-]+$/.test(id)) return id;
	const isLink = /^(https?:|www\.)/i.test(id);
	throw new InputError(
		field,
		isLink ? 'is a link, not an ID' : 'is not a media ID',
		isLink
			? "Select 'Link' as the source of the file"
			: 'A media ID is a long number, such as the one that Media > Upload returns',
	);
}

/** @returns the name of a binary field, or a binary data object; undefined for the only file @throws InputError */
export function binaryField(value: unknown): unknown {
	const field = mediaFieldNames.binary;
	if (isObject(value)) {
		if (typeof value.mimeType === 'string' || typeof value.id === 'string' || typeof value.data === 'string')
			return value;
		throw new InputError(
			field,
			'got an object that is not a binary file',
			'Enter the name of the binary field, such as data',
		);
	}
	if (Array.isArray(value)) {
		throw new InputError(
			field,
			`needs a field name, got ${describeType(value)}`,
			'Enter the name of the binary field, such as data',
		);
	}
	return optionalText(value, field)?.trim();
}

/** The additional field takes precedence, unless it is empty. @throws InputError */
function readFileName(additional: unknown, own: unknown): string | undefined {
	const field = mediaFieldNames.fileName;
	return (optionalText(additional, field) ?? optionalText(own, field))?.trim();
}

/**
 * Builds a media message: `{id}` or `{link}`, with caption and file name if the kind supports them.
 * @param options.title as passed to mediaProperties
 * @param options.caption, options.fileName whether Meta supports it for the kind; otherwise values from imported
 * workflows are omitted
 * @param options.voice the audio is a voice message
 * @throws InputError
 */
export function buildMedia(
	kind: MediaKind,
	parameters: Parameters,
	options: { title: string; caption?: boolean; fileName?: boolean; voice?: boolean },
): BuiltMessage {
	const target: IDataObject = {};
	const built: BuiltMessage = { body: { type: kind, [kind]: target }, uploads: [], links: [] };
	const source = readEnum(parameters.mediaPath, sourceField(options.title), sources, 'useMediaLink');
	const additional = readAdditionalFields(parameters.additionalFields);
	const fileName = options.fileName
		? readFileName(additional.mediaFilename, source === 'useMediaId' ? parameters.mediaFilename : undefined)
		: undefined;
	if (source === 'useMediaLink') {
		const link = checkLink(parameters.mediaLink, mediaFieldNames.link, { allowLoopback: true });
		target.link = link;
		built.links.push({ kind, field: mediaFieldNames.link, link, ...(fileName !== undefined && { fileName }) });
	} else if (source === 'useMediaId') {
		target.id = mediaId(parameters.mediaId);
	} else {
		const upload: MediaUpload = {
			kind,
			field: mediaFieldNames.binary,
			binary: binaryField(parameters.mediaPropertyName),
			target,
		};
		if (options.fileName) upload.wantsFileName = true;
		if (options.voice) upload.voice = true;
		built.uploads.push(upload);
	}
	if (fileName !== undefined) target.filename = fileName;
	if (options.caption) {
		const caption =
			optionalText(parameters.textBody, messageTextName) ?? optionalText(additional.mediaCaption, messageTextName);
		if (caption !== undefined) target.caption = checkMaxLength(caption, limits.caption, messageTextName);
	}
	if (options.voice) target.voice = true;
	return built;
}
