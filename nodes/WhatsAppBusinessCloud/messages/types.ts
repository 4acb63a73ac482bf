import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { InputWarning } from '../shared/inputWarning';
import type { Parameters } from '../shared/input/parameters';
import type { FieldPath } from '../shared/inputPath';

/** Media kinds with separate limits. Meta docs: Media > Supported media types. */
export type MediaKind = 'audio' | 'document' | 'image' | 'sticker' | 'video';

/** A file in n8n's binary data that has to be uploaded before the message can be sent. */
export interface MediaUpload {
	kind: MediaKind;
	/** The parameter with the file, for messages to the user. */
	field: FieldPath;
	/** The parameter's value: the name of a binary field of the item, or a binary data object. */
	binary: unknown;
	/** The part of the message body to which the upload adds `id` (and `filename`, if it has none). */
	target: IDataObject;
	/** Set if Meta accepts a file name in the message itself (documents). */
	wantsFileName?: boolean;
	/** A voice message supports fewer media types than other audio. */
	voice?: boolean;
}

/** A public URL from which Meta will download the file. */
export interface MediaLink {
	kind: MediaKind;
	field: FieldPath;
	link: string;
	/** The file name that the recipient sees, if the message has one (documents). */
	fileName?: string;
}

/** The type-specific part of a Cloud API message, and the files it requires. */
export interface BuiltMessage {
	/** `{type, [type]: {...}}`, ready for POST /{phone}/messages after the uploads have added their IDs. */
	body: IDataObject;
	uploads: MediaUpload[];
	/** Links to this machine are among them: sending rejects them unless the Graph API is there too. */
	links: MediaLink[];
	/** What the builder itself changed or omitted. Rules about the finished body are in advice/. */
	warnings?: InputWarning[];
}

/** A message type: its form and its builder. To add one, create a file like the others and add it to index.ts. */
export interface MessageType {
	/** Value of the `messageType` parameter. */
	value: string;
	/** As listed in the editor (Title Case). */
	name: string;
	/** What the user gets with this type (sentence case, no final period). */
	description: string;
	/**
	 * The form. The Send operation adds `displayOptions` for the type itself; the type defines only those within its
	 * form.
	 */
	properties: INodeProperties[];
	/** Optional fields in this type's Additional Fields. */
	additionalFields?: INodeProperties[];
	/**
	 * Builds the body from this type's parameters (`additionalFields` is the object of that name). Pure: reads only its
	 * argument.
	 * @throws InputError naming the field, when WhatsApp would reject the message because of its format
	 */
	build(parameters: Parameters): BuiltMessage;
}
