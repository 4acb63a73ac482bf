import type { INodeProperties } from 'n8n-workflow';
import { phoneNumberId } from '../shared/input/commonFields';
import { accountCredentialFields, authenticationFields } from './authenticationFields';
import { advancedUpdatesField, receiveFields, updatesField } from './fields';
import { isEventSentToOverride, isSentToOverride, TRIGGER_EVENTS, WEBHOOK_FIELDS } from './webhookFields';
import { docsLink } from '../shared/docs';

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
					'For one workflow that receives everything: all accounts and numbers of the Meta app, except for those with their own trigger. One trigger per app.',
			},
			{
				name: 'One Business Account',
				value: 'businessAccount',
				description:
					'All phone numbers of the WhatsApp Business Account in the credential, except for those with their own trigger',
			},
			{
				name: 'One Phone Number',
				value: 'phoneNumber',
				description:
					'For several workflows, each with its own number. Other triggers of the same app can listen to other numbers.',
			},
		],
		default: 'app',
		description:
			"Which of the Meta app's webhooks start this workflow. Several workflows for one app each listen on an account or number of their own.",
		hint: docsLink('receiving.md#scope-and-registration', 'Which one to choose'),
	},
	{
		...phoneNumberId,
		displayName: 'Phone Number',
		description: 'The business phone number to listen to',
		displayOptions: { show: { listenOn: ['phoneNumber'] } },
	},
	{
		displayName: `For a single account or number, Meta only sends messages, statuses, calls, groups, echoes and account settings. For other events, such as templates and Flows, select 'Entire App'. ${docsLink('receiving.md#scope-and-registration', 'More')}`,
		name: 'overrideNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { listenOn: ['businessAccount', 'phoneNumber'] } },
	},
];

const overridable = new Set([
	...WEBHOOK_FIELDS.filter(({ field }) => field !== undefined && isSentToOverride(field)).map(({ value }) => value),
	...TRIGGER_EVENTS.filter(isEventSentToOverride).map(({ value }) => value),
]);

/** The callback override of an account or number receives only some kinds of events: the others are not offered. */
const forListenOn = (field: INodeProperties): INodeProperties[] => [
	{ ...field, displayOptions: { show: { listenOn: ['app'] } } },
	{
		...field,
		options: field.options?.filter((option) => 'value' in option && overridable.has(String(option.value))),
		displayOptions: { show: { listenOn: ['businessAccount', 'phoneNumber'] } },
	},
];

/** All fields of the trigger. */
export const triggerFields: INodeProperties[] = [
	...authenticationFields,
	...listenOnFields,
	...forListenOn(updatesField),
	...forListenOn(advancedUpdatesField),
	...receiveFields.filter((field) => field !== updatesField && field !== advancedUpdatesField),
	...accountCredentialFields,
];
