import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../inputError';
import type { Recipient } from './recipient';
import { choice, defined, group, optionalText } from './values';
import { wholeNumber } from './interactive/checks';

const FIELD = 'Direct Send (Beta)';
const categoryField = 'Category';
const nameField = 'Template Name';
const lifetimeField = 'Lifetime in Seconds';

const categories = ['utility', 'authentication'] as const;

/** Types that go out without a template. WhatsApp docs: Direct Send > Supported messages. */
const types = ['button', 'cta_url', 'text', 'voice_call'];

/** Seconds for which WhatsApp tries to deliver. WhatsApp docs: Direct Send > Time-to-live. */
const lifetimes = {
	utility: { min: 30, max: 43_200, source: 'WhatsApp docs: Direct Send > Time-to-live' },
	authentication: { min: 30, max: 900, source: 'WhatsApp docs: Direct Send > Time-to-live' },
};

/** A message that opens a conversation without a template; an additional field of the types that may. */
export const directSendField: INodeProperties = {
	displayName: FIELD,
	name: 'directSend',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Send without a template',
	description:
		'Send outside the 24 hours after the last message of the person, without an approved template. A beta of Meta that must be enabled for the account.',
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
						{ name: 'Authentication', value: 'authentication', description: 'One-time passwords; Meta allows few accounts to' },
						{ name: 'Utility', value: 'utility', description: 'Updates on an order or another thing the person did' },
					],
					default: 'utility',
					description: 'What the message is for',
				},
				{
					displayName: lifetimeField,
					name: 'ttlSeconds',
					type: 'number',
					default: 0,
					description: 'How long WhatsApp tries to deliver. 0 leaves it to Meta: 30 days, or 10 minutes for authentication.',
				},
				{
					displayName: nameField,
					name: 'templateName',
					type: 'string',
					default: '',
					placeholder: 'e.g. order_shipped',
					description: 'Name for the template that Meta makes of the message. Utility only: small letters, digits and underscores.',
				},
			],
		},
	],
};

function templateName(value: unknown, category: string): string | undefined {
	const name = optionalText(value, nameField)?.trim();
	if (name === undefined) return undefined;
	if (category !== 'utility') {
		throw new InputError(nameField, `'${nameField}' is for utility messages only`, `Empty the field, or choose another '${categoryField}'`);
	}
	if (/^[a-z0-9_]{1,512}$/.test(name)) return name;
	throw new InputError(
		nameField,
		`'${nameField}' holds something else than small letters, digits and underscores, or more than 512 of them`,
		'Use a name such as order_shipped',
	);
}

/**
 * The parts of a message that make it Direct Send. WhatsApp docs: Direct Send.
 * @param additionalFields as the person filled them in
 * @param message type, and the type's own object, for what Direct Send does not take
 * @returns `{category, ttl_seconds, direct_send_config}`; empty when the person did not ask for it
 * @throws InputError
 */
export function readDirectSend(additionalFields: unknown, message: { type: string; body: IDataObject; recipient: Recipient }): IDataObject {
	const asked = group(group(additionalFields, 'Additional Fields').directSend, FIELD).settings;
	if (asked === undefined) return {};
	const settings = group(asked, FIELD);
	if (!types.includes(message.type)) {
		throw new InputError(FIELD, `'${FIELD}' does not take this message type`, 'Send text, reply buttons, a link button or a voice call button');
	}
	if ('recipient_type' in message.recipient) {
		throw new InputError(FIELD, `'${FIELD}' does not go to groups`, `Remove '${FIELD}', or send to a person`);
	}
	if ((message.body.text as IDataObject | undefined)?.preview_url === true) {
		throw new InputError(FIELD, `'${FIELD}' shows no link previews`, "Turn 'Show URL Previews' off");
	}
	const category = choice(settings.category, categoryField, categories, 'utility');
	const lifetime = settings.ttlSeconds === 0 || settings.ttlSeconds === '0' ? undefined : settings.ttlSeconds;
	const name = templateName(settings.templateName, category);
	return defined({
		category,
		ttl_seconds: wholeNumber(lifetime, lifetimes[category], lifetimeField),
		direct_send_config: name === undefined ? undefined : { template_name: name },
	});
}
