import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { formatNumber } from '../shared/formatNumber';
import { checkContact, contactFromForm } from './contact';
import { contactFields, contactNames, nameFields } from './contactFields';
import { InputError } from '../shared/inputError';
import { normalizePhoneNumber } from '../shared/input/phone';
import { readJson } from '../shared/input/jsonParameter';
import { limits } from './messageLimits';
import type { Parameters } from '../shared/input/parameters';
import type { MessageType } from './types';
import { textField } from '../shared/input/commonFields';
import {
	readEnum,
	readCollection,
	optionalFlag,
	optionalText,
	readAdditionalFields,
} from '../shared/input/parameterValues';
import { assertObject, mapEntries, toEntries } from '../shared/input/listParameter';

const fields = {
	contacts: 'Contacts',
	fullName: contactNames.name.formatted_name,
	input: 'Contacts to Send',
	json: 'Contacts (JSON)',
	parts: 'Name Parts',
	phone: 'Phone Number',
	usesWhatsApp: 'Number Is on WhatsApp',
};
const inputs = ['one', 'several', 'json'] as const;
const jsonAdvice =
	'Enter a list of contacts such as [{"name": {"formatted_name": "Ada Lovelace"}, "phones": [{"phone": "+442079460000"}]}]';

/** The built-in node's fields, for a single contact only. */
const forOne = (field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { '/contactsInput': ['one'] } },
});

/** WhatsApp docs: Messages > Contacts messages. A list of up to 257 contacts. */
export const contacts: MessageType = {
	value: 'contacts',
	name: 'Contacts',
	description: 'Send one or more contacts with names, phone numbers, email addresses and more',
	properties: [
		{
			displayName: fields.input,
			name: 'contactsInput',
			type: 'options',
			default: 'one',
			description: 'How to enter the contacts',
			options: [
				{ name: 'One Contact', value: 'one', description: 'Enter one contact' },
				{ name: 'Multiple Contacts', value: 'several', description: 'Enter any number of contacts' },
				{ name: 'JSON', value: 'json', description: 'Enter a list of contacts as JSON or as an expression' },
			],
		},
		textField(fields.fullName, 'contactName', {
			placeholder: 'e.g. Ada Lovelace',
			description: 'The name of the contact, as shown in WhatsApp',
			displayOptions: { show: { contactsInput: ['one'] } },
		}),
		textField(fields.phone, 'contactPhone', {
			placeholder: 'e.g. +44 20 7946 0000',
			description: "The contact's phone number. To add more numbers, use Additional Fields > Phones.",
			displayOptions: { show: { contactsInput: ['one'] } },
		}),
		{
			displayName: fields.usesWhatsApp,
			name: 'contactUsesWhatsApp',
			type: 'boolean',
			default: true,
			description:
				'Whether the contact uses WhatsApp with this number. The recipient then gets a button to message the contact, otherwise one to invite the contact. Requires a number with its country code.',
			displayOptions: { show: { contactsInput: ['one'] } },
		},
		{
			displayName: fields.parts,
			name: 'name',
			type: 'fixedCollection',
			placeholder: 'Add Name Parts',
			default: {},
			description: "First name, last name and so on, for the recipient's address book",
			options: [{ displayName: fields.parts, name: 'data', values: nameFields }],
			displayOptions: { show: { contactsInput: ['one'] } },
		},
		{
			displayName: fields.contacts,
			name: 'contacts',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Contact',
			default: { contact: [{}] },
			options: [{ displayName: 'Contact', name: 'contact', values: [...nameFields, ...contactFields] }],
			displayOptions: { show: { contactsInput: ['several'] } },
		},
		{
			displayName: fields.json,
			name: 'contactsJson',
			type: 'json',
			typeOptions: { rows: 8 },
			required: true,
			default:
				'[\n  {\n    "name": { "formatted_name": "Ada Lovelace", "first_name": "Ada" },\n    "phones": [{ "phone": "+44 20 7946 0000", "type": "WORK" }]\n  }\n]',
			description:
				'A list of 1 to 257 contacts in the Cloud API format. The contacts of a received message can be used without changes.',
			displayOptions: { show: { contactsInput: ['json'] } },
		},
	],
	additionalFields: contactFields.map(forOne),
	build(parameters) {
		const input = readEnum(parameters.contactsInput, fields.input, inputs, 'one');
		const list = builders[input](parameters);
		return { body: { type: 'contacts', contacts: list }, uploads: [], links: [] };
	},
};

/** The phone of the form's own field, for a contact card with a button to message the contact. @throws InputError */
function mainPhone(parameters: Parameters): IDataObject | undefined {
	const phone = optionalText(parameters.contactPhone, fields.phone)?.trim();
	if (phone === undefined) return undefined;
	const usesWhatsApp = optionalFlag(parameters.contactUsesWhatsApp, fields.usesWhatsApp) ?? true;
	if (!usesWhatsApp) return { phone, type: 'CELL' };
	return { phone, type: 'CELL', wa_id: normalizePhoneNumber(phone, fields.phone) };
}

/** The contact of the form for one, which has the fields of n8n's built-in node besides its own. @throws InputError */
function oneContact(parameters: Parameters): IDataObject {
	const parts = readCollection(readCollection(parameters.name, fields.parts).data, fields.parts);
	const fullName = optionalText(parts.formatted_name, fields.fullName) ?? parameters.contactName;
	const phone = mainPhone(parameters);
	const contact = contactFromForm(
		{ ...parts, formatted_name: fullName },
		readAdditionalFields(parameters.additionalFields),
	);
	if (phone === undefined) return contact;
	const { name, phones, ...others } = contact;
	return { name, phones: [phone, ...((phones ?? []) as IDataObject[])], ...others };
}

const builders: Record<(typeof inputs)[number], (parameters: Parameters) => IDataObject[]> = {
	one: (parameters) => [oneContact(parameters)],
	several: (parameters) => {
		const list = toEntries(parameters.contacts, 'contact', fields.contacts);
		checkCount(list, fields.contacts, 'Add a contact');
		return mapEntries(list, 'contact', (entry) => {
			const contact = assertObject(entry);
			const name = Object.keys(contactNames.name).map((key) => [key, contact[key]]);
			return contactFromForm(Object.fromEntries(name), contact);
		});
	},
	json: (parameters) => {
		const json = readJson(parameters.contactsJson, fields.json, jsonAdvice);
		const list: unknown[] = Array.isArray(json) ? json : [json];
		checkCount(list, fields.json, jsonAdvice);
		return mapEntries(list, 'contact', checkContact);
	},
};

function checkCount(list: unknown[], field: string, advice: string): void {
	if (list.length === 0) throw new InputError(field, 'is empty', advice);
	if (list.length <= limits.contacts.max) return;
	throw new InputError(
		field,
		`has ${formatNumber(list.length)} contacts, WhatsApp allows ${formatNumber(limits.contacts.max)}`,
		'Send them in several messages',
	);
}
