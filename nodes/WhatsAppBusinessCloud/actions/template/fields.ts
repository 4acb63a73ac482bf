import type { INodeProperties } from 'n8n-workflow';
import { listLocator } from '../../shared/input/listLocator';
import { checkObjectId } from '../../shared/input/objectId';
import type { OperationItem } from '../types';

const ADVICE = 'Pick a template from the list, or enter its ID: a long number, as returned by Template > Get Many.';

/**
 * A template, selected from the account's list or by ID.
 * @param field its name and display name, if the form has more than one
 */
export const templateLocator = (
	description: string,
	field = { name: 'templateId', displayName: 'Template' },
): INodeProperties =>
	listLocator({
		field: field.displayName,
		name: field.name,
		description,
		noun: 'a template',
		search: 'searchTemplateIds',
		modes: [{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 1473688840035974' }],
	});

/** @returns the ID of the selected template @throws InputError */
export const readTemplateId = (item: OperationItem, name = 'templateId', field = 'Template'): string =>
	checkObjectId(item.parameter(name), field, ADVICE);

/** A language, selected from Meta's list or by code. */
export const languageLocator: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'resourceLocator',
	default: { mode: 'list', value: 'en_US', cachedResultName: 'American English (en_US)' },
	required: true,
	description: 'The language of the template',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a language',
			typeOptions: { searchListMethod: 'searchTemplateLanguages', searchable: true },
		},
		{ displayName: 'By Code', name: 'code', type: 'string', placeholder: 'e.g. en_US' },
	],
};

export const nameField: INodeProperties = {
	displayName: 'Template Name',
	name: 'templateName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. order_confirmation',
	description: 'Lowercase letters, digits and underscores. Templates in different languages can share a name.',
};

export const categoryField: INodeProperties = {
	displayName: 'Category',
	name: 'category',
	type: 'options',
	options: [
		{ name: 'Authentication', value: 'AUTHENTICATION', description: 'One-time passwords' },
		{ name: 'Marketing', value: 'MARKETING', description: 'Offers, news and invitations' },
		{ name: 'Utility', value: 'UTILITY', description: 'Updates about an order or request of the recipient' },
	],
	default: 'UTILITY',
	description: 'The category of the template. It determines the price of messages. Meta may change it.',
};

export const timeToLiveField: INodeProperties = {
	displayName: 'Time to Live (Seconds)',
	name: 'timeToLive',
	type: 'number',
	default: 600,
	description:
		'How long WhatsApp tries to deliver messages, in seconds. Authentication: 30 to 900. Utility: 30 to 43,200. Marketing: 43,200 to 2,592,000. For authentication and utility, -1 means 30 days.',
};
