import type { IDataObject } from 'n8n-workflow';
import type { MediaLink, MediaUpload } from '../../messages/types';
import type { FieldPosition } from './fieldIds';

/** A template as returned by GET /{waba}/message_templates. All of it is untrusted input. */
export type TemplateDefinition = Record<string, unknown>;

/** A value that a template requires or accepts when sent. */
export interface TemplateField {
	position: FieldPosition;
	/** An example value. */
	example?: string;
	/** The expected format, if there is no example. */
	format?: string;
	/** The text of the button that it belongs to. */
	buttonText?: string;
	type: 'string' | 'number' | 'dateTime' | 'object' | 'options';
	required: boolean;
	options?: Array<{ name: string; value: string }>;
}

/** The same field in the form. */
export interface FormField extends Pick<TemplateField, 'type' | 'required' | 'options'> {
	/** Its ID in n8n, for example `{{1}}`. Part of saved workflows, see fieldIds.ts. */
	id: string;
	/** Its name, and an example or the expected format. */
	label: string;
}

/** A field as the user filled it in. */
export interface FilledField {
	/** Undefined when no template has such a field. */
	position: FieldPosition | undefined;
	/** Its ID, for messages to the user: the name in the form's label. */
	label: string;
	required: boolean;
	value: unknown;
}

/** The workflow's context. */
export interface FillContext {
	/** IANA time zone of dates without one. */
	timezone: string;
	/** Unix time in ms, to check that dates are in the future. */
	now: number;
}

/** Files and links that a message refers to. */
export interface Files {
	uploads: MediaUpload[];
	links: MediaLink[];
}

/** The `components` of a message, and the files they require. */
export interface Components extends Files {
	components: IDataObject[];
	/** Contains a one-time password: WhatsApp sends it only to phone numbers. */
	authentication: boolean;
}
