import type { INodeProperties } from 'n8n-workflow';
import type { Limit } from '../../shared/input/limit';

/** Display name of the text of a message's only button. */
export const buttonTextName = 'Button Text';

/** The field for the text of a message's only button. */
export const buttonTextField = (about: {
	limit: Limit;
	placeholder: string;
	description: string;
	isOptional?: boolean;
}): INodeProperties => ({
	displayName: buttonTextName,
	name: 'buttonText',
	type: 'string',
	...(about.isOptional ? {} : { required: true }),
	default: '',
	placeholder: about.placeholder,
	description: `${about.description}, up to ${about.limit.max} characters`,
});
