/** What a field of a form can be; the built-in Form's own values. n8n docs: n8n Form > Form Elements. */
export const kinds = [
	'checkbox',
	'date',
	'dropdown',
	'email',
	'file',
	'hiddenField',
	'html',
	'number',
	'password',
	'radio',
	'text',
	'textarea',
] as const;

export type FieldKind = (typeof kinds)[number];

/** One field of a form, read and checked. */
export interface FormField {
	/** Name of the control: `field-0`, `field-1`, ... */
	id: string;
	kind: FieldKind;
	/** Key of the answer in the output. */
	name: string;
	/** As shown to the person. */
	label: string;
	placeholder: string;
	/** Filled in at first. Checkboxes: several, with commas between. */
	initial: string;
	isRequired: boolean;
	/** What to choose from. */
	options: string[];
	/** Dropdown: several options; file: several files. */
	isMultiple: boolean;
	/** How many checkboxes have to be ticked. */
	min?: number;
	max?: number;
	/** Accepted file endings and media types, with commas between. */
	accept: string;
	/** Custom HTML as it was entered: to be cleaned before it is shown. */
	html: string;
	/** The value of a hidden field; it does not go through the browser. */
	value: unknown;
	/** How to write a date in the output (luxon's tokens); empty: YYYY-MM-DD. */
	dateFormat: string;
}

/** A file that came with an answer, as n8n's form parser leaves it. */
export interface UploadedFile {
	/** Where n8n put it for now. */
	path: string;
	name: string;
	mimeType: string;
	/** Bytes. */
	size: number;
}

/** What a person filled in, not checked yet: by the control's name. */
export interface Submission {
	texts: Record<string, string[]>;
	files: Record<string, UploadedFile[]>;
}
