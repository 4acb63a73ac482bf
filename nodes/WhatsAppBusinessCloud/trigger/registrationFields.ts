import type { INodeProperties } from 'n8n-workflow';
import { phoneNumberId } from '../shared/input/commonFields';
import { receiveFields, updatesField } from './fields';
import { isSentToOverride, UPDATES } from './webhookFields';

/** The source of the webhooks. WhatsApp docs: Webhooks > Overrides. */
const listenOnFields: INodeProperties[] = [
	{
		displayName: 'Listen On',
		name: 'listenOn',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Entire App',
				value: 'app',
				description:
					'All accounts and numbers of the Meta app, except those that have a trigger of their own. One trigger per app.',
			},
			{
				name: 'One Business Account',
				value: 'businessAccount',
				description:
					'All numbers of the account in the account credential, except numbers that have a trigger of their own',
			},
			{
				name: 'One Phone Number',
				value: 'phoneNumber',
				description:
					'One number only. Other triggers of the same app can listen to other numbers. Needs the account credential.',
			},
		],
		default: 'app',
	},
	{
		...phoneNumberId,
		displayName: 'Phone Number',
		description: 'The business phone number to listen to',
		displayOptions: { show: { listenOn: ['phoneNumber'] } },
	},
	{
		displayName:
			"Meta sends only messages, statuses, calls, groups, echoes and account settings to one account or number. For templates, the account, Flows and the rest, choose 'Entire App'.",
		name: 'overrideNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { listenOn: ['businessAccount', 'phoneNumber'] } },
	},
];

/** Last in the form, because it is rarely needed. */
const replaceForeignField: INodeProperties = {
	displayName: 'Overwrite Existing Callback URL',
	name: 'replaceForeignCallback',
	type: 'boolean',
	default: false,
	description:
		'Whether to take over webhooks that go to other software, or to another WhatsApp Trigger. Without it they are left as they are, and publishing tells where they go. Other software has to be set up anew to get them back.',
};

const overridable = new Set(
	UPDATES.filter(({ field }) => field !== undefined && isSentToOverride(field)).map(({ value }) => value),
);

/** The callback override of an account or number receives only some kinds of events: the others are not offered. */
const updatesFields: INodeProperties[] = [
	{ ...updatesField, displayOptions: { show: { listenOn: ['app'] } } },
	{
		...updatesField,
		options: updatesField.options?.filter((option) => 'value' in option && overridable.has(String(option.value))),
		displayOptions: { show: { listenOn: ['businessAccount', 'phoneNumber'] } },
	},
];

/** All fields of the trigger. */
export const triggerFields: INodeProperties[] = [
	...listenOnFields,
	...updatesFields,
	...receiveFields.filter((field) => field !== updatesField),
	replaceForeignField,
];
