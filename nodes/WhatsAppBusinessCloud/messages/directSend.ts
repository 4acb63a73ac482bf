import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import type { Recipient } from '../shared/input/recipient';
import {
	readEnum,
	omitUndefined,
	readCollection,
	optionalText,
	readAdditionalFields,
} from '../shared/input/parameterValues';
import { wholeNumber } from '../shared/input/validators';

/** Display name of the additional field. */
const FIELD = 'Direct Send';
const categoryField = 'Category';
const nameField = 'Template Name';
const lifetimeField = 'Time to Live (Seconds)';

/**
 * `service` is the same as no category: an ordinary message. Meta docs: Direct Send > Send utility and authentication
 * messages.
 */
const categories = ['utility', 'authentication', 'service'] as const;

/** Message types that can be sent without a template. Meta docs: Direct Send > Supported features and limits. */
const types = ['button', 'cta_url', 'text', 'voice_call'];

const lifetimeSource = 'Meta docs: Direct Send > Configure message time-to-live';

/** How long WhatsApp tries to deliver, in seconds. Meta docs: Direct Send > Configure message time-to-live. */
const lifetimes = {
	utility: { min: 30, max: 43_200, source: lifetimeSource },
	authentication: { min: 30, max: 900, source: lifetimeSource },
};

/** For messages that open a conversation without a template; an additional field of the types that support it. */
export const directSendField: INodeProperties = {
	displayName: FIELD,
	name: 'directSend',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Direct Send',
	description:
		'Send outside the 24-hour customer service window without an approved template. Available for accounts with a messaging limit of at least 100,000.',
	displayOptions: { show: { '/messageType': types } },
	options: [
		{
			displayName: 'Direct Send',
			name: 'settings',
			values: [
				{
					displayName: categoryField,
					name: 'category',
					type: 'options',
					options: [
						{
							name: 'Authentication',
							value: 'authentication',
							description:
								'One-time passwords, sent as text to phone numbers only. Access must be requested from Meta.',
						},
						{
							name: 'Service',
							value: 'service',
							description: 'Message within the 24-hour customer service window, as without Direct Send',
						},
						{
							name: 'Utility',
							value: 'utility',
							description: 'Updates about an order or another action of the recipient',
						},
					],
					default: 'utility',
					description: 'The category of the message',
				},
				{
					displayName: lifetimeField,
					name: 'ttlSeconds',
					type: 'number',
					default: 0,
					description:
						"How long WhatsApp tries to deliver the message, in seconds. 0 uses Meta's default: 30 days, or 10 minutes for authentication.",
				},
				{
					displayName: nameField,
					name: 'templateName',
					type: 'string',
					default: '',
					placeholder: 'e.g. order_shipped',
					description:
						'Name of the template that Meta creates from the message (utility only). Lowercase letters, digits and underscores.',
				},
			],
		},
	],
};

function templateName(value: unknown, category: string): string | undefined {
	const name = optionalText(value, nameField)?.trim();
	if (name === undefined) return undefined;
	if (category !== 'utility') {
		throw new InputError(
			nameField,
			'is for utility messages only',
			`Empty the field, or choose another '${categoryField}'`,
		);
	}
	if (/^[a-z0-9_]{1,512}$/.test(name)) return name;
	throw new InputError(
		nameField,
		'must consist of 1 to 512 lower-case letters, digits and underscores',
		'Use a name such as order_shipped',
	);
}

function lifetime(value: unknown, category: (typeof categories)[number]): number | undefined {
	if (value === 0 || value === '0') return undefined;
	if (category !== 'service') return wholeNumber(value, lifetimes[category], lifetimeField);
	if (value === undefined || value === null || value === '') return undefined;
	throw new InputError(
		lifetimeField,
		'is not for service messages',
		`Set the field to 0, or choose another '${categoryField}'`,
	);
}

interface DirectMessage {
	type: string;
	/** The type's own object. */
	body: IDataObject;
	recipient: Recipient;
}

/** Meta docs: Direct Send > Supported features and limits. @throws InputError */
function checkMessage(category: string, { type, body, recipient }: DirectMessage): void {
	if (!types.includes(type)) {
		throw new InputError(
			FIELD,
			'does not support this message type',
			'Send text, reply buttons, a URL button or a voice call button',
		);
	}
	if (recipient.kind === 'group') {
		throw new InputError(FIELD, 'cannot be sent to groups', `Remove '${FIELD}', or send to a user`);
	}
	if ((body.text as IDataObject | undefined)?.preview_url === true) {
		throw new InputError(FIELD, 'does not support link previews', "Turn 'Show URL Previews' off");
	}
	if (category === 'authentication' && type !== 'text') {
		throw new InputError(
			FIELD,
			'supports only text for authentication messages',
			"Set 'Message Type' to 'Text', or use an authentication template",
		);
	}
}

/**
 * The Direct Send properties of a message. Meta docs: Direct Send.
 * @param additionalFields as the user filled them in
 * @returns `{category, ttl_seconds, direct_send_config}`; empty when Direct Send is not set
 * @throws InputError
 */
export function readDirectSend(additionalFields: unknown, message: DirectMessage): IDataObject {
	const entered = readCollection(readAdditionalFields(additionalFields).directSend, FIELD).settings;
	if (entered === undefined) return {};
	const settings = readCollection(entered, FIELD);
	const category = readEnum(settings.category, categoryField, categories, 'utility');
	if (category !== 'service') checkMessage(category, message);
	const name = templateName(settings.templateName, category);
	return omitUndefined({
		category,
		ttl_seconds: lifetime(settings.ttlSeconds, category),
		direct_send_config: name === undefined ? undefined : { template_name: name },
	});
}

/**
 * Checks the recipient of a message from the form or from JSON: authentication messages are not sent to user IDs. Meta
 * docs: Direct Send > Send utility and authentication messages.
 * @param field display name of the field with the category
 * @throws InputError
 */
export function checkDirectRecipient({ kind }: Recipient, { category }: IDataObject, field: string = FIELD): void {
	if (category !== 'authentication' || kind !== 'userId') return;
	throw new InputError(
		field,
		'sends an authentication message, which can only be sent to phone numbers, not to user IDs',
		"Enter the phone number of the recipient in 'Recipient'",
	);
}
