/** Types of form fields; the same values as in the built-in Form node. n8n docs: n8n Form > Form Elements. */
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

/** One validated form field. */
export interface FormField {
	/** Name of the control: `field-0`, `field-1`, ... */
	id: string;
	kind: FieldKind;
	/** Key of the answer in the output. */
	name: string;
	/** As shown to the user. */
	label: string;
	placeholder: string;
	/** Initial value. Checkboxes: several, separated by commas. */
	initial: string;
	isRequired: boolean;
	/** Available options. */
	options: string[];
	/** Dropdown: allows several options; file: allows several files. */
	isMultiple: boolean;
	/** Number of checkboxes to select. */
	min?: number;
	max?: number;
	/** Accepted file extensions and media types, separated by commas. */
	accept: string;
	/** Custom HTML as entered, to be sanitized before display. */
	html: string;
	/** The value of a hidden field; it is not sent to the browser. */
	value: unknown;
	/** Date format in the output (luxon tokens); empty: YYYY-MM-DD. */
	dateFormat: string;
}

/** An uploaded file, as parsed by n8n. */
export interface UploadedFile {
	/** Temporary path in n8n. */
	path: string;
	name: string;
	mimeType: string;
	/** Bytes. */
	size: number;
}

/** Unchecked user input, by control name. */
export interface Submission {
	texts: Record<string, string[]>;
	files: Record<string, UploadedFile[]>;
}
