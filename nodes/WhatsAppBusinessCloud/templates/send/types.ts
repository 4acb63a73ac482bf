import type { IDataObject } from 'n8n-workflow';
import type { MediaLink, MediaUpload } from '../../messages/types';

/** A template as GET /{waba}/message_templates gives it. Everything in it comes from outside. */
export type TemplateDefinition = Record<string, unknown>;

/** One thing that a template needs or takes when it is sent. */
export interface TemplateField {
	/** Where its value goes in the message, such as `body.1` or `card.0.header.image`. */
	address: string;
	/** An example value. */
	example?: string;
	/** The template's own words around it, or how it is written. */
	words?: string;
	type: 'string' | 'number' | 'dateTime' | 'object' | 'options';
	required: boolean;
	options?: Array<{ name: string; value: string }>;
}

/** The same in the form. */
export interface FormField extends Pick<TemplateField, 'type' | 'required' | 'options'> {
	/** What n8n calls it: the beginning of the label, such as `Body {{1}}`. Part of saved workflows, see fieldIds.ts. */
	id: string;
	/** The ID, an example, and the template's own words. */
	label: string;
}

/** A field as the person filled it in. */
export interface FilledField {
	/** Where the value goes in the message. */
	address: string;
	/** Display name, for messages to the person. */
	label: string;
	required: boolean;
	value: unknown;
}

/** What the person's workflow says about itself. */
export interface FillContext {
	/** IANA time zone that a date without one is meant in. */
	timezone: string;
	/** Unix time in ms, for what has to lie in the future. */
	now: number;
}

/** Files and links that the parts of a message refer to. */
export interface Files {
	uploads: MediaUpload[];
	links: MediaLink[];
}

/** The `components` of a message, and what they wait for. */
export interface Components extends Files {
	components: IDataObject[];
	/** It carries a one-time password: WhatsApp takes it to phone numbers only. */
	authentication: boolean;
}
