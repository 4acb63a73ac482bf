import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { InputWarning } from '../shared/inputWarning';
import type { Parameters } from '../shared/input/parameters';

/** Kinds of media that Meta sets limits for (cloud-api.md 3.2). */
export type MediaKind = 'audio' | 'document' | 'image' | 'sticker' | 'video';

/** A file in n8n's binary data that has to be uploaded before the message can go out. */
export interface MediaUpload {
	kind: MediaKind;
	/** Display name of the parameter that names the file, for messages to the person. */
	field: string;
	/** What the parameter holds: the name of a binary field of the item, or a binary data object. */
	binary: unknown;
	/** The part of the message body that gets `id` (and, where it has none, `filename`) after the upload. */
	target: IDataObject;
	/** Set where Meta takes a file name in the message itself (documents). */
	wantsFileName?: boolean;
	/** A voice note has a narrower set of media types than other audio. */
	voice?: boolean;
}

/** A public address that Meta will fetch the file from. */
export interface MediaLink {
	kind: MediaKind;
	field: string;
	link: string;
	/** The name that the recipient sees, where the message has one (documents). */
	fileName?: string;
}

/** The type-specific part of a Cloud API message, and the files it still waits for. */
export interface BuiltMessage {
	/** `{type, [type]: {...}}`, ready for POST /{phone}/messages once the uploads have put their ids in. */
	body: IDataObject;
	uploads: MediaUpload[];
	links: MediaLink[];
	/** What the builder itself changed or left out. Rules about the finished body stand in advice/. */
	warnings?: InputWarning[];
}

/** One kind of message: its form and its builder. Adding one = one file like this, and one line in index.ts. */
export interface MessageType {
	/** Value of the `messageType` parameter. */
	value: string;
	/** As listed in the editor (Title Case). */
	name: string;
	/** What a person gets when choosing it (sentence case, no final period). */
	description: string;
	/** The form. `displayOptions` for the type itself are added by the Send operation; those inside the type are its own. */
	properties: INodeProperties[];
	/** Optional fields, offered in this type's Additional Fields. */
	additionalFields?: INodeProperties[];
	/**
	 * Builds the body from this type's parameters (`additionalFields` arrives as the object under that name).
	 * Pure: reads nothing but its argument.
	 * @throws InputError naming the field, when WhatsApp would refuse the message for its shape
	 */
	build(parameters: Parameters): BuiltMessage;
}
