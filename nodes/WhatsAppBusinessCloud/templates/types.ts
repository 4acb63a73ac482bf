import type { IDataObject } from 'n8n-workflow';
import type { FieldPath } from '../shared/inputPath';

/** The category of a template. WhatsApp docs: Templates > Categories. */
export const categories = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const;
export type Category = (typeof categories)[number];

/** How WhatsApp shows the message. WhatsApp docs: Payments > Order details templates. */
export const displayFormats = ['ORDER_DETAILS'] as const;
export type DisplayFormat = (typeof displayFormats)[number];

/** Whether the variables of a template are numbered or named. */
export type ParameterFormat = 'POSITIONAL' | 'NAMED';

/** An example file that shows Meta's reviewers a header; its handle is sent as `example.header_handle`. */
export interface ExampleUpload {
	kind: 'image' | 'video' | 'document';
	/** The parameter with the file, for messages to the user. */
	field: FieldPath;
	/** The parameter's value: the name of a binary field of the item, or a binary data object. */
	binary: unknown;
	/** The `example` object that gets `header_handle` after the upload. */
	target: IDataObject;
}

/** The components of a template, ready for Meta after the uploads have added their handles. */
export interface BuiltComponents {
	components: IDataObject[];
	uploads: ExampleUpload[];
	/** How WhatsApp shows the message, if the JSON of a complete template includes it. */
	displayFormat?: DisplayFormat;
}

/** A part of a template in Meta's format. It can come from the user's JSON, so it is untrusted input. */
export type Part = Record<string, unknown>;
