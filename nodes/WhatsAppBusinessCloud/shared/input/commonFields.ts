import type { INodeProperties } from 'n8n-workflow';

/** The number that sends or owns the file: selected from the account's list, or entered by ID. */
export const phoneNumberId: INodeProperties = {
	displayName: 'Sender Phone Number',
	name: 'phoneNumberId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The business phone number to send from',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a phone number',
			typeOptions: { searchListMethod: 'searchPhoneNumbers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 106540352242922',
			hint: 'The Phone Number ID from WhatsApp > API Setup in the App Dashboard, not the phone number itself',
		},
	],
};

/** A WhatsApp Business Account; without one, that of the credential. */
export const businessAccount: INodeProperties = {
	displayName: 'Account',
	name: 'account',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The WhatsApp Business Account. Leave empty for the account of the credential.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Account of the credential',
			typeOptions: { searchListMethod: 'searchAccounts', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 102290129340398',
			hint: 'The WhatsApp Business Account ID from WhatsApp > API Setup in the App Dashboard',
		},
	],
};

/** Return All and Limit. */
export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Default on: after a message, the next node usually needs the row that it was sent to. */
export const includeInputField: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: true,
	description:
		"Whether to output the fields of the input item too, beside those of the sent message. If both have a field of the same name, the message's is output. An item of the WhatsApp Trigger is output as 'received', so that what you received and what you sent stay apart. The fields error and errorDetails of an earlier node are left out.",
};

/** A field for text; `more` adds to it or replaces what it has. */
export const textField = (displayName: string, name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...more,
});
