import { readEnum, readAdditionalFields } from '../../shared/input/parameterValues';
import { interactiveType } from './defineInteractiveType';

const contactTypes = ['request_contact_info', 'contact_request'] as const;
const contactTypeName = 'Interactive Type';

/**
 * WhatsApp docs: Messages > Contact info request messages. `{name: 'request_contact_info'}`.
 * Meta's page names the type contact_request; request_contact_info is what clients send and is known to work.
 */
export const contactInfoRequest = interactiveType({
	value: 'request_contact_info',
	name: 'Contact Info Request',
	description: "Send a text with a button that shares the recipient's phone number",
	type: (parameters) =>
		readEnum(
			readAdditionalFields(parameters.additionalFields).contactRequestType,
			contactTypeName,
			contactTypes,
			'request_contact_info',
		),
	body: { placeholder: 'e.g. Which number can we reach you on?' },
	properties: [],
	additionalFields: [
		{
			displayName: contactTypeName,
			name: 'contactRequestType',
			type: 'options',
			default: 'request_contact_info',
			description:
				'The interactive type in the request. Meta documents two names. Change it only if WhatsApp rejects the message.',
			options: [
				{ name: 'Contact Request', value: 'contact_request' },
				{ name: 'Request Contact Info', value: 'request_contact_info' },
			],
		},
	],
	action: () => ({ action: { name: 'request_contact_info' } }),
});
