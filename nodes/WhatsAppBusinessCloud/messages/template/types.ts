import type { IDataObject } from 'n8n-workflow';
import type { MediaLink, MediaUpload } from '../types';

/** A template as GET /{waba}/message_templates gives it. Everything in it comes from outside. */
export type TemplateDefinition = Record<string, unknown>;

/** One thing that a template needs or takes when it is sent. */
export interface FormField {
	/** Where it goes: the whole address in the message, such as `body.1` or `card.0.header.image`. Part of saved workflows. */
	id: string;
	/** The template's own words, and its example. */
	label: string;
	type: 'string' | 'number' | 'dateTime' | 'object' | 'options';
	required: boolean;
	options?: Array<{ name: string; value: string }>;
}

/** A field as the person filled it in. */
export interface FilledField {
	id: string;
	/** Display name, for messages to the person. */
	label: string;
	required: boolean;
	value: unknown;
}

/** What the person's workflow says about itself. */
export interface Surroundings {
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
