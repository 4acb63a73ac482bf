import type { IDataObject } from 'n8n-workflow';

/** What a template is for. WhatsApp docs: Templates > Categories. */
export const categories = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const;
export type Category = (typeof categories)[number];

/** How WhatsApp shows the message. WhatsApp docs: Payments > Order details templates. */
export const displayFormats = ['ORDER_DETAILS'] as const;
export type DisplayFormat = (typeof displayFormats)[number];

/** Whether the variables of a template are counted or named. */
export type ParameterFormat = 'POSITIONAL' | 'NAMED';

/** A file that shows Meta's reviewers what a header will look like; its handle goes into `example.header_handle`. */
export interface ExampleUpload {
	kind: 'image' | 'video' | 'document';
	/** Display name of the parameter that names the file, with its place. */
	field: string;
	/** What the parameter holds: the name of a binary field of the item, or a binary data object. */
	binary: unknown;
	/** The `example` object that gets `header_handle` after the upload. */
	target: IDataObject;
}

/** The components of a template, ready for Meta once the uploads have put their handles in. */
export interface BuiltComponents {
	components: IDataObject[];
	uploads: ExampleUpload[];
	/** How WhatsApp shows the message, where the JSON of a complete template says so. */
	displayFormat?: DisplayFormat;
}

/** A part of a template in Meta's shape. It may come from the person's JSON: nothing about it is certain. */
export type Part = Record<string, unknown>;
