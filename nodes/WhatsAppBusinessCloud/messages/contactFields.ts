import type { INodeProperties } from 'n8n-workflow';
import { textField } from '../shared/input/commonFields';

/** Display names of a contact's parts, by Meta's names. WhatsApp docs: Messages > Contacts messages. */
export const contactNames = {
	name: {
		formatted_name: 'Full Name',
		first_name: 'First Name',
		last_name: 'Last Name',
		middle_name: 'Middle Name',
		prefix: 'Prefix',
		suffix: 'Suffix',
	},
	addresses: {
		city: 'City',
		country: 'Country',
		country_code: 'Country Code',
		state: 'State',
		street: 'Street',
		type: 'Type',
		zip: 'Zip',
	},
	emails: { email: 'Email', type: 'Type' },
	org: { company: 'Company', department: 'Department', title: 'Title' },
	phones: { phone: 'Phone', type: 'Type', wa_id: 'WhatsApp User ID' },
	urls: { type: 'Type', url: 'URL' },
};

const homeOrWork: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	default: 'HOME',
	options: [
		{ name: 'Home', value: 'HOME' },
		{ name: 'Work', value: 'WORK' },
	],
};

/** The parts of a name. WhatsApp shows the full name, but requires one other part, which the builder adds. */
export const nameFields: INodeProperties[] = [
	textField(contactNames.name.formatted_name, 'formatted_name', {
		placeholder: 'e.g. Dr. Ada Lovelace',
		description: 'The full name, as shown in WhatsApp',
	}),
	textField('First Name', 'first_name', { placeholder: 'e.g. Ada' }),
	textField('Last Name', 'last_name', { placeholder: 'e.g. Lovelace' }),
	textField('Middle Name', 'middle_name'),
	textField('Suffix', 'suffix', { placeholder: 'e.g. Jr.' }),
	textField('Prefix', 'prefix', { placeholder: 'e.g. Dr.' }),
];

const addressFields: INodeProperties[] = [
	homeOrWork,
	textField('Street', 'street', { placeholder: 'e.g. 12 St James Square' }),
	textField('City', 'city', { placeholder: 'e.g. London' }),
	textField('State', 'state'),
	textField('Zip', 'zip', { placeholder: 'e.g. SW1Y 4JH' }),
	textField('Country', 'country', { placeholder: 'e.g. United Kingdom' }),
	textField('Country Code', 'country_code', {
		placeholder: 'e.g. GB',
		description: 'Two-letter ISO 3166 code',
	}),
];

const phoneFields: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		default: 'CELL',
		options: [
			{ name: 'Cell', value: 'CELL' },
			{ name: 'Home', value: 'HOME' },
			{ name: 'iPhone', value: 'IPHONE' },
			{ name: 'Main', value: 'MAIN' },
			{ name: 'Work', value: 'WORK' },
		],
	},
	textField('Phone', 'phone', { placeholder: 'e.g. +44 20 7946 0000' }),
	textField('WhatsApp User ID', 'whatsapp_user_id', {
		placeholder: 'e.g. 442079460000',
		description:
			"The contact's WhatsApp number, digits only. Without it, WhatsApp shows an invite button instead of a message button.",
	}),
];

const several = { multipleValues: true };

/** All fields of a contact except its name, with the structure of n8n's built-in WhatsApp node. */
export const contactFields: INodeProperties[] = [
	{
		displayName: 'Addresses',
		name: 'addresses',
		type: 'fixedCollection',
		typeOptions: several,
		placeholder: 'Add Address',
		default: {},
		options: [{ displayName: 'Address', name: 'address', values: addressFields }],
	},
	textField('Birthday', 'birthday', { placeholder: 'e.g. 1815-12-10', description: 'Date in the format YYYY-MM-DD' }),
	{
		displayName: 'Emails',
		name: 'emails',
		type: 'fixedCollection',
		typeOptions: several,
		placeholder: 'Add Email',
		default: {},
		options: [
			{
				displayName: 'Email',
				name: 'data',
				values: [homeOrWork, textField('Email', 'email', { placeholder: 'e.g. ada@example.com' })],
			},
		],
	},
	{
		displayName: 'Organization',
		name: 'organization',
		type: 'fixedCollection',
		placeholder: 'Add Organization',
		default: {},
		options: [
			{
				displayName: 'Organization',
				name: 'data',
				values: [
					textField('Company', 'company', { placeholder: 'e.g. Analytical Engines Ltd' }),
					textField('Department', 'department'),
					textField('Title', 'title', { placeholder: 'e.g. Head of Programming' }),
				],
			},
		],
	},
	{
		displayName: 'Phones',
		name: 'phones',
		type: 'fixedCollection',
		typeOptions: several,
		placeholder: 'Add Phone',
		default: {},
		options: [{ displayName: 'Phone', name: 'data', values: phoneFields }],
	},
	{
		displayName: 'URLs',
		name: 'urls',
		type: 'fixedCollection',
		typeOptions: several,
		placeholder: 'Add URL',
		default: {},
		options: [
			{
				displayName: 'URL',
				name: 'url',
				values: [homeOrWork, textField('URL', 'url', { placeholder: 'e.g. https://example.com' })],
			},
		],
	},
];
