import type { INodeProperties } from 'n8n-workflow';

/** The text of a message has one name in all types: what was entered stays when the type is changed. */
export const messageTextName = 'Text';
export const messageTextParameter = 'textBody';

/** The field for the text of a message. */
export const messageTextField = (about: {
	placeholder: string;
	description: string;
	hint?: string;
	isOptional?: boolean;
	rows?: number;
}): INodeProperties => ({
	displayName: messageTextName,
	name: messageTextParameter,
	type: 'string',
	typeOptions: { rows: about.rows ?? 3 },
	...(about.isOptional ? {} : { required: true }),
	default: '',
	placeholder: about.placeholder,
	description: about.description,
	...(about.hint === undefined ? {} : { hint: about.hint }),
});
